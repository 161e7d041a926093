// Writes the feature matrix into the README.
import { createRequire } from "node:module";
import { build } from "./build.mjs";

build();
const require = createRequire(new URL("../test/package.json", import.meta.url));
const { writeMatrix } = require("@isobar/tools/matrix");
writeMatrix(["aws", "gcp", "azure"].map((name) => require(`@isobar/${name}`).backend));
