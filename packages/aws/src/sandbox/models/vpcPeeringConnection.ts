import type { CheckFailure, Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { overlap } from "@isobar/sandbox/ranges";
import { common, ec2Id } from "../aws";
import { type Fail, refusing } from "../failure";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { missing } from "../references";
import { types } from "../types";

export const vpcPeeringConnection: Model = {
  type: types.vpcPeeringConnection,
  permissions: (inputs) => [
    inRegion(
      "ec2:AcceptVpcPeeringConnection",
      "ec2:CreateVpcPeeringConnection",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:ModifyVpcPeeringConnectionOptions",
    ),
    onOwn(inputs, "ec2:DeleteVpcPeeringConnection"),
    ...ec2Tagging(inputs),
  ],
  immutable: ["peerOwnerId", "peerRegion", "peerVpcId", "region", "vpcId"],
  check,
  id: (_, world) => ec2Id(world, "pcx"),
  refuse: (inputs, world) => {
    const fail = refusing(types.vpcPeeringConnection, inputs, world);
    return (
      missing(world, fail, types.vpc, inputs.vpcId) ??
      refusePeer(inputs, world, fail) ??
      refuseTwice(inputs, world, fail)
    );
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    acceptStatus: inputs.autoAccept === true ? "active" : "pending-acceptance",
    accepter: inputs.accepter ?? { allowRemoteVpcDnsResolution: false },
    peerOwnerId: inputs.peerOwnerId ?? world.account,
    peerRegion: inputs.peerRegion ?? world.region,
    requester: inputs.requester ?? { allowRemoteVpcDnsResolution: false },
  }),
};

function check({ autoAccept, peerRegion, accepter, requester }: Props): CheckFailure[] {
  if (autoAccept === true && peerRegion !== undefined) {
    return [{ property: "peerRegion", reason: "`peer_region` cannot be set whilst `auto_accept` is `true`" }];
  }
  const options = accepter ?? requester;
  return options === undefined || autoAccept === true
    ? []
    : [{ property: "autoAccept", reason: "Peering options can be added only to active peerings." }];
}

/** A peering with another account or region fails only later, if its other side can't be had: it waits to be accepted. */
function refusePeer(inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const { vpcId, peerVpcId, peerOwnerId, peerRegion } = inputs;
  const isFar =
    (peerOwnerId !== undefined && peerOwnerId !== world.account) ||
    (peerRegion !== undefined && peerRegion !== world.region);
  if (isFar && inputs.autoAccept === true) {
    // "Accept or reject a VPC peering connection": only its owner can accept it.
    return fail("OperationNotPermitted", `User ${world.account} cannot accept a peering that ${peerOwnerId} owns`);
  }
  if (isFar) return undefined;
  const gone = missing(world, fail, types.vpc, peerVpcId);
  if (gone) return gone;
  // "VPC peering limitations".
  const [one, other] = [vpcId, peerVpcId].map((id) => String(world.find(types.vpc, String(id))?.outputs.cidrBlock));
  return vpcId === peerVpcId || overlap(one as string, other as string)
    ? "waiting for EC2 VPC Peering Connection create: unexpected state 'failed', wanted target 'active, pending-acceptance'. last error: Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"
    : undefined;
}

function refuseTwice({ vpcId, peerVpcId }: Props, world: World, fail: Fail): string | undefined {
  const pair = (inputs: Props) => [inputs.vpcId, inputs.peerVpcId].sort().join();
  const own = pair({ vpcId, peerVpcId });
  return world.list(types.vpcPeeringConnection).some(({ inputs }) => pair(inputs) === own)
    ? fail(
        "VpcPeeringConnectionAlreadyExists",
        `A VPC peering connection between ${vpcId} and ${peerVpcId} already exists.`,
      )
    : undefined;
}
