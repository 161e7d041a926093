import { build } from "./build.mjs";

build();
const { demo } = await import("./dist/demo/demo.js");
process.exitCode = await demo();
