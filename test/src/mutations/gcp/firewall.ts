import type { Table } from "../mutation.js";

const RULES = "Cloud NGFW: VPC firewall rules";
const API = "Compute Engine API: firewalls.insert";
const ARGUMENTS = "Pulumi Registry: gcp.compute.Firewall";
const NAMES = "Compute Engine: Resource naming convention";

const accounts = (count: number) =>
  Array.from({ length: count }, (_, i) => `account-${i}@my-project.iam.gserviceaccount.com`);

/** Mistakes in firewall rules. */
export const firewall: Table = {
  "compute/firewall:Firewall web-ingress-https": [
    { what: "priority 65,536", set: { priority: 65_536 }, why: RULES },
    { what: "a negative priority", set: { priority: -1 }, why: RULES },
    { what: "allowed and denied", set: { denies: [{ protocol: "udp" }] }, why: ARGUMENTS },
    { what: "neither allowed nor denied", set: { allows: undefined }, why: API },
    { what: "no source", set: { sourceRanges: undefined }, why: ARGUMENTS },
    { what: "a source that is none", set: { sourceRanges: ["internet"] }, why: API },
    { what: "targets by tag and by account", set: { targetTags: ["web"] }, why: ARGUMENTS },
    { what: "sources by tag, targets by account", set: { sourceTags: ["db"] }, why: ARGUMENTS },
    {
      what: "a tag with capitals",
      set: { targetTags: ["Web"], targetServiceAccounts: undefined },
      why: "Virtual Private Cloud: Add network tags",
    },
    { what: "ICMP with a port", set: { "allows[0].protocol": "icmp" }, why: RULES },
    { what: "all protocols with a port", set: { "allows[0].protocol": "all" }, why: RULES },
    { what: "a protocol of another layer", set: { "allows[0].protocol": "http" }, why: RULES },
    { what: "port 70000", set: { "allows[0].ports": ["70000"] }, why: RULES },
    {
      what: "a port range that ends before it starts",
      set: { "allows[0].ports": ["9010-9000"] },
      why: RULES,
    },
    { what: "a port by name", set: { "allows[0].ports": ["https"] }, why: RULES },
    { what: "a direction that is none", set: { direction: "BOTH" }, why: ARGUMENTS },
    { what: "a network that isn't there", set: { network: "missing" }, why: API },
    { what: "no network", set: { network: undefined }, why: ARGUMENTS },
    { what: "an account's id for its address", set: { targetServiceAccounts: ["web-sa"] }, why: API },
    {
      what: "11 target accounts",
      set: { targetServiceAccounts: accounts(11) },
      why: "Virtual Private Cloud: Quotas and limits",
    },
    { what: "a name with capitals", set: { name: "Web-https" }, why: NAMES },
    { what: "a name of 64 characters", set: { name: "n".repeat(64) }, why: NAMES },
    { what: "the same name again", at: "again", why: API },
    { what: "another direction", at: "replace", set: { direction: "EGRESS", sourceRanges: undefined }, why: ARGUMENTS },
  ],
  "compute/firewall:Firewall web-ingress-api": [
    {
      what: "11 source accounts",
      set: { sourceServiceAccounts: accounts(11) },
      why: "Virtual Private Cloud: Quotas and limits",
    },
    { what: "sources by tag and by account", set: { sourceTags: ["db"] }, why: ARGUMENTS },
  ],
  "compute/firewall:Firewall web-egress-https": [
    {
      what: "outgoing, with source tags",
      set: { sourceTags: ["web"], targetServiceAccounts: undefined },
      why: ARGUMENTS,
    },
  ],
  "compute/firewall:Firewall web-egress-denial": [
    { what: "a protocol that is none", set: { "denies[0].protocol": "any" }, why: RULES },
    { what: "no protocol", set: { "denies[0].protocol": undefined }, why: ARGUMENTS },
  ],
};
