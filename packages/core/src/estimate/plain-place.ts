import type { Catalogue } from "@isobar/catalog";
import { runtime } from "@pulumi/pulumi";
import { registeredBackends } from "../registry";
import type { Seen } from "./collector";
import { argsOfProvider } from "./owners";

/** Where a plain native resource goes. */
export interface PlainPlace {
  /** A backend's name, or the package of the type where no backend is for it. */
  readonly cloud: string;
  /** Empty if it is not known. */
  readonly region: string;
}

/** Arguments that name a place, on whatever cloud. */
const PLACES = ["region", "location", "zone", "availabilityZone"];

/** The place of a resource that is part of no portable one: its own arguments', its provider's, or the config's. */
export function plainPlace({ type, props, resource }: Seen): PlainPlace {
  const [pkg = ""] = type.split(":");
  const backend = registeredBackends().find(({ provider }) => provider === pkg);
  if (!backend) return { cloud: pkg, region: "" };
  const catalogue = backend.catalogue();
  const own = PLACES.map((key) => regionNamed(catalogue, (props as Record<string, unknown>)[key])).find(Boolean);
  const { __prov: provider } = resource as { __prov?: object };
  const configured = runtime.allConfig()[`${pkg}:${backend.regionKey}`] ?? runtime.allConfig()["isobar:region"];
  const ofProvider = regionNamed(catalogue, argsOfProvider(provider)[backend.regionKey]);
  const region = own ?? ofProvider ?? regionNamed(catalogue, configured) ?? "";
  return { cloud: backend.name, region };
}

/** The region of that name, or of the zone of that name: "us-central1-a", "us-east-1a", "West Europe". */
function regionNamed(catalogue: Catalogue, name: unknown): string | undefined {
  if (typeof name !== "string") return undefined;
  const plain = name.toLowerCase().replaceAll(" ", "");
  return [plain, plain.replace(/-[a-z]$/, ""), plain.replace(/[a-z]$/, "")].find((each) => catalogue.region(each));
}
