import { Disk } from "@pulumi/gcp/compute/disk";
import { Network } from "@pulumi/gcp/compute/network";
import { Subnetwork } from "@pulumi/gcp/compute/subnetwork";
import { everything } from "../program.js";

const zone = "europe-west4-a";

/** All that Isobar makes on GCP, and what mistakes can be made with: a network apart, and disks that are free. */
export function program(): void {
  const { selfLink } = new Network("overlap", { autoCreateSubnetworks: false });
  new Subnetwork("overlap", { network: selfLink, ipCidrRange: "10.20.0.0/20", region: "europe-west4" });
  new Disk("spare", { zone, size: 10, type: "pd-balanced" });
  new Disk("elsewhere", { zone: "europe-west4-b", size: 10, type: "pd-balanced" });
  new Disk("hyper", { zone, size: 10, type: "hyperdisk-balanced" });
  everything({ privateAccess: ["object-storage", "registry"], snapshots: true });
}
