import { type Input, Output } from "@pulumi/pulumi";
import { z } from "zod";
import { type Cidr, cidrFault } from "../cidr";
import { commonShape, inputText, wholeNumber } from "../inputs";
import type { NetworkOverrides } from "../overrides";
import type { Common } from "../plan";
import { rule } from "../validate";

/** How machines without a public address reach the internet. */
export type Outbound = "nat" | "nat-per-zone" | "none";

/** A service of the cloud that is reached without NAT. */
export type PrivateService = "object-storage" | "registry";

export interface NetworkArgs extends Common<NetworkOverrides> {
  /** The network's IPv4 range. Changing it replaces the network. Default: "10.0.0.0/16". */
  cidr?: Cidr;
  /** Number of zones that it spans; their names are chosen once and kept. Default: 2, or what the region has. */
  zones?: number;
  /**
   * "nat": one NAT gateway. "nat-per-zone": one in each zone, which survives the loss of a zone. "none": machines without
   * a public address reach nothing outside. Default: "nat".
   */
  outbound?: Outbound;
  /** Services of the cloud that are reached without NAT. Default: ["object-storage"]. */
  privateAccess?: PrivateService[];
  /** Records the connections. Default: false. */
  flowLogs?: boolean;
}

/** Arguments of {@link Network.existing}. */
export interface ExistingNetworkArgs extends Common<NetworkOverrides> {
  /** The network's id: an AWS VPC id, a GCP network's self-link or name, an Azure virtual network's resource id. */
  id: Input<string>;
  /** Ids of the subnets for machines with a public address. Default: none. */
  publicSubnets?: Input<Input<string>[]>;
  /** Ids of the subnets for machines without a public address. Default: none. */
  privateSubnets?: Input<Input<string>[]>;
  /** The network's IPv4 range, for rules that name the network. Default: asked of the cloud. */
  cidr?: Cidr;
  /** Ids of its route tables, to which a {@link NetworkPeering} adds routes on AWS. Default: none. */
  routeTables?: Input<string>[];
}

const cidrSchema = z.string(rule('an IPv4 range like "10.0.0.0/16"')).superRefine((text, context) => {
  const fault = cidrFault(text);
  if (fault) context.addIssue({ code: "custom", message: fault });
});

const subnets = z.custom<Input<Input<string>[]>>(
  (value) => Output.isInstance(value) || value instanceof Promise || z.array(inputText).safeParse(value).success,
  rule("a list of subnet ids or an Output of one"),
);

function mayHave(subnetIds: Input<Input<string>[]>): boolean {
  return !Array.isArray(subnetIds) || subnetIds.length > 0;
}

export const networkSchema = z.strictObject({
  ...commonShape,
  cidr: cidrSchema.default("10.0.0.0/16"),
  zones: wholeNumber(1, 6, "zones").optional(),
  outbound: z.enum(["nat", "nat-per-zone", "none"]).default("nat"),
  privateAccess: z.array(z.enum(["object-storage", "registry"])).default(["object-storage"]),
  flowLogs: z.boolean(rule("true or false")).default(false),
});

export const existingNetworkSchema = z
  .strictObject({
    ...commonShape,
    id: inputText,
    publicSubnets: subnets.default([]),
    privateSubnets: subnets.default([]),
    cidr: cidrSchema.optional(),
    routeTables: z.array(inputText, rule("a list of route table ids")).default([]),
  })
  .refine(
    (args) => mayHave(args.publicSubnets) || mayHave(args.privateSubnets),
    rule("at least one of publicSubnets and privateSubnets"),
  );
