import type { Image } from "@isobar/catalog";
import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import type { Attachment } from "../network/driver";
import type { AnyDriver, Plan } from "../plan";
import type { OnDelete, PrincipalRef } from "../refs";
import type { Scope } from "../scope";
import type { Arch, Disk, DiskClass } from "./args";

/** What of the portable machine a backend supports. */
export interface VirtualMachineFeatures {
  readonly dataDisks: DataDiskFeatures | false;
  readonly gpu: boolean;
  readonly spot: SpotFeatures | false;
  readonly ready: boolean;
  readonly expires: boolean;
  /** What can happen when the host is maintained. */
  readonly maintenance: readonly ("migrate" | "restart")[];
  /** Most bytes of everything that is handed over for the first boot. */
  readonly firstBootBytes: number;
  readonly bootDiskGib: { readonly min: number; readonly max: number };
  /** User names that the cloud or its images refuse. */
  readonly refusedUsers: readonly string[];
}

export interface DataDiskFeatures {
  readonly maxCount: number;
  readonly sizeGib: { readonly min: number; readonly max: number };
  readonly onDelete: readonly OnDelete[];
  /** Snapshots at fixed intervals. */
  readonly snapshots: boolean;
}

export interface SpotFeatures {
  /** A price above which the machine is interrupted. */
  readonly maxPrice: boolean;
  readonly onInterruption: readonly ("stop" | "delete")[];
}

/** A disk that outlives the machine. */
export interface DataDiskSpec {
  readonly key: string;
  readonly sizeGib: number;
  readonly class: DiskClass;
  /** Where the first boot mounts it. */
  readonly mountPath: string | undefined;
  readonly snapshots: { readonly everyHours: number; readonly keep: number } | undefined;
  /** Protection of the disk itself; what attaches it to the machine must not be protected. */
  readonly options: CustomResourceOptions;
}

/** GPUs that are attached to a machine whose type has none of its own. */
export interface Accelerator {
  /** The cloud's name of the GPU. */
  readonly name: string;
  readonly count: number;
}

/** Somebody who may connect. */
export type PeerSpec =
  | { readonly kind: "range"; readonly key: string; readonly cidr: Output<string> }
  | { readonly kind: "machine"; readonly key: string; readonly peer: Output<string> };

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** One rule of what may connect. */
export interface IngressSpec {
  readonly key: string;
  readonly protocol: "tcp" | "udp";
  readonly ports: readonly PortRange[];
  readonly peers: readonly PeerSpec[];
}

/** A machine to build, checked, chosen and with every default filled in. */
export interface MachineSpec {
  readonly type: Output<string>;
  /** The user wished for GPUs, or named a type that has some. */
  readonly gpu: boolean;
  readonly accelerator: Output<Accelerator | undefined>;
  /** What happens when the host is maintained. */
  readonly maintenance: "migrate" | "restart";
  /** Capacity that the cloud may take back. */
  readonly spot:
    | { readonly maxPricePerHour: number | undefined; readonly onInterruption: "stop" | "delete" }
    | undefined;
  readonly arch: Arch;
  /** What {@link VirtualMachineDriver.resolveImage} gave. */
  readonly image: Output<string>;
  /** Empty in a region without zones. */
  readonly zone: Output<string>;
  readonly networkId: Output<string>;
  /** The network's zones, in the order of the attachment's subnets. */
  readonly networkZones: Output<string[]>;
  readonly attachment: Attachment;
  readonly publicIp: false | "ephemeral" | "static";
  readonly ingress: readonly IngressSpec[];
  readonly ssh: { readonly user: string; readonly keys: Output<string[]>; readonly open: boolean };
  readonly bootDisk: Required<Disk>;
  /** A shell script for the first boot that does its work once, however often it is started. */
  readonly firstBoot: Output<string | undefined>;
  /** A changed script replaces the machine. */
  readonly replaceOnScriptChange: boolean;
  /** The cloud itself refuses to delete it. */
  readonly protect: boolean;
  /** What must exist before the machine boots: its access, its connection. */
  readonly after: readonly Resource[];
}

/** What a machine is once built. */
export interface MachineParts {
  readonly id: Output<string>;
  readonly privateIp: Output<string>;
  readonly publicIp: Output<string | undefined>;
  readonly connectCommand: Output<string>;
  /** What another machine's ingress rule names to let this one in. */
  readonly peer: Output<string>;
}

/** What exists before the machine. */
export interface EarlySpec {
  readonly type: Output<string>;
  /** Empty in a region without zones. */
  readonly zone: Output<string>;
  readonly dataDisks: readonly DataDiskSpec[];
}

/** A machine whose identity and disks exist, so that it can be given access and a script that mounts before it boots. */
export interface MachineStart {
  readonly principal: Output<PrincipalRef>;
  /** Path of each data disk's device on the machine, by the disk's key, found by serial and not by order. */
  readonly devices: Readonly<Record<string, Output<string>>>;
  create(spec: MachineSpec): MachineParts;
}

/** What is known of a machine before anything is declared. */
export interface CheckedSpec extends Pick<MachineSpec, "ingress" | "spot" | "maintenance" | "gpu" | "arch"> {
  /** The type as it would be chosen today. */
  readonly type: string;
  readonly dataDisks: readonly DataDiskSpec[];
}

/** Builds machines on one cloud. */
export interface VirtualMachineDriver extends AnyDriver {
  readonly features: VirtualMachineFeatures;
  /** Refuses what the features can't tell, before anything is declared. */
  check?(plan: Plan, spec: CheckedSpec): void;
  /** The id of the image as it is today, asked of the cloud where its name moves. */
  resolveImage(scope: Scope, image: Image): Output<string>;
  /** The first of the zones that offers the type to this account. */
  pickZone(scope: Scope, type: Output<string>, zones: Output<string[]>): Output<string>;
  /** Shell commands that make the SSH user, on clouds whose machines don't do it by themselves. */
  readonly createUser?: (user: string, keys: readonly string[]) => string;
  /** Makes the machine's identity and its data disks. */
  start(scope: Scope, early: EarlySpec): MachineStart;
}
