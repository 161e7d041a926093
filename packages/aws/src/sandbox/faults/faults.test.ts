import assert from "node:assert/strict";
import { type Call, CLOUD_FAULTS, type CloudFault, type Props } from "@isobar/sandbox";
import { Land } from "../../testing/land";
import { apiCallOf } from "../failure";
import { provider } from "../index";
import { types } from "../types";
import { faults } from ".";

const CALL: Call = {
  cloud: "aws",
  region: "eu-central-1",
  zone: "eu-central-1a",
  machine: "p4d.24xlarge",
  operation: "create",
  token: types.instance,
  name: "train",
  id: undefined,
  inputs: { name: "train", bucket: "acme", vpcId: "vpc-1" },
};

function textOf(kind: CloudFault, change: Partial<Call> = {}): string | undefined {
  const call = { ...CALL, ...change };
  const like = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(call.token);
  return faults
    .find(
      ({ kind: own, tokens, operations = ["create", "update"], applies }) =>
        own === kind && operations.includes(call.operation) && tokens.some(like) && (applies?.(call) ?? true),
    )
    ?.text(call);
}

const spot: Props = { instanceMarketOptions: { marketType: "spot" } };

describe("aws sandbox: faults", () => {
  const rows: [CloudFault, Partial<Call>, RegExp][] = [
    [
      "capacity",
      {},
      /^creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 500, RequestID: [0-9a-f-]{36}, api error InsufficientInstanceCapacity: We currently do not have sufficient p4d\.24xlarge capacity in the Availability Zone you requested \(eu-central-1a\)\. .* or choosing eu-central-1b, eu-central-1c\.$/,
    ],
    ["capacity", { inputs: spot }, /InsufficientInstanceCapacity: There is no Spot capacity available/],
    ["capacity", { zone: undefined }, /in zones with support for 'gp2' volumes/],
    ["capacity", { operation: "update" }, /InsufficientInstanceCapacity: Insufficient capacity\.$/],
    ["quota", {}, /VcpuLimitExceeded: .*vCPU limit of 0 allows/],
    ["quota", { machine: "m5.large" }, /vCPU limit of 32 allows/],
    ["quota", { inputs: spot }, /MaxSpotInstanceCountExceeded/],
    [
      "quota",
      { token: types.vpc },
      /creating EC2 VPC: .*VpcLimitExceeded: The maximum number of VPCs has been reached\.$/,
    ],
    [
      "quota",
      { token: types.role },
      /StatusCode: 409, RequestID: \S+, LimitExceeded: Cannot exceed quota for RolesPerAccount: 1000$/,
    ],
    ["zone-outage", {}, /last error: Server\.InternalError: Internal error on launch$/],
    [
      "zone-outage",
      { token: types.volume },
      /exceeded maximum number of attempts, 25, https response error StatusCode: 500/,
    ],
    ["region-outage", {}, /StatusCode: 503, .*api error Unavailable: The service is unavailable/],
    [
      "region-outage",
      { token: types.logGroup },
      /StatusCode: 0, RequestID: , request send failed, Post "https:\/\/logs\.eu-central-1\.amazonaws\.com\/"/,
    ],
    [
      "throttled",
      { operation: "read", id: "vpc-1", token: types.vpc },
      /^reading EC2 VPC \(vpc-1\): operation error EC2: DescribeVpcs, exceeded .*RequestLimitExceeded: Request limit exceeded\.$/,
    ],
    [
      "throttled",
      { operation: "call", token: "aws:index/getCallerIdentity:getCallerIdentity" },
      /STS: GetCallerIdentity, .*Throttling: Rate exceeded$/,
    ],
    [
      "denied",
      {},
      /StatusCode: 403, .*UnauthorizedOperation: .* is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-central-1:123456789012:instance\/\* because no identity-based policy allows the ec2:RunInstances action\. Encoded authorization failure message: \S+$/,
    ],
    ["denied", { token: types.bucketCors }, /perform: s3:PutBucketCORS on resource: "arn:aws:s3:::acme" because/],
    ["denied", { token: types.role }, /iam:CreateRole on resource: arn:aws:iam::123456789012:role\/train because/],
    [
      "not-found-yet",
      { inputs: { iamInstanceProfile: "web" } },
      /Value \(web\) for parameter iamInstanceProfile\.name is invalid/,
    ],
    ["not-found-yet", { token: types.subnet }, /InvalidVpcID\.NotFound: The vpc ID 'vpc-1' does not exist$/],
    [
      "conflict",
      { token: types.bucketVersioning },
      /StatusCode: 409, .*api error OperationAborted: A conflicting conditional/,
    ],
    ["internal-error", { token: types.bucket }, /InternalError: We encountered an internal error/],
  ];
  for (const [kind, change, words] of rows) {
    it(`${kind} of ${change.operation ?? "create"} ${change.token ?? types.instance}: ${words.source.slice(0, 40)}`, () =>
      assert.match(textOf(kind, change) ?? "", words));
  }

  it("are there for every kind, each with its code in its text and a source", () => {
    assert.deepEqual([...new Set(faults.map(({ kind }) => kind))].sort(), Object.keys(CLOUD_FAULTS).sort());
    for (const { code, source } of faults) assert.ok(code !== "" && source.length > 10, code);
  });

  it("meet every type when the cloud fails as a whole", () => {
    for (const { type: token } of provider.models) {
      for (const kind of ["throttled", "denied", "internal-error"] as const) {
        assert.ok(textOf(kind, { token }) !== undefined, `${kind} ${token}`);
      }
      const outage = textOf("region-outage", { token });
      assert.equal(outage === undefined, /^aws:(budgets|iam)\//.test(token), token);
    }
  });

  it("name an action that the type's own permissions hold", () => {
    for (const { type: token, permissions } of provider.models) {
      const asked = { inputsOf: () => [] };
      const inputs = { role: "*", target: {}, policyDetails: {}, routes: ["*"], ingress: ["*"] };
      const held = (typeof permissions === "function" ? permissions(inputs, asked) : (permissions ?? [])).flatMap(
        ({ actions }) => actions,
      );
      for (const operation of ["create", "read", "delete"] as const) {
        const { action } = apiCallOf({ token, operation });
        assert.ok(held.includes(action), `${token} ${operation}: ${action}`);
      }
    }
  });

  it("know the zone of a machine by its subnet or its network interface", () => {
    const land = new Land();
    const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" });
    const zone = "eu-central-1b";
    const subnet = land.make(types.subnet, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: zone });
    const card = land.make(types.networkInterface, { subnetId: subnet.id });
    const place = (inputs: Props) => provider.placeOf?.(types.instance, inputs, land.world());
    assert.deepEqual(place({ subnetId: subnet.id, instanceType: "m5.large" }), { zone, machine: "m5.large" });
    assert.deepEqual(place({ primaryNetworkInterface: { networkInterfaceId: card.id } }), { zone });
  });
});
