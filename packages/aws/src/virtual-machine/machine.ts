import type { MachineParts, MachineSpec, Scope } from "@isobar/core/driver";
import { Instance, type InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { Role } from "@pulumi/aws/iam/role";
import { interpolate, type Output, output, type Resource } from "@pulumi/pulumi";
import { named } from "../tags";
import { withAgent } from "./agent";
import { attachDataDisks, type MadeDisk } from "./data-disks";
import { bootDisk } from "./disk";
import { makeExpiry } from "./expiry";
import { makeFirewall } from "./firewall";
import { makeInstanceProfile, makeSessionPolicy } from "./identity";
import { type Placement, place } from "./placement";
import { type ReadyReport, readinessOf } from "./ready";
import { marketOptions } from "./spot";

/** What exists before the machine. */
export interface Early {
  readonly role: Role;
  readonly disks: readonly MadeDisk[];
  readonly report: ReadyReport | undefined;
}

/** An EC2 instance with what it needs around it. */
export function createMachine(scope: Scope, { role, disks, report }: Early, spec: MachineSpec): MachineParts {
  const profile = makeInstanceProfile(scope, role);
  const firewall = makeFirewall(scope, spec);
  const placement = place(scope, spec, firewall);
  const reachable = spec.publicIp !== false && spec.ssh.open;
  const session = reachable ? [] : [makeSessionPolicy(scope, role)];
  const instance = makeInstance(scope, spec, {
    placement,
    profile: profile.name,
    userData: withAgent(scope, spec, !reachable),
    dependsOn: [...spec.after, ...placement.ready, ...session, ...(report ? [report.policy] : []), ...firewall.egress],
  });
  attachDataDisks(scope, disks, instance, spec.spot);
  makeExpiry(scope, spec, instance);
  const publicIp = publicIpOf(spec, placement, instance);
  return {
    id: instance.id,
    privateIp: instance.privateIp,
    publicIp,
    connectCommand: reachable
      ? interpolate`ssh ${spec.ssh.user}@${publicIp}`
      : interpolate`aws ssm start-session --region ${scope.target.region} --target ${instance.id}`,
    peer: firewall.group.id,
    ...(report ? { readiness: readinessOf(scope, report, instance) } : {}),
  };
}

interface Around {
  readonly placement: Placement;
  readonly profile: Output<string>;
  readonly userData: Output<string | undefined>;
  readonly dependsOn: Resource[];
}

function makeInstance(scope: Scope, spec: MachineSpec, around: Around): Instance {
  const { placement, profile, userData, dependsOn } = around;
  const args: InstanceArgs = {
    ami: spec.image,
    instanceType: spec.type,
    iamInstanceProfile: profile,
    ...placement.args,
    // "Use IMDSv2": a hop limit of 2 lets containers ask as well.
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
    rootBlockDevice: bootDisk(spec.bootDisk, named(scope, "boot")),
    disableApiTermination: spec.protect,
    userData,
    userDataReplaceOnChange: spec.replaceOnScriptChange,
    ...(spec.spot ? { instanceMarketOptions: marketOptions(spec.spot) } : {}),
    tags: named(scope),
  };
  // "Behavior of Spot Instance interruptions": the type of a stopped Spot Instance can't be modified.
  const replaceOnChanges = [
    ...(spec.replaceOnScriptChange ? ["userData"] : []),
    ...(spec.spot ? ["instanceType"] : []),
  ];
  return scope.child("instance", Instance, args, {
    suffix: "",
    dependsOn,
    deleteBeforeReplace: true,
    // The provider takes a stopped machine for one without a public address, and would replace it; and it takes no notice
    // of a network interface of its own that is no longer given.
    ignoreChanges: ["associatePublicIpAddress"],
    replacementTrigger: String(spec.publicIp),
    ...(replaceOnChanges.length > 0 ? { replaceOnChanges } : {}),
  });
}

function publicIpOf(spec: MachineSpec, { address }: Placement, instance: Instance): Output<string | undefined> {
  if (address) return address.publicIp;
  return spec.publicIp === false ? output(undefined) : instance.publicIp;
}
