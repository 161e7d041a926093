import * as assert from "node:assert/strict";
import * as path from "node:path";
import * as sandbox from "@isobar/sandbox";
import { temporaryFolder, writeFiles } from "../testing/project.js";
import { shareSandbox } from "./shared-copy.js";

describe("a backend's modules", () => {
  it("share this command's copy of @isobar/sandbox, also beside one of their own, and nobody else does", () => {
    const root = temporaryFolder();
    const index = 'module.exports = require("@isobar/sandbox")';
    const own = { "node_modules/@isobar/sandbox/index.js": "" };
    writeFiles(root, { "backend/index.js": index, "backend-of-another/index.js": index, ...own });
    shareSandbox(path.join(root, "backend"));
    assert.equal(require(path.join(root, "backend")), sandbox);
    assert.deepEqual(require(path.join(root, "backend-of-another")), {});
  });
});
