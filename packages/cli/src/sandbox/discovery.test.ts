import * as assert from "node:assert/strict";
import * as path from "node:path";
import { installToyBackend, temporaryFolder, writeFiles } from "../testing/project.js";
import { findBackends, loadProviders } from "./discovery.js";

describe("the search for backends", () => {
  let root: string;
  let project: string;
  const names = () => findBackends([project]).map(({ name }) => name);
  beforeEach(() => {
    root = temporaryFolder();
    project = path.join(root, "examples", "web");
    writeFiles(project, { "package.json": { name: "web" } });
  });

  it("finds those under @isobar in node_modules here and above, the nearest of a name", () => {
    installToyBackend(root, "@isobar/far");
    installToyBackend(root, "@isobar/near");
    installToyBackend(project, "@isobar/near");
    writeFiles(root, { "node_modules/@isobar/core/package.json": { name: "@isobar/core" } });
    const found = findBackends([project, root]);
    assert.deepEqual(
      found.map(({ name, sandboxModule }) => [name, path.relative(root, path.dirname(sandboxModule))]),
      [
        ["@isobar/far", "node_modules/@isobar/far"],
        ["@isobar/near", "examples/web/node_modules/@isobar/near"],
      ],
    );
  });

  it("finds somebody else's backend among the dependencies, and no package that isn't one", () => {
    installToyBackend(root, "@acme/cloud");
    installToyBackend(root, "unrelated");
    writeFiles(project, { "package.json": { name: "web", dependencies: { "@acme/cloud": "1" } } });
    assert.deepEqual(names(), ["@acme/cloud"]);
  });

  it("finds the backend in whose own folder it looks", () => {
    writeFiles(project, { "package.json": { name: "@acme/cloud", isobar: { sandbox: "./sandbox.js" } } });
    assert.deepEqual(names(), ["@acme/cloud"]);
  });

  it("loads a backend's simulated cloud", () => {
    installToyBackend(project);
    assert.deepEqual(
      loadProviders(findBackends([project]), project).map((provider) => provider.cloud),
      ["toyland"],
    );
  });

  it("says what to install when there is none", () => {
    assert.throws(() => loadProviders([], project), /no backend is installed for .*npm install @isobar\/aws/s);
  });

  it("names the package that can't be loaded, or has no provider", () => {
    installToyBackend(project);
    const sandbox = "node_modules/@isobar/toy/sandbox.js";
    writeFiles(project, { [sandbox]: 'require("./missing.js")' });
    assert.throws(() => loadProviders(findBackends([project]), project), /@isobar\/toy can't be loaded from/);
    installToyBackend(project, "@isobar/empty");
    writeFiles(project, { "node_modules/@isobar/empty/sandbox.js": "", [sandbox]: "" });
    assert.throws(() => loadProviders(findBackends([project]), project), /@isobar\/empty exports no `provider`/);
  });
});
