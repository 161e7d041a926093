import * as assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { fakeResource } from "../testing/controls.js";
import { relations } from "./relations.js";

function resource(type: string, id: string, inputs: Props = {}, outputs: Props = {}, scope?: string) {
  return fakeResource(id, { type, inputs, outputs: { ...inputs, ...outputs }, ...(scope !== undefined && { scope }) });
}

function found(...resources: ReturnType<typeof resource>[]): string[] {
  return relations(resources).map(({ from, to, property }) => `${from.id} ${property} ${to.id}`);
}

const VPC = resource("aws:ec2/vpc:Vpc", "vpc-1");
const BUCKET = resource("aws:s3/bucket:Bucket", "data", { bucket: "data" }, { arn: "arn:aws:s3:::data" });
const SUBNET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/a";

describe("relations of resources", () => {
  const cases: Readonly<Record<string, readonly [readonly ReturnType<typeof resource>[], readonly string[]]>> = {
    "an id, in lists too": [[VPC, resource("aws:x:Peer", "p", { vpcIds: ["vpc-1"] })], ["p vpcIds[0] vpc-1"]],
    "an ARN inside of a policy": [
      [BUCKET, resource("aws:iam/policy:Policy", "p", { policy: '{"Resource":["arn:aws:s3:::data/*"]}' })],
      ["p policy data"],
    ],
    "a name whose key says of what": [
      [BUCKET, resource("aws:s3/bucketVersioning:BucketVersioning", "data", { bucket: "data" })],
      ["data bucket data"],
    ],
    "a self-link": [
      [
        resource("gcp:compute/network:Network", "projects/p/net", {}, { selfLink: "https://x/projects/p/net" }),
        resource("gcp:compute/firewall:Firewall", "f", { network: "https://x/projects/p/net" }),
      ],
      ["f network projects/p/net"],
    ],
    "what lies inside of something": [
      [resource("azure:Subnet", SUBNET), resource("azure:Nic", "n", { id: `${SUBNET}/ipConfigurations/b` })],
      [`n id ${SUBNET}`],
    ],
    "an account as a member": [
      [
        resource("gcp:serviceaccount/account:Account", "a", {}, { email: "a@p.iam" }),
        resource("gcp:storage/member:Member", "m", { members: ["serviceAccount:a@p.iam"] }),
      ],
      ["m members[0] a"],
    ],
    "the parent of a name": [
      [
        resource("kubernetes:core/v1:ConfigMap", "shop/cm", {}, { metadata: { name: "cm" } }),
        resource("kubernetes:apps/v1:Deployment", "shop/d", { volume: { configMap: { name: "cm" } } }),
      ],
      ["shop/d volume.configMap.name shop/cm"],
    ],
  };
  for (const [what, [resources, expected]] of Object.entries(cases)) {
    it(`are seen by ${what}`, () => assert.deepEqual(found(...resources), expected));
  }

  it("are not seen in labels, in equal names of other things, and in a resource itself", () => {
    assert.deepEqual(
      found(
        BUCKET,
        resource("aws:x:Queue", "q", { name: "data", tags: { owner: "arn:aws:s3:::data" }, label: "data" }),
        resource("aws:x:Own", "own", { self: "own" }, { arn: "own" }),
      ),
      [],
    );
  });

  it("lead to the namesake in the same scope", () => {
    const east = resource("aws:iam/role:Role", "admin", {}, {}, "east");
    const west = resource("aws:iam/role:Role", "admin", {}, {}, "west");
    const user = resource("aws:iam/rolePolicy:RolePolicy", "p", { role: "admin" }, {}, "west");
    assert.deepEqual(
      relations([east, west, user]).map(({ to }) => to.scope),
      ["west"],
    );
  });
});
