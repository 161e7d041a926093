import type { Image } from "@isobar/catalog";
import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import type { Attachment } from "../network/driver";
import type { AnyDriver, Plan } from "../plan";
import type { OnDelete, PrincipalRef } from "../refs";
import type { Scope } from "../scope";
import type { Arch, Disk, DiskClass, Protocol } from "./args";

/** What of the portable machine a backend supports. */
export interface VirtualMachineFeatures {
  readonly dataDisks: DataDiskFeatures | false;
  readonly gpu: boolean;
  readonly spot: SpotFeatures | false;
  /** Protocols that rules can name. */
  readonly protocols: readonly Protocol[];
  /** Rules of what the machine may connect to. */
  readonly egress: boolean;
  readonly ready: boolean;
  /** How far ahead a machine can expire. */
  readonly expires: { readonly maxDays: number } | false;
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

/** Whom a rule names. */
export type PeerSpec =
  | { readonly kind: "range"; readonly key: string; readonly cidr: Output<string> }
  | {
      readonly kind: "machine";
      readonly key: string;
      /** {@link MachineParts.peer} of that machine, which is in the same network. */
      readonly peer: Output<string>;
      readonly privateIp: Output<string>;
    };

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** One rule of what may connect to the machine, or of what the machine may connect to. */
export interface TrafficRule {
  readonly key: string;
  readonly protocol: Protocol;
  /** Empty with the protocols that have none. */
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
  readonly ingress: readonly TrafficRule[];
  /** All that the machine may connect to; everything if undefined. */
  readonly egress: readonly TrafficRule[] | undefined;
  readonly ssh: { readonly user: string; readonly keys: Output<string[]>; readonly open: boolean };
  readonly bootDisk: Required<Disk>;
  /** A shell script for the first boot that does its work once, however often it is started. */
  readonly firstBoot: Output<string | undefined>;
  /** A changed script replaces the machine. */
  readonly replaceOnScriptChange: boolean;
  /** The cloud itself refuses to delete it. */
  readonly protect: boolean;
  /** When the cloud stops it, in RFC 3339 and UTC with whole seconds; kept, so it may be over. */
  readonly expires: Output<string> | undefined;
  /** {@link MachineParts.readiness} is wanted. */
  readonly ready: boolean;
  /** What must exist before the machine boots: its access, its connection. */
  readonly after: readonly Resource[];
}

/** What a machine is once built. */
export interface MachineParts {
  readonly id: Output<string>;
  readonly privateIp: Output<string>;
  readonly publicIp: Output<string | undefined>;
  readonly connectCommand: Output<string>;
  /** What another machine's rules name to mean this one. */
  readonly peer: Output<string>;
  /** Asks the cloud what the machine told of itself; where {@link MachineSpec.ready}. */
  readonly readiness?: Output<AskReadiness>;
}

/** Where a machine that should become ready is. */
export interface ReadinessReport {
  readonly state: "waiting" | "ready" | "failed";
  /** The last lines of the startup script's log, as far as they are known. */
  readonly log?: string;
}

export type AskReadiness = () => Promise<ReadinessReport>;

/** What exists before the machine. */
export interface EarlySpec {
  readonly type: Output<string>;
  /** Empty in a region without zones. */
  readonly zone: Output<string>;
  readonly dataDisks: readonly DataDiskSpec[];
  readonly ready: boolean;
}

/** A machine whose identity and disks exist, so that it can be given access and a script that mounts before it boots. */
export interface MachineStart {
  readonly principal: Output<PrincipalRef>;
  /** Path of each data disk's device on the machine, by the disk's key, found by serial and not by order. */
  readonly devices: Readonly<Record<string, Output<string>>>;
  /** Where the machine reports whether it is ready: what {@link VirtualMachineDriver.reportReady} is given. */
  readonly readyAt?: Output<string>;
  create(spec: MachineSpec): MachineParts;
}

/** What is known of a machine before anything is declared. */
export interface CheckedSpec
  extends Pick<
    MachineSpec,
    "ingress" | "egress" | "spot" | "maintenance" | "gpu" | "arch" | "ready" | "publicIp" | "protect"
  > {
  /** The type as it would be chosen today. */
  readonly type: string;
  readonly dataDisks: readonly DataDiskSpec[];
  /** It is to expire one day. */
  readonly expires: boolean;
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
  /**
   * Shell commands with which a machine tells the cloud its state `$1` ("waiting", "ready" or "failed") and the log of its
   * startup script, whose path is `$2`; they fail if the cloud did not get it. Left out where the cloud asks the machine.
   *
   * @param place What {@link MachineStart.readyAt} gave.
   */
  readonly reportReady?: (place: string) => string;
  /** Makes the machine's identity and its data disks. */
  start(scope: Scope, early: EarlySpec): MachineStart;
}
