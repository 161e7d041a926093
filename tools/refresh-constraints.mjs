// Makes the data on the providers' own constraints anew, from checkouts of the sources that packages/*/data/README.md name.
import { createRequire } from "node:module";

const { refresh } = createRequire(import.meta.url)("./dist/constraints/refresh.js");
process.exitCode = refresh(process.argv.slice(2));
