import {
  type ComponentResourceOptions,
  type Input,
  type Inputs,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import { PortableResource } from "../component";
import { rememberWish } from "../estimate/owners";
import { keepHome } from "../home";
import { type BuiltNetwork, defaultNetwork, type Network, partsOf } from "../network/network";
import type { VirtualMachineNatives } from "../overrides";
import { type Plan, plan } from "../plan";
import type { Principal, PrincipalRef } from "../refs";
import type { Scope } from "../scope";
import type { VirtualMachineArgs } from "./args";
import type { TypeChoice } from "./choices";
import type { DataDiskSpec, MachineParts, MachineSpec, MachineStart, VirtualMachineDriver } from "./driver";
import { expiryOf } from "./expiry";
import { firstBoot, warnOfIgnoredScript } from "./first-boot-spec";
import { rememberPeer } from "./peers";
import { whenReady } from "./ready";
import { type CheckedArgs, virtualMachineSchema } from "./schema";
import { type CheckedMachine, checkMachine } from "./spec";

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
  /**
   * A command line that opens a shell on the machine. On Azure, without open SSH and without a Bastion host, it is one that
   * runs commands there.
   */
  readonly connectCommand: Output<string>;
  /** The machine as plain data, for {@link Grant}s in other stacks and languages. */
  readonly principal: Output<PrincipalRef>;

  constructor(name: string, args: VirtualMachineArgs, opts?: ComponentResourceOptions) {
    const made = plan(KIND, name, args, virtualMachineSchema, (d) => d.virtualMachine(), checkMachine);
    super(KIND, name, opts);
    const { size } = made.spec.args;
    if (!("type" in size)) rememberWish(this, size);
    const built = this.build(made.plan, (scope) => {
      const chosen = choose(scope, made.plan, made.spec);
      const { args, dataDisks } = made.spec;
      const start = made.plan.driver.start(scope, { ...chosen, dataDisks, ready: args.ready !== undefined });
      (this as { principal: Output<PrincipalRef> }).principal = start.principal;
      const grants = args.access.map(({ to, access }) => to.grant(this, access));
      const spec = machineSpec(scope, made.plan, made.spec, chosen, start, grants);
      const parts = start.create(spec);
      rememberPeer(this, { ...parts, target: made.plan.target, network: args.network as Network | undefined });
      return {
        spec,
        parts: held(parts, whenReady(made.plan, args, spec.firstBoot, parts, this)),
        principal: start.principal,
      };
    });
    const { spec, parts } = built;
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

/** The machine's choices as they are kept, and the network that its zone comes from. */
interface Chosen extends Pick<MachineSpec, "type" | "accelerator" | "image" | "zone"> {
  readonly network: BuiltNetwork;
}

function choose(scope: Scope, { driver }: Plan<VirtualMachineDriver>, made: CheckedMachine): Chosen {
  const { args, choice, image: wanted, dataDisks } = made;
  const network = partsOf((args.network as Network | undefined) ?? defaultNetwork(scope.plan));
  const { choice: anew } = args;
  const { type, accelerator } = choice;
  const pick = { type, ...(accelerator ? { accelerator } : {}) };
  const size = scope.kept("size", { pick, wish: { size: args.size, anew } });
  const chosenType = size.apply((kept) => kept.type);
  const newest = driver.resolveImage(scope, wanted);
  const image = scope.kept("image", { pick: newest, wish: { image: args.image, arch: choice.arch, anew } });
  const zones = network.machineZones.apply((names) => withGpu(scope, choice, names));
  const picked = scope.target.zone ?? driver.pickZone(scope, chosenType, zones);
  // Disks can't leave their zone, so a machine that has some stays with them.
  const gpu = "gpu" in args.size ? args.size.gpu : undefined;
  const zoneWish = { zone: scope.target.zone, gpu, anew: dataDisks.length > 0 ? undefined : anew };
  const zone = atHome(scope, dataDisks, scope.kept("zone", { pick: picked, wish: zoneWish }));
  return { network, type: chosenType, accelerator: size.apply((kept) => kept.accelerator), image, zone };
}

/** The zones that have the machine's GPUs, as far as that is known. */
function withGpu({ plan }: Scope, { zones, type }: TypeChoice, names: readonly string[]): string[] {
  const found = names.filter((name) => zones?.includes(name) ?? true);
  if (found.length > 0 || names.length === 0) return found;
  throw plan.refusal("size.gpu", "none of the network's zones has the GPU", {
    given: `${type} in ${names.join(", ")}`,
    allowed: zones ?? [],
    fix: "use a network that spans one of them, or wish for another GPU",
  });
}

/** The zone, once it is known that a machine that holds data does not leave its place. */
function atHome({ plan, component }: Scope, dataDisks: readonly DataDiskSpec[], zone: Output<string>): Output<string> {
  if (dataDisks.length === 0) return zone;
  const retained = dataDisks.find((disk) => disk.options.protect);
  const home = keepHome(plan, "", component, retained?.options ?? plan.childOptions);
  return plan.deployment.gate.addHome(home).apply(() => zone);
}

function machineSpec(
  scope: Scope,
  made: Plan<VirtualMachineDriver>,
  { args, choice, ingress, egress, dataDisks, maintenance, spot }: CheckedMachine,
  { network, type, accelerator, image, zone }: Chosen,
  start: MachineStart,
  grants: readonly Resource[],
): MachineSpec {
  const attachment = network.prepareFor(args.publicIp === false ? "private" : "public");
  const now = firstBoot(made, args, dataDisks, start);
  return {
    type,
    gpu: choice.gpu,
    accelerator,
    maintenance,
    spot,
    arch: choice.arch,
    image,
    zone,
    networkId: network.id,
    networkZones: network.zones,
    attachment,
    publicIp: args.publicIp,
    ingress,
    egress,
    ssh: { user: args.ssh.user, keys: output(args.ssh.keys as Input<string>[]), open: args.ssh.from.length > 0 },
    bootDisk: args.bootDisk,
    firstBoot: keptFirstBoot(scope, args, now, { image, zone }),
    replaceOnScriptChange: args.rerunScriptOnChange,
    protect: args.onDelete === "protect",
    expires: expiryOf(scope, args),
    ready: args.ready !== undefined,
    after: [...attachment.ready, ...grants],
  };
}

/** What tells others of the machine, once it is ready. */
function held(parts: MachineParts, ready: Output<void>): MachineParts {
  const after = <T>(value: Output<T>): Output<T> => ready.apply(() => value);
  const { id, privateIp, publicIp, connectCommand } = parts;
  return {
    ...parts,
    id: after(id),
    privateIp: after(privateIp),
    publicIp: after(publicIp),
    connectCommand: after(connectCommand),
  };
}

/** The script of the running machine: it changes with the machine, unless a change is to replace the machine. */
function keptFirstBoot(scope: Scope, args: CheckedArgs, now: Output<string>, replacesMachine: Inputs) {
  const script = args.rerunScriptOnChange ? now : scope.kept("script", { pick: now, wish: replacesMachine });
  if (!args.rerunScriptOnChange) warnOfIgnoredScript(scope.plan, script, now, scope.component);
  return script.apply((text) => text || undefined);
}
