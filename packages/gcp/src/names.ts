import type { NameRule } from "@isobar/core/driver";

function resourceName(of: string): NameRule {
  return {
    of,
    minLength: 2,
    maxLength: 63,
    pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
    separator: "-",
    lowerCase: true,
    rule: "at most 63 lower-case letters, digits and hyphens that start with a letter and don't end with a hyphen",
    source: "Naming resources (Compute Engine)",
  };
}

export const networkName = resourceName("VPC network");
export const subnetworkName = resourceName("subnetwork");
export const routerName = resourceName("Cloud Router");
export const natName = resourceName("Cloud NAT gateway");
export const addressName = resourceName("static address");
export const firewallName = resourceName("firewall rule");
export const instanceName = resourceName("VM instance");
export const diskName = resourceName("disk");
export const snapshotScheduleName = resourceName("snapshot schedule");
export const peeringName = resourceName("VPC network peering");
/** Cloud Scheduler takes more; this is legal there too. */
export const jobName = resourceName("Cloud Scheduler job");

export const serviceAccountName: NameRule = {
  of: "service account",
  minLength: 6,
  maxLength: 30,
  pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])$/,
  separator: "-",
  lowerCase: true,
  rule: "6 to 30 lower-case letters, digits and hyphens that start with a letter and don't end with a hyphen",
  source: "Create service accounts",
};

/** Names with dots are left out: they need a proof that the domain is one's own. */
export const bucketName: NameRule = {
  of: "Cloud Storage bucket",
  minLength: 3,
  maxLength: 63,
  pattern: /^(?!goog)[a-z0-9](?:[-_a-z0-9]*[a-z0-9])$/,
  separator: "-",
  lowerCase: true,
  rule: '3 to 63 lower-case letters, digits, hyphens and underscores, without "google" and not starting with "goog"',
  source: "About Cloud Storage buckets: bucket names",
  forbidden: ["google", "g00gle"],
};
