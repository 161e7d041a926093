// Writes the feature matrix into the README.
import { createRequire } from "node:module";
import { build } from "./build.mjs";

build();
const require = createRequire(new URL("../test/package.json", import.meta.url));
const { writeMatrix } = require("@isobar/tools/matrix");
const { CLOUDS, backendOf, mocks } = require("./dist/clouds.js");
await writeMatrix(CLOUDS.map((cloud) => ({ backend: backendOf(cloud), record: mocks(cloud) })));
