import { build } from "./build.mjs";

build();
const { test } = await import("./dist/test.js");
process.exitCode = await test(process.argv.slice(2));
