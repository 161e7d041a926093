import { all, type ComponentResourceOptions } from "@pulumi/pulumi";
import { z } from "zod";
import { overlaps } from "../cidr";
import { PortableResource, targetOf } from "../component";
import { commonShape } from "../inputs";
import { isNetwork, type Network, partsOf } from "../network/network";
import type { NetworkPeeringNatives, NetworkPeeringOverrides } from "../overrides";
import { type Common, type Plan, plan } from "../plan";
import { rule } from "../validate";
import type { NetworkPeeringDriver, NetworkPeeringSpec, PeeredNetwork } from "./driver";

export interface NetworkPeeringArgs extends Omit<Common<NetworkPeeringOverrides>, "target"> {
  /** Two networks of one target, whose ranges don't overlap. */
  networks: readonly [Network, Network];
}

const KIND = "NetworkPeering";
const TWO = rule("two networks: [one, other]");
const network = z.custom<Network>(isNetwork, rule("a Network"));
const { target: _, ...shape } = commonShape;
const schema = z.strictObject({ ...shape, networks: z.tuple([network, network], TWO) });

/**
 * Connects two networks of one target, so that their machines reach each other by private addresses as far as the machines'
 * ingress rules let them. It connects no third network: what is peered with one of the two stays out of the other's reach.
 *
 * @example
 * new NetworkPeering("apps-and-data", { networks: [apps, data] });
 */
export class NetworkPeering extends PortableResource<NetworkPeeringNatives> {
  constructor(name: string, args: NetworkPeeringArgs, opts?: ComponentResourceOptions) {
    const owner = targetOf(args.networks?.[0]);
    const made = plan(KIND, name, args as object, schema, (d) => d.networkPeering(), checkPeering, owner);
    super(KIND, name, opts);
    this.build(made.plan, (scope) => made.plan.driver.create(scope, made.spec));
    this.registerOutputs({});
  }
}

function checkPeering(made: Plan<NetworkPeeringDriver>, { networks }: z.output<typeof schema>): NetworkPeeringSpec {
  const [one, other] = networks;
  if (one === other) throw made.refusal("networks", "names one network twice", { given: nameOf(one) });
  refuseOtherTarget(made, other);
  refuseKnownOverlap(made, one, other);
  const ids = all([one.id, other.id]).apply(([a, b]) => {
    if (a !== b) return [a, b] as const;
    throw made.refusal("networks", "are one and the same network", { given: a });
  });
  const ranges = all([one.cidr, other.cidr]).apply(([a, b]) => {
    refuseOverlap(made, a, b);
    return [a, b] as const;
  });
  const peered = (it: Network, i: 0 | 1): PeeredNetwork => {
    const { routeTableIds = [], own } = partsOf(it);
    return {
      name: nameOf(it),
      id: ids.apply((known) => known[i]),
      cidr: ranges.apply((known) => known[i]),
      routeTableIds,
      own,
    };
  };
  const spec: NetworkPeeringSpec = { networks: [peered(one, 0), peered(other, 1)] };
  const adopted = spec.networks.find(({ own }) => !own);
  made.requireFeature(
    made.driver.features.existing || !adopted,
    "networks",
    adopted?.name,
    "networks that Isobar made",
  );
  made.driver.check?.(made, spec);
  return spec;
}

function refuseOtherTarget(made: Plan, other: Network): void {
  const [own, its] = [made.target, targetOf(other)];
  if (!its || own.provider === its.provider) return;
  throw made.refusal("networks", "belong to two targets, between which no private connection is made", {
    given: `${own.backend.name}/${own.region} and ${its.backend.name}/${its.region}`,
    allowed: "two networks of one target",
  });
}

function refuseKnownOverlap(made: Plan, one: Network, other: Network): void {
  const [a, b] = [partsOf(one).knownCidr, partsOf(other).knownCidr];
  if (a !== undefined && b !== undefined) refuseOverlap(made, a, b);
}

function refuseOverlap(made: Plan, a: string, b: string): void {
  if (!overlaps(a, b)) return;
  throw made.refusal("networks", "have ranges that overlap, so addresses would mean two machines", {
    given: `${a} and ${b}`,
    fix: "give one of them another cidr, which replaces it",
  });
}

function nameOf(resource: Network): string {
  return (resource as unknown as { readonly __name: string }).__name;
}
