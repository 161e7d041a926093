import * as assert from "node:assert/strict";
import { UserError } from "../errors.js";
import { temporaryFolder, writeFiles } from "../testing/project.js";
import { importsEnvironments, readStackConfig, secretKeys, withStandIns } from "./stack-config.js";

const TEXT = `secretsprovider: awskms://alias/deploy
encryptedkey: AQICAHh
encryptionsalt: v1:abc=:v1:def==
environment:
  - shared
  - prod
config:
  aws:region: eu-central-1
  shop:password:
    secure: AAABAHPuCO0QZKZs3SWK+WVQyTvvAEzDCXjRiUEJqAjm
  shop:inline: { secure: "v1:x:y" }
  shop:nested:
    list:
      - secure: v1:a:b
      - plain
    map:
      key:
        secure: 'v1:c:d'
`;

describe("a stack's config without its secrets", () => {
  it("has stand-ins in the place of all ciphertexts, and nothing that ties it to its own key or to a service", () => {
    assert.equal(
      withStandIns(TEXT, "v1:NEW:NEW="),
      `config:
  aws:region: eu-central-1
  shop:password:
    secure: v1:NEW:NEW=
  shop:inline: { secure: v1:NEW:NEW= }
  shop:nested:
    list:
      - secure: v1:NEW:NEW=
      - plain
    map:
      key:
        secure: v1:NEW:NEW=
`,
    );
  });

  it("tells which keys were secret, and whether environments are left out", () => {
    assert.deepEqual(secretKeys(TEXT), ["shop:password", "shop:inline", "list", "key"]);
    assert.equal(importsEnvironments(TEXT), true);
    assert.deepEqual(secretKeys("config:\n  shop:insecure: x\n"), []);
    assert.equal(importsEnvironments("config:\n  shop:environment: x\n"), false);
  });

  it("keeps a config without secrets as it is", () => {
    const plain = "config:\n  aws:region: eu-central-1\n";
    assert.equal(withStandIns(plain, ""), plain);
  });
});

describe("the stack that permissions are for", () => {
  const folder = temporaryFolder();

  it("is the only one, where the project has one, also in another folder", () => {
    writeFiles(folder, {
      "Pulumi.yaml": "name: shop\nstackConfigDir: stacks\n",
      "stacks/Pulumi.prod.yaml": "config: {}\n",
    });
    assert.deepEqual(readStackConfig(folder, undefined), { name: "prod", text: "config: {}\n" });
  });

  it("is named by its last part", () => {
    assert.equal(readStackConfig(folder, "acme/shop/prod").name, "prod");
  });

  it("has to be named where there are several", () => {
    writeFiles(folder, { "stacks/Pulumi.dev.yaml": "config: {}\n" });
    assert.throws(() => readStackConfig(folder, undefined), /by --stack \(stacks with a file in .*stacks: dev, prod\)/);
  });

  it("has to have a file", () => {
    assert.throws(
      () => readStackConfig(folder, "test"),
      (error) => error instanceof UserError && /"test"/.test(error.message),
    );
  });
});
