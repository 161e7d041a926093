import type { Props, World } from "@isobar/sandbox";
import { ADDRESS, mentions, sameId, seek, typeOf } from "./references";
import { type Refusal, refusal } from "./refusal";

/** Types whose resources have public addresses. */
const USERS = ["network:NetworkInterface", "network:NatGateway", "network:BastionHost"];

/** "Public IP addresses": one belongs to one resource. */
export function refuseSharedAddress(id: string, own: string, world: World): Refusal {
  const user = USERS.flatMap((token) => world.list(typeOf(token))).find(
    (other) => !sameId(other.id, own) && mentions(other.inputs, id),
  );
  if (!user) return undefined;
  return refusal(
    400,
    "PublicIPAddressInUse",
    `Resource ${own} is referencing public IP address ${id} that is already allocated to resource ${user.id}.`,
  );
}

/** "NAT gateway and availability zones": an address of one zone serves that zone only. */
export function refuseZoneMismatch(id: string, { zones }: Props, world: World): Refusal {
  const address = seek(world, ADDRESS.token, id);
  const [theirs, own] = [address?.inputs.zones, zones].map((all) => (all ?? []) as readonly string[]) as [
    readonly string[],
    readonly string[],
  ];
  if (own.length !== 1 || theirs.length !== 1 || own[0] === theirs[0]) return undefined;
  return refusal(
    400,
    "ZonesMismatch",
    `Public IP address ${id} is in zone ${theirs[0]}, and the resource that references it is in zone ${own[0]}.`,
  );
}

/** "Public IP addresses": what only a cross-region load balancer has, and who has none of IPv6. */
export function refuseAddressKind(id: string, own: string, versions: readonly string[], world: World): Refusal {
  const { inputs = {} } = seek(world, ADDRESS.token, id) ?? {};
  const { tier = "Regional" } = (inputs.sku ?? {}) as { readonly tier?: string };
  if (sameId(tier, "Global")) {
    return refusal(
      400,
      "GlobalTierPublicIPAddressNotSupported",
      `Resource ${own} cannot reference public IP address ${id}, which is of the tier Global.`,
    );
  }
  const version = String(inputs.publicIPAddressVersion ?? "IPv4");
  if (versions.some((allowed) => sameId(allowed, version))) return undefined;
  return refusal(
    400,
    "PublicIPAddressVersionMismatch",
    `Resource ${own} cannot reference public IP address ${id} of version ${version} here. Expected: ${versions.join(", ")}.`,
  );
}
