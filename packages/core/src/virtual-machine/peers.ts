import type { Output } from "@pulumi/pulumi";
import type { DeploymentTarget } from "../deployment";
import type { Network } from "../network/network";

/** How rules of other machines name one. */
export interface MachinePeer {
  readonly target: DeploymentTarget;
  /** Undefined for the target's default network. */
  readonly network: Network | undefined;
  readonly peer: Output<string>;
  readonly privateIp: Output<string>;
}

const peers = new WeakMap<object, MachinePeer>();

export function rememberPeer(machine: object, peer: MachinePeer): void {
  peers.set(machine, peer);
}

/** The machine as a peer, or undefined for anything else. */
export function peerOf(resource: object): MachinePeer | undefined {
  return peers.get(resource);
}
