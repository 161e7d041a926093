import {
  type Access,
  Bucket,
  Grant,
  Network,
  NetworkPeering,
  VirtualMachine,
  type VirtualMachineArgs,
} from "@isobar/core";
import { output } from "@pulumi/pulumi";
import { BUCKET } from "./bucket.js";
import { COMMON, type CommonChoice } from "./common.js";
import { argumentsOf, type Case, type World } from "./factor.js";
import { GRANT, type GrantChoice } from "./grant.js";
import { imageFor, MACHINE } from "./machine.js";
import { NETWORK } from "./network.js";

/** What the generic program is told. */
export interface Instruction {
  readonly chosen: Case;
  readonly world: Pick<World, "id" | "far" | "zone">;
}

const SIZE = { vcpus: 2, memoryGib: 4 };

/** Builds what a case says: a network, a bucket, a machine in a network, and a grant between the last two. */
export async function program({ chosen, world }: Instruction): Promise<Record<string, unknown>> {
  const { join, peered, overrides, ...common } = argumentsOf(COMMON, chosen, world);
  const shared = common as { target?: string; tags?: Record<string, string> };
  const network = new Network("net", {
    ...argumentsOf(NETWORK, chosen, world),
    ...shared,
    ...(overrides && { overrides: overrides.network }),
  });
  const bucket = new Bucket("data", {
    ...argumentsOf(BUCKET, chosen, world),
    ...shared,
    ...(overrides && { overrides: overrides.bucket }),
  });
  if (peered) {
    const other = new Network("other", {
      cidr: "10.99.0.0/16",
      zones: 1,
      outbound: "none",
      privateAccess: [],
      ...shared,
    });
    new NetworkPeering("link", { networks: [network, other], ...(shared.tags && { tags: shared.tags }) });
  }
  const joined = joinedNetwork(join, network, shared);
  const front = () => new VirtualMachine("front", { size: SIZE, ...joined, ...shared });
  const args = argumentsOf(MACHINE, chosen, { ...world, network, bucket, front }) as VirtualMachineArgs;
  const machine = new VirtualMachine("web", {
    ...args,
    ...imageFor(args),
    ...joined,
    ...shared,
    ...(overrides && { overrides: overrides.machine }),
  });
  grant(argumentsOf(GRANT, chosen, world), args.access?.[0]?.access, bucket, machine, shared);
  const { url, ref } = bucket;
  const { id, privateIp, connectCommand, principal } = machine;
  const publicIp = machine.publicIp.apply((address) => address ?? "none");
  return { url, ref, id, privateIp, publicIp, connectCommand, principal, egressIps: network.egressIps };
}

function joinedNetwork(
  join: CommonChoice["join"],
  network: Network,
  shared: { target?: string },
): { network?: Network } {
  if (join === "default") return {};
  if (join !== "existing") return { network };
  const { id, publicSubnetIds: publicSubnets, privateSubnetIds: privateSubnets } = network;
  return { network: Network.existing("adopted", { id, publicSubnets, privateSubnets, ...shared }) };
}

function grant(choice: GrantChoice, own: Access | undefined, data: Bucket, to: VirtualMachine, shared: object): Grant {
  const { way, access = "read", prefix } = choice;
  const limit = prefix === undefined ? {} : { prefix };
  // The machine has that access to the first bucket already.
  const bucket = own === access ? new Bucket("other", { onDelete: "delete", ...shared }) : data;
  if (way === "component") return new Grant("allowed", { resource: bucket, to, access, ...limit });
  if (way === "method") return bucket.grant(to, access, limit);
  return new Grant("allowed", { resource: output(bucket.ref), to: output(to.principal), access, ...limit });
}
