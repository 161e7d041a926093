import * as assert from "node:assert/strict";
import * as path from "node:path";
import { sandboxEnvironment } from "./environment.js";

const make = (base: NodeJS.ProcessEnv, servers: Record<string, string> = {}) =>
  sandboxEnvironment({ stateFolder: "/state", servers, pathFolders: ["/engine"], base });

describe("the environment in the sandbox", () => {
  it("holds no credentials of a real cloud or of Pulumi", () => {
    const secrets = {
      AWS_ACCESS_KEY_ID: "leak",
      AWS_PROFILE: "leak",
      AWS_CONFIG_FILE: "leak",
      GOOGLE_APPLICATION_CREDENTIALS: "leak",
      CLOUDSDK_CORE_PROJECT: "leak",
      CLOUDSDK_CONFIG: "leak",
      ARM_CLIENT_SECRET: "leak",
      AZURE_CLIENT_SECRET: "leak",
      AZURE_CONFIG_DIR: "leak",
      KUBECONFIG: "leak",
      PULUMI_ACCESS_TOKEN: "leak",
      PULUMI_CONFIG_PASSPHRASE_FILE: "leak",
      PULUMI_CONFIG_PASSPHRASE: "leak",
      PULUMI_BACKEND_URL: "leak",
      PULUMI_HOME: "leak",
    };
    const leaks = Object.entries(make(secrets)).filter(([, value]) => value?.includes("leak"));
    assert.deepEqual(leaks, []);
  });

  it("leads Pulumi to the sandbox's own home and state", () => {
    const env = make({});
    assert.equal(env.PULUMI_HOME, "/state/home");
    assert.equal(env.PULUMI_BACKEND_URL, "file:///state/backend?metadata=skip");
    assert.equal(env.ISOBAR_SANDBOX, "true");
    assert.equal(env.ISOBAR_SANDBOX_STATE, "/state");
  });

  it("keeps the rest, and puts the engine first on PATH", () => {
    const env = make({ PATH: "/usr/bin", GREETING: "hello" });
    assert.equal(env.GREETING, "hello");
    assert.equal(env.PATH, ["/engine", "/usr/bin"].join(path.delimiter));
  });

  it("doesn't let a program find the packages that pnpm has for isobar", () => {
    const folders = ["/repo/node_modules/.bin/../.pnpm/node_modules", "/own/modules"];
    assert.equal(make({ NODE_PATH: folders.join(path.delimiter) }).NODE_PATH, "/own/modules");
  });

  it("puts the simulated providers before those that the user attached", () => {
    const env = make({ PULUMI_DEBUG_PROVIDERS: "own:1" }, { PULUMI_DEBUG_PROVIDERS: "aws:2" });
    assert.equal(env.PULUMI_DEBUG_PROVIDERS, "aws:2,own:1");
  });
});
