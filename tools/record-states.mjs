// Records the states of today's version under test/states: `node tools/record-states.mjs`.
import { createRequire } from "node:module";
import { build } from "./build.mjs";

build();
const { recordStates } = createRequire(import.meta.url)("../test/dist/upgrade/record.js");
await recordStates(console.log);
