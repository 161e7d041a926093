import assert from "node:assert/strict";
import { builtCatalogue } from "./testing.js";

interface Example {
  readonly what: string;
  /** Title of the public page or table, and its date. */
  readonly source: string;
  readonly expected: number;
  /** How far it may be off, as a share. Default: half a cent of the sum. */
  readonly within?: number;
  readonly compute: () => number | undefined;
}

const aws = () => builtCatalogue("aws");
const gcp = () => builtCatalogue("gcp");
const azure = () => builtCatalogue("azure");

function machine(cloud: string, type: string, region: string, hours = 1): number | undefined {
  const price = builtCatalogue(cloud).prices.priceOfMachine(type, region);
  return price && price.usdPerHour * hours;
}

const SCALING = 'Amazon EC2 Auto Scaling User Guide, "Spot price per unit hour example", on-demand column, us-east-1';
const NAT = 'Google Cloud, "Cloud NAT pricing", pricing example, 2025';
const GCS = 'Google Cloud, "Cloud Storage pricing", 2022-12-30';
const TIERS = 'wring, "AWS Data Transfer Pricing Guide", 2026, us-east-1';
const FAMILIES = '"Amazon EC2 On-Demand Pricing: Instance Families", 2026-06-17, us-east-1';
const VANTAGE = "instances.vantage.sh, 2026-01-21";
const SKYPILOT = "SkyPilot catalogue v8, 2025-26";

function natMonth(machines: number, gb: number): number {
  const nat = gcp().services.nat("us-central1");
  assert.ok(nat?.usdPerMachineHour && nat.maxUsdPerHour);
  const hourly = machines > 32 ? nat.maxUsdPerHour : nat.usdPerMachineHour * machines;
  return hourly * 720 + gb * nat.usdPerGb;
}

function storageExample(): number {
  const { services } = gcp();
  const bucket = services.priceOfObjectStorage("standard", "us-east1");
  const egress = services.priceOfEgress("us-east1", 1);
  assert.ok(bucket?.usdPer1000Reads && bucket.usdPer1000Writes && egress);
  return 50 * bucket.usdPerGbMonth + 10 * bucket.usdPer1000Writes + 50 * bucket.usdPer1000Reads + egress.usdPerMonth;
}

const egress = (region: string, gb: number) => aws().services.priceOfEgress(region, gb)?.usdPerMonth;
const stored = (cloud: string, kind: string, region: string) =>
  builtCatalogue(cloud).services.priceOfObjectStorage(kind, region)?.usdPerGbMonth;
const database = (engine: "mysql" | "postgres", highlyAvailable: boolean) =>
  aws().services.database({ engine, class: "db.t3.large", highlyAvailable }, "us-east-1")?.usdPerHour;

const EXAMPLES: readonly Example[] = [
  { what: "c5.2xlarge", source: SCALING, expected: 0.34, compute: () => machine("aws", "c5.2xlarge", "us-east-1") },
  { what: "c5.12xlarge", source: SCALING, expected: 2.04, compute: () => machine("aws", "c5.12xlarge", "us-east-1") },
  { what: "c5.24xlarge", source: SCALING, expected: 4.08, compute: () => machine("aws", "c5.24xlarge", "us-east-1") },
  { what: "m7g.large", source: FAMILIES, expected: 0.0816, compute: () => machine("aws", "m7g.large", "us-east-1") },
  { what: "g5.xlarge", source: FAMILIES, expected: 1.006, compute: () => machine("aws", "g5.xlarge", "us-east-1") },
  { what: "g6e.xlarge", source: VANTAGE, expected: 1.861, compute: () => machine("aws", "g6e.xlarge", "us-east-1") },
  {
    what: "c3.4xlarge in Ireland, derived",
    source: SKYPILOT,
    expected: 0.956,
    within: 0.006,
    compute: () => machine("aws", "c3.4xlarge", "eu-west-1"),
  },
  {
    what: "a1.xlarge in Tokyo, derived",
    source: SKYPILOT,
    expected: 0.1284,
    within: 0.006,
    compute: () => machine("aws", "a1.xlarge", "ap-northeast-1"),
  },
  {
    what: "Standard_B16as_v2 in westus, corrected",
    source: SKYPILOT,
    expected: 0.714,
    compute: () => machine("azure", "Standard_B16as_v2", "westus"),
  },
  {
    what: "Standard_B2ats_v2, corrected",
    source: SKYPILOT,
    expected: 0.0094,
    compute: () => machine("azure", "Standard_B2ats_v2", "eastus"),
  },
  {
    what: "g2-standard-4: GPU 0.56004 and machine 0.1468",
    source: SKYPILOT,
    expected: 0.70684,
    within: 0.0001,
    compute: () => machine("gcp", "g2-standard-4", "us-central1"),
  },
  {
    what: "n2-standard-2, vCPUs and memory apart",
    source: "Kubernetes autoscaler's table of Compute Engine prices",
    expected: 2 * 0.031611 + 8 * 0.004237,
    within: 0.01,
    compute: () => machine("gcp", "n2-standard-2", "us-central1"),
  },
  { what: "NAT for 14 machines and 100 GiB", source: NAT, expected: 18.61, compute: () => natMonth(14, 100) },
  { what: "NAT for 36 machines and 200 GiB", source: NAT, expected: 40.68, compute: () => natMonth(36, 200) },
  {
    what: "a bucket with operations and egress",
    source: 'Google Cloud, "Pricing examples" of Cloud Storage, 2024',
    expected: 1.19,
    compute: storageExample,
  },
  { what: "standard in Iowa", source: GCS, expected: 0.02, compute: () => stored("gcp", "standard", "us-central1") },
  { what: "nearline in Virginia", source: GCS, expected: 0.013, compute: () => stored("gcp", "nearline", "us-east4") },
  { what: "coldline in L.A.", source: GCS, expected: 0.007, compute: () => stored("gcp", "coldline", "us-west2") },
  { what: "archive in Oregon", source: GCS, expected: 0.0012, compute: () => stored("gcp", "archive", "us-west1") },
  { what: "egress of 10 TB", source: TIERS, expected: 0.09 * 10240, compute: () => egress("us-east-1", 10240) },
  {
    what: "egress of 200 TB through all tiers",
    source: TIERS,
    expected: 0.09 * 10240 + 0.085 * 40960 + 0.07 * 102400 + 0.05 * 51200,
    compute: () => egress("us-east-1", 204800),
  },
  {
    what: "egress from Sydney, first tier",
    source: '"How Does AWS Data Transfer Pricing Work?", 2020-01-23',
    expected: 0.114,
    compute: () => egress("ap-southeast-2", 1),
  },
  {
    what: "egress from Virginia, 1100 GB of which 100 are free",
    source: 'Microsoft, "Bandwidth pricing", 2026-10-05',
    expected: 87,
    compute: () => azure().services.priceOfEgress("eastus2", 1100)?.usdPerMonth,
  },
  {
    what: "S3 requests: a million writes and ten million reads",
    source: '"S3 request fees explained", 2026: 0.005 and 0.0004 per 1,000',
    expected: 9,
    compute: () => {
      const s3 = aws().services.priceOfObjectStorage("STANDARD", "us-east-1");
      return s3 && 1000 * (s3.usdPer1000Writes ?? 0) + 10_000 * (s3.usdPer1000Reads ?? 0);
    },
  },
  {
    what: "RDS db.t3.large, MySQL",
    source: "Infracost's RDS example, 2024",
    expected: 0.136,
    compute: () => database("mysql", false),
  },
  {
    what: "RDS db.t3.large, PostgreSQL",
    source: "Infracost's RDS example, 2024",
    expected: 0.145,
    compute: () => database("postgres", false),
  },
  {
    what: "RDS db.t3.large, MySQL in two zones",
    source: "Infracost's RDS example, 2024",
    expected: 0.272,
    compute: () => database("mysql", true),
  },
  {
    what: "a NAT gateway and a public address for a month, with 100 GB",
    source: 'egresscost.com, "AWS data transfer & egress pricing", 2026: 0.045 an hour and GB, 0.005 an hour',
    expected: 730 * 0.045 + 100 * 0.045 + 730 * 0.005,
    compute: () => {
      const nat = aws().services.nat("us-east-1");
      const address = aws().services.publicIp("us-east-1");
      assert.ok(nat?.usdPerHour && address);
      return 730 * nat.usdPerHour + 100 * nat.usdPerGb + 730 * address.usdPerHour;
    },
  },
];

describe("worked examples from public price pages", () => {
  it("are at least 20", () => assert.ok(EXAMPLES.length >= 20));
  for (const { what, source, expected, within, compute } of EXAMPLES) {
    it(`${what} (${source})`, () => {
      const usd = compute();
      assert.ok(usd !== undefined, "unknown");
      const tolerance = within === undefined ? Math.max(0.005 * Number(expected > 1), 1e-9) : within * expected;
      assert.ok(Math.abs(usd - expected) <= tolerance, `${usd}, published ${expected}`);
    });
  }
});
