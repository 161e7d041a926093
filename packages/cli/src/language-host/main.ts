import { serveLanguageHost } from "./serve.js";

// The engine starts this file through `pulumi-language-nodejs`, with its own address as the last argument, and reads the
// port from the first line that is written.
const engine = process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "";
serveLanguageHost({ env: process.env, attached: false, engine }).then(
  ({ port }) => process.stdout.write(`${port}\n`),
  (error) => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  },
);
