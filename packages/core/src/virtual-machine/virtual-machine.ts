import {
  type ComponentResourceOptions,
  type Input,
  type Inputs,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import { PortableResource } from "../component";
import type { Grantable } from "../grant/grant";
import { defaultNetwork, type Network, partsOf } from "../network/network";
import type { VirtualMachineNatives } from "../overrides";
import { type Plan, plan } from "../plan";
import type { Access, Principal, PrincipalRef } from "../refs";
import type { Scope } from "../scope";
import type { VirtualMachineArgs } from "./args";
import type { MachineParts, MachineSpec, VirtualMachineDriver } from "./driver";
import { rememberPeer } from "./peers";
import { type CheckedArgs, virtualMachineSchema } from "./schema";
import { type CheckedMachine, checkMachine, firstBoot, warnOfIgnoredScript } from "./spec";

const KIND = "VirtualMachine";

/**
 * A Linux machine. Its type, image and zone are chosen once and kept, so that no newer catalogue or image replaces it.
 *
 * @example
 * const web = new VirtualMachine("web", {
 *   size: { vcpus: 2, memoryGib: 4 },
 *   publicIp: "static",
 *   ingress: { https: { ports: 443, from: "internet" } },
 *   access: [{ to: data, access: "read" }],
 * });
 */
export class VirtualMachine extends PortableResource<VirtualMachineNatives> implements Principal {
  /** The cloud's id of the machine. */
  readonly id: Output<string>;
  /** Empty in a region without zones. */
  readonly zone: Output<string>;
  readonly machineType: Output<string>;
  /** An AWS AMI id, a GCP image's self-link, an Azure image URN or resource id. */
  readonly imageId: Output<string>;
  readonly privateIp: Output<string>;
  /** Undefined without a public address. */
  readonly publicIp: Output<string | undefined>;
  readonly sshUser: Output<string>;
  /** A command line that opens a shell on the machine; on Azure without open SSH one that runs commands there. */
  readonly connectCommand: Output<string>;
  /** The machine as plain data, for {@link Grant}s in other stacks and languages. */
  readonly principal: Output<PrincipalRef>;

  constructor(name: string, args: VirtualMachineArgs, opts?: ComponentResourceOptions) {
    const made = plan(KIND, name, args, virtualMachineSchema, (d) => d.virtualMachine(), checkMachine);
    super(KIND, name, opts);
    const built = this.build(made.plan, (scope) => {
      const start = made.plan.driver.start(scope);
      (this as { principal: Output<PrincipalRef> }).principal = start.principal;
      const grants = made.spec.args.access.map(({ to, access }) => (to as Grantable).grant(this, access as Access));
      const spec = machineSpec(scope, made.plan, made.spec, grants);
      return { spec, parts: start.create(spec), principal: start.principal };
    });
    const { spec, parts } = built;
    rememberPeer(this, { target: made.plan.target, peer: parts.peer });
    this.id = parts.id;
    this.zone = spec.zone;
    this.machineType = spec.type;
    this.imageId = spec.image;
    this.privateIp = parts.privateIp;
    this.publicIp = parts.publicIp;
    this.sshUser = output(spec.ssh.user);
    this.connectCommand = parts.connectCommand;
    this.principal = built.principal;
    this.registerOutputs(this.outputs(parts));
  }

  private outputs(parts: MachineParts) {
    const { zone, machineType, imageId, sshUser, principal } = this;
    const { id, privateIp, publicIp, connectCommand } = parts;
    return { id, zone, machineType, imageId, privateIp, publicIp, sshUser, connectCommand, principal };
  }
}

function machineSpec(
  scope: Scope,
  made: Plan<VirtualMachineDriver>,
  { args, choice, image: wanted, ingress }: CheckedMachine,
  grants: readonly Resource[],
): MachineSpec {
  const network = partsOf((args.network as Network | undefined) ?? defaultNetwork(made));
  const attachment = network.prepareFor(args.publicIp === false ? "private" : "public");
  const { choice: anew } = args;
  const type = scope.kept("size", { pick: choice.type, wish: { size: args.size, anew } });
  const newest = made.driver.resolveImage(scope, wanted);
  const chosenImage = scope.kept("image", { pick: newest, wish: { image: args.image, arch: choice.arch, anew } });
  const picked = scope.target.zone ?? made.driver.pickZone(scope, type, network.zones);
  const zone = scope.kept("zone", { pick: picked, wish: { zone: scope.target.zone, anew } });
  return {
    type,
    arch: choice.arch,
    image: chosenImage,
    zone,
    networkId: network.id,
    networkZones: network.zones,
    attachment,
    publicIp: args.publicIp,
    ingress,
    ssh: { user: args.ssh.user, keys: output(args.ssh.keys as Input<string>[]), open: args.ssh.from.length > 0 },
    bootDisk: args.bootDisk,
    firstBoot: keptFirstBoot(scope, made, args, { image: chosenImage, zone }),
    replaceOnScriptChange: args.rerunScriptOnChange,
    protect: args.onDelete === "protect",
    after: [...attachment.ready, ...grants],
  };
}

/** The script of the running machine: it changes with the machine, unless a change is to replace the machine. */
function keptFirstBoot(scope: Scope, made: Plan<VirtualMachineDriver>, args: CheckedArgs, replacesMachine: Inputs) {
  const now = firstBoot(made, args);
  const script = args.rerunScriptOnChange ? now : scope.kept("script", { pick: now, wish: replacesMachine });
  if (!args.rerunScriptOnChange) warnOfIgnoredScript(made, script, now, scope.component);
  return script.apply((text) => text || undefined);
}
