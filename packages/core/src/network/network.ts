import { type ComponentResourceOptions, type Output, output } from "@pulumi/pulumi";
import type { Cidr } from "../cidr";
import { PortableResource } from "../component";
import type { DeploymentTarget } from "../deployment";
import type { NetworkNatives } from "../overrides";
import { type Plan, plan } from "../plan";
import type { Scope } from "../scope";
import { type ExistingNetworkArgs, existingNetworkSchema, type NetworkArgs, networkSchema } from "./args";
import type { NetworkDriver, NetworkParts } from "./driver";
import { checkNetwork, withZones } from "./spec";

const KIND = "Network";

class Existing {
  constructor(readonly args: ExistingNetworkArgs) {}
}

class OnDemand {
  constructor(readonly target: DeploymentTarget) {}
}

/** A network with the zones in which its machines can be: all of the region where subnets span it. */
export interface BuiltNetwork extends NetworkParts {
  /** Its range, where that is known before the engine runs. */
  readonly knownCidr: Cidr | undefined;
  /** Isobar made it, and did not adopt it. */
  readonly own: boolean;
  readonly machineZones: Output<string[]>;
}

const parts = new WeakMap<Network, BuiltNetwork>();

/** What a driver needs of a network beside its outputs. */
export function partsOf(network: Network): BuiltNetwork {
  return parts.get(network) as BuiltNetwork;
}

export function isNetwork(value: unknown): value is Network {
  return value instanceof Network;
}

/**
 * A private network with public and private subnets. Machines with a public address sit in the public ones.
 *
 * @example
 * const network = new Network("net", { cidr: "10.20.0.0/16", zones: 3 });
 */
export class Network extends PortableResource<NetworkNatives> {
  /** The cloud's id: an AWS VPC id, a GCP network's self-link, an Azure virtual network's resource id. */
  readonly id: Output<string>;
  readonly cidr: Output<Cidr>;
  /** Names of its zones; empty in a region without zones. */
  readonly zones: Output<string[]>;
  /** Addresses from which machines without a public one are seen outside. */
  readonly egressIps: Output<string[]>;
  /** In the order of `zones` where subnets live in one zone; the same as the private ones on GCP. */
  readonly publicSubnetIds: Output<string[]>;
  readonly privateSubnetIds: Output<string[]>;

  constructor(name: string, args: NetworkArgs = {}, opts?: ComponentResourceOptions) {
    const make = making(name, args);
    super(KIND, name, opts);
    const built = this.build(make.plan, (scope) => make.build(scope));
    parts.set(this, built);
    this.id = built.id;
    this.cidr = built.cidr;
    this.zones = built.zones;
    this.egressIps = built.egressIps;
    this.publicSubnetIds = built.publicSubnetIds;
    this.privateSubnetIds = built.privateSubnetIds;
    const { id, cidr, zones, egressIps, publicSubnetIds, privateSubnetIds } = this;
    this.registerOutputs(
      args instanceof OnDemand
        ? { id, cidr, zones }
        : { id, cidr, zones, egressIps, publicSubnetIds, privateSubnetIds },
    );
  }

  /** A network that something else made: machines can join it, and it is never changed or deleted. */
  static existing(name: string, args: ExistingNetworkArgs, opts?: ComponentResourceOptions): Network {
    return new Network(name, new Existing(args) as NetworkArgs, opts);
  }
}

/** The network of machines that name none: one per target, its NAT gateway made when a private machine needs it. */
export function defaultNetwork(made: Plan): Network {
  const { target, deployment } = made;
  const name = target.name === "default" ? "isobar-default" : `isobar-default-${target.name}`;
  return deployment.once(target, "network", () => new Network(name, new OnDemand(target) as NetworkArgs));
}

interface Making {
  readonly plan: Plan<NetworkDriver>;
  build(scope: Scope): BuiltNetwork;
}

function making(name: string, args: NetworkArgs | Existing | OnDemand): Making {
  if (args instanceof Existing) return adopted(name, args.args);
  if (args instanceof OnDemand) return created(name, {}, args.target);
  return created(name, args);
}

function created(name: string, args: NetworkArgs, owner?: DeploymentTarget): Making {
  const { plan: made, spec } = plan(KIND, name, args, networkSchema, (d) => d.network(), checkNetwork, owner);
  const outboundOnDemand = owner !== undefined;
  return {
    plan: made,
    build: (scope) => {
      const { machineZones, ...zoned } = withZones(scope, made.driver, spec);
      return {
        ...made.driver.create(scope, { ...zoned, outboundOnDemand }),
        machineZones,
        knownCidr: spec.cidr,
        own: true,
      };
    },
  };
}

function adopted(name: string, args: ExistingNetworkArgs): Making {
  const made = plan(
    KIND,
    name,
    args,
    existingNetworkSchema,
    (d) => d.network(),
    (_, checked) => checked,
  );
  const { id, publicSubnets, privateSubnets, cidr } = made.spec;
  const routeTables = made.spec.routeTables.map((table) => output(table));
  const subnets = { publicSubnets: output(publicSubnets), privateSubnets: output(privateSubnets) };
  const spec = { id: output(id), ...subnets, cidr, routeTables };
  return {
    plan: made.plan,
    build: (scope) => {
      const built = made.plan.driver.existing(scope, spec);
      return { ...built, machineZones: built.zones, knownCidr: cidr, own: false };
    },
  };
}
