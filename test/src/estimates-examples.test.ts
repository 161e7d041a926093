import assert from "node:assert/strict";
import type { NativeResource, Usages } from "@isobar/core/estimate";
import { BACKENDS, estimateOf, native } from "./estimates/place";

interface Example {
  readonly what: string;
  /** Title of the public page, and its date. */
  readonly source: string;
  readonly of: readonly NativeResource[];
  readonly usage?: Usages;
  readonly usd: number;
  /** As a share. Default: half a per cent. */
  readonly within?: number;
}

const aws = (type: string, inputs: object, name?: string) => native("aws", "us-east-1", type, { ...inputs }, name);
const gcp = (type: string, inputs: object, name?: string) => native("gcp", "us-central1", type, { ...inputs }, name);
const azure = (type: string, inputs: object, region = "eastus") => native("azure", region, type, { ...inputs });
const QUIET = { egressGb: 0, natGb: 0, writes: 0, reads: 0, retrievedGb: 0 };
const FAMILIES = '"Amazon EC2 On-Demand Pricing: Instance Families", 2026-06-17';
const EBS = '"Amazon EBS pricing": gp3 at 0.08 USD a GB and month, 2026';

const EXAMPLES: readonly Example[] = [
  {
    what: "an m7g.large with 30 GiB of gp3",
    source: `${FAMILIES}; ${EBS}`,
    of: [
      aws("aws:ec2/instance:Instance", {
        instanceType: "m7g.large",
        rootBlockDevice: { volumeSize: 30, volumeType: "gp3" },
      }),
    ],
    usd: 730 * 0.0816 + 30 * 0.08,
  },
  {
    what: "a c5.2xlarge with the root device of its image and a public address",
    source: `"Spot price per unit hour example", EC2 Auto Scaling User Guide; ${EBS}; "Amazon VPC pricing": 0.005 an hour`,
    of: [aws("aws:ec2/instance:Instance", { instanceType: "c5.2xlarge", associatePublicIpAddress: true })],
    usage: { default: QUIET },
    usd: 730 * 0.34 + 8 * 0.08 + 730 * 0.005,
  },
  {
    what: "200 hours of a g5.xlarge",
    source: `${FAMILIES}; ${EBS}`,
    of: [aws("aws:ec2/instance:Instance", { instanceType: "g5.xlarge", rootBlockDevice: { volumeSize: 100 } })],
    usage: { it: { hoursPerMonth: 200 } },
    usd: 200 * 1.006 + 100 * 0.08,
  },
  {
    what: "a NAT gateway that 100 GB pass, with its address",
    source: '"AWS data transfer & egress pricing", egresscost.com, 2026: 0.045 an hour and GB, 0.005 an hour',
    of: [aws("aws:ec2/natGateway:NatGateway", {}, "nat"), aws("aws:ec2/eip:Eip", {}, "address")],
    usage: { nat: { natGb: 100, egressGb: 0 } },
    usd: 730 * 0.045 + 100 * 0.045 + 730 * 0.005,
  },
  {
    what: "500 GB in S3 with a million writes and ten million reads",
    source: '"Amazon S3 pricing", 2026: 0.023 a GB, 0.005 and 0.0004 per 1,000',
    of: [aws("aws:s3/bucket:Bucket", {})],
    usage: { it: { storedGb: 500, writes: 1e6, reads: 1e7 } },
    usd: 500 * 0.023 + 1000 * 0.005 + 10_000 * 0.0004,
  },
  {
    what: "10 TB to the internet, by two machines together",
    source: '"AWS Data Transfer Pricing Guide", wring, 2026: 0.09 a GB of the first 10 TB',
    of: [aws("aws:ec2/eipAssociation:EipAssociation", {}, "a"), aws("aws:ec2/eipAssociation:EipAssociation", {}, "b")],
    usage: { default: { egressGb: 5120 } },
    usd: 10_240 * 0.09,
  },
  {
    what: "an RDS db.t3.large of MySQL in two zones, without its disk",
    source: "Infracost's RDS example, 2024: 0.272 an hour",
    of: [aws("aws:rds/instance:Instance", { engine: "mysql", instanceClass: "db.t3.large", multiAz: true })],
    usd: 730 * 0.272,
  },
  {
    what: "an EKS cluster with two t3.medium of 20 GiB",
    source: '"Amazon EKS pricing": 0.10 an hour; "Amazon EC2 On-Demand Pricing": t3.medium 0.0416; gp3 0.08',
    of: [aws("aws:eks/cluster:Cluster", {}), aws("aws:eks/nodeGroup:NodeGroup", { scalingConfig: { desiredSize: 2 } })],
    usd: 730 * 0.1 + 2 * (730 * 0.0416 + 20 * 0.08),
  },
  {
    what: "an n2-standard-2 with 30 GB of pd-balanced",
    source: 'Kubernetes autoscaler\'s table of Compute Engine prices; "Disk pricing": pd-balanced 0.10 a GB',
    of: [
      gcp("gcp:compute/instance:Instance", {
        machineType: "n2-standard-2",
        bootDisk: { initializeParams: { size: 30, type: "pd-balanced" } },
      }),
    ],
    usd: 730 * (2 * 0.031611 + 8 * 0.004237) + 30 * 0.1,
  },
  {
    what: "Cloud NAT for 14 machines and 100 GiB",
    source: '"Cloud NAT pricing", pricing example, 2025: 14 × 0.0014 an hour and 0.045 a GiB',
    of: [
      gcp("gcp:compute/routerNat:RouterNat", {}, "nat"),
      ...Array.from({ length: 14 }, (_, i) =>
        gcp("gcp:compute/instance:Instance", { machineType: "n2-standard-2", bootDisk: { source: true } }, `m${i}`),
      ),
    ],
    usage: { default: { hoursPerMonth: 0 }, nat: { natGb: 100, egressGb: 0 } },
    usd: 730 * 14 * 0.0014 + 100 * 0.045,
  },
  {
    what: "a bucket of 50 GB with operations",
    source: 'Google Cloud, "Pricing examples" of Cloud Storage, 2024: 1.00 + 0.05 + 0.02',
    of: [gcp("gcp:storage/bucket:Bucket", { location: "US-EAST1" })],
    usage: { it: { storedGb: 50, writes: 10_000, reads: 50_000 } },
    usd: 1 + 0.05 + 0.02,
  },
  {
    what: "a g2-standard-4 with an L4",
    source: "SkyPilot catalogue v8, 2025-26: 0.70684 an hour",
    of: [gcp("gcp:compute/instance:Instance", { machineType: "g2-standard-4", bootDisk: { source: true } })],
    usd: 730 * 0.70684,
  },
  {
    what: "1,100 GB from Virginia, 100 of which are free",
    source: 'Microsoft, "Bandwidth pricing", 2026-10-05: 0.087 a GB',
    of: [
      native("azure", "eastus2", "azure-native:network:NetworkInterface", {
        ipConfigurations: [{ publicIPAddress: true }],
      }),
    ],
    usage: { default: { egressGb: 1100 } },
    usd: 87,
  },
  {
    what: "a Standard_B2ats_v2 with 32 GiB of Standard HDD",
    source: 'SkyPilot catalogue v8, 2025-26: 0.0094 an hour; "Managed Disks pricing": S4 at 1.536',
    of: [
      azure("azure-native:compute:VirtualMachine", {
        hardwareProfile: { vmSize: "Standard_B2ats_v2" },
        storageProfile: { osDisk: { diskSizeGB: 32, managedDisk: { storageAccountType: "Standard_LRS" } } },
      }),
    ],
    usd: 730 * 0.0094 + 1.536,
  },
];

describe("whole resources by public price pages", () => {
  it("are at least ten", () => assert.ok(EXAMPLES.length >= 10));
  for (const { what, source, of, usage = {}, usd, within = 0.005 } of EXAMPLES) {
    it(`${what} (${source})`, () => {
      const { cost, resources } = estimateOf(of, usage);
      assert.ok(Math.abs(cost.likely - usd) <= within * usd, `${cost.likely}, published ${usd}`);
      assert.ok(cost.low <= cost.likely && cost.likely <= cost.high);
      assert.deepEqual(
        resources.filter(({ notCounted }) => notCounted),
        [],
      );
    });
  }
});

describe("what a cloud's resources consume", () => {
  for (const backend of BACKENDS) {
    it(`is known of every type that ${backend.title}'s drivers make`, () => {
      const { provider } = require(`@isobar/${backend.name}/sandbox`) as { provider: { models: { type: string }[] } };
      const consumers = backend.consumers();
      assert.deepEqual(
        provider.models.map(({ type }) => type).filter((type) => consumers[type] === undefined),
        [],
      );
    });
    it(`never fails on ${backend.title} where nothing is known yet, and is unknown then, not nothing`, () => {
      for (const [type, consumer] of Object.entries(backend.consumers())) {
        if (consumer === "free") continue;
        for (const consumption of consumer.consume({})) assert.ok(consumption.kind, type);
      }
      const region = backend.catalogue().regions[0]?.name ?? "";
      const machine = Object.keys(backend.consumers()).find((type) => /instance:Instance$|:VirtualMachine$/.test(type));
      const [estimate] = estimateOf([native(backend.name, region, machine ?? "", {})]).resources;
      assert.equal(estimate?.lines[0]?.cost, undefined);
      assert.match(estimate?.lines[0]?.item ?? "", /not known yet/);
    });
  }
  it("is not counted, and said so, for types and clouds that nobody knows", () => {
    const { resources, cost } = estimateOf([
      aws("aws:sqs/queue:Queue", {}),
      native("random", "", "random:index/randomId:RandomId", {}),
    ]);
    assert.deepEqual(
      resources.map(({ notCounted }) => notCounted),
      ["its type has no price in the catalogue", "nothing is known of random"],
    );
    assert.equal(cost.likely, 0);
  });
  it("lists what was assumed, and nothing that was said", () => {
    const bucket = [aws("aws:s3/bucket:Bucket", {}, "data")];
    assert.deepEqual(estimateOf(bucket).cost.assumed, [
      "100 GB stored",
      "10000 writes a month",
      "100000 reads a month",
    ]);
    const usage = { data: { storedGb: 7 }, default: { writes: 0, reads: 0 } };
    assert.deepEqual(estimateOf(bucket, usage).cost.assumed, []);
  });
});
