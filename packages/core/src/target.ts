import type { Input, ProviderResource } from "@pulumi/pulumi";
import type { Backend } from "./backend";
import { type Place, parseSection, providerConfig, type StackConfig } from "./config";
import { didYouMean, enumerate, IsobarError } from "./errors";
import { placeCommand, refuseMisplaced } from "./placement/refuse";
import { parse } from "./validate";

/** Where a resource goes, written out. Anything left out comes from the stack's config. */
export interface Target {
  /** A backend's name. Default: `isobar:cloud`. */
  cloud?: string;
  /** A region of that cloud. Default: `isobar:region`. */
  region?: string;
  /** A zone of that region. Default: chosen once and kept. */
  zone?: string;
  /** The account that the credentials must belong to; others are refused. */
  account?: string;
  /** A Pulumi provider of your own, which then decides account and credentials. `region` must be given beside it. */
  provider?: ProviderResource;
}

/** A target with everything known that can be known before the engine runs. */
export interface ResolvedTarget {
  /** `default` for the stack's own place, else made of cloud, region and account: the same for the same place. */
  readonly name: string;
  readonly backend: Backend;
  readonly region: string;
  readonly zone: string | undefined;
  readonly account: string | undefined;
  /** The account is the one that the stack deploys to on this cloud where no other is named. */
  readonly isStackAccount: boolean;
  /** The checked section `isobar:<cloud>`. */
  readonly section: Readonly<Record<string, unknown>>;
  readonly providerConfig: Readonly<Record<string, Input<unknown>>>;
}

const DEFAULT = "default";
const NAMESPACE = "isobar";

/** Looks a target up and completes it from the stack's config. */
export function resolveTarget(
  wish: string | Target | undefined,
  config: StackConfig,
  where: string,
  find: (cloud: string, where: string) => Backend,
): ResolvedTarget {
  const place = placeOf(wish, config, where);
  const at = (key: "cloud" | "region" | "zone" | "account") => `${place.path}${place.separator}${key}`;
  const set = (command: string) =>
    config.placement ? `choose a place with ${placeCommand()}` : `set it, for example with ${command}`;
  const cloud =
    place.cloud ?? required(at("cloud"), "which cloud to deploy to", set("`pulumi config set isobar:cloud aws`"));
  const backend = find(cloud, at("cloud"));
  const region =
    place.region ??
    required(at("region"), `which region of ${backend.title}`, set("`pulumi config set isobar:region …`"));
  checkRegion(backend, region, at("region"));
  const settings = providerConfig(backend.provider);
  const own = place.path === NAMESPACE;
  if (config.placement) refuseMisplaced(config.placement, { backend, region, where: at("region"), own }, find);
  if (own) agree(settings[backend.regionKey], region, `${backend.provider}:${backend.regionKey}`, at("region"));
  delete settings[backend.regionKey];
  const stackAccount = knownAccount(backend, config.account, settings);
  const usual = knownAccount(backend, cloud === config.cloud ? config.account : undefined, settings);
  const account = accountOf(backend, place.account, settings, at("account"), own);
  const same = cloud === config.cloud && region === config.region && (own || account === stackAccount);
  return {
    name: same ? DEFAULT : [cloud, region, place.account].filter(Boolean).join("-"),
    backend,
    region,
    zone: checkZone(backend, region, place.zone, at("zone")),
    account,
    isStackAccount: account === usual,
    section: parseSection(backend.config, cloud, config.sections[cloud]),
    providerConfig: settings,
  };
}

/** The account wished for, else the one that the provider's config or the environment names. */
function knownAccount(
  { accountKey, accountEnv }: Backend,
  wish: string | undefined,
  settings: Readonly<Record<string, Input<unknown>>>,
): string | undefined {
  const configured = accountKey === undefined ? undefined : settings[accountKey];
  const fromEnv = accountEnv?.map((name) => process.env[name]).find(Boolean);
  return wish ?? (typeof configured === "string" ? configured : undefined) ?? fromEnv;
}

interface NamedPlace extends Place {
  readonly path: string;
  readonly separator: ":" | ".";
}

function placeOf(wish: string | Target | undefined, config: StackConfig, where: string): NamedPlace {
  const base: NamedPlace = { ...defined(config), path: NAMESPACE, separator: ":" };
  if (wish === undefined) return base;
  if (typeof wish === "string") {
    const named = Object.hasOwn(config.targets ?? {}, wish) ? config.targets?.[wish] : undefined;
    if (!named) throw unknownTarget(wish, Object.keys(config.targets ?? {}), where);
    return over(base, { ...named, path: `isobar:targets.${wish}`, separator: "." });
  }
  const { provider: _, ...place } = wish;
  return over(base, { ...place, path: `${where}: target`, separator: "." });
}

/** Lays a place over the default one; another cloud inherits neither region nor account. */
function over(base: NamedPlace, place: NamedPlace): NamedPlace {
  const moved = place.cloud !== undefined && place.cloud !== base.cloud;
  const inherited = moved ? {} : { cloud: base.cloud, region: base.region, account: base.account };
  const zone = place.zone ?? (place.region === undefined && !moved ? base.zone : undefined);
  const { path, separator } = place;
  return { ...defined(inherited), ...defined(place), ...(zone ? { zone } : {}), path, separator } as NamedPlace;
}

function defined(place: Partial<Place>): Place {
  const { cloud, region, zone, account } = place;
  return Object.fromEntries(Object.entries({ cloud, region, zone, account }).filter(([, v]) => v !== undefined));
}

function required(where: string, what: string, fix: string): never {
  throw new IsobarError({ where, what: "required", allowed: what, fix });
}

function unknownTarget(name: string, known: string[], where: string): IsobarError {
  const fix = didYouMean(name, known) ?? "add it to isobar:targets in the stack's config";
  const allowed = known.length ? known : "none: isobar:targets is empty";
  return new IsobarError({ where: `${where}: target`, what: "there is no such target", given: name, allowed, fix });
}

function checkRegion(backend: Backend, region: string, where: string): void {
  const catalogue = backend.catalogue();
  if (catalogue.region(region)) return;
  const near = catalogue.suggestRegions(region);
  throw new IsobarError({
    where,
    what: `${backend.title} has no such region`,
    given: region,
    allowed: catalogue.regions.map((r) => r.name),
    ...(near.length ? { fix: `did you mean ${enumerate(near.map((r) => `"${r}"`))}?` } : {}),
  });
}

function checkZone(backend: Backend, region: string, zone: string | undefined, where: string) {
  const zones = backend.catalogue().region(region)?.zones ?? [];
  if (zone !== undefined && zones.length > 0 && !zones.includes(zone)) {
    throw new IsobarError({ where, what: `${region} has no such zone`, given: zone, allowed: zones });
  }
  const form = backend.zoneForm?.(region);
  if (zone !== undefined && form && !form.pattern.test(zone)) {
    throw new IsobarError({
      where,
      what: `${region} has no such zone`,
      given: zone,
      allowed: `names like ${form.example}`,
    });
  }
  return zone;
}

function accountOf(
  backend: Backend,
  wish: string | undefined,
  settings: Record<string, Input<unknown>>,
  where: string,
  own: boolean,
): string | undefined {
  const account = wish === undefined ? undefined : parse(backend.account, wish, where);
  const key = backend.accountKey;
  const known = knownAccount(backend, account, settings);
  if (key !== undefined) {
    if (account !== undefined && own) agree(settings[key], account, `${backend.provider}:${key}`, where);
    delete settings[key];
  }
  if (known === undefined && backend.accountRequired) {
    const command = `pulumi config set ${key ? `${backend.provider}:${key}` : "isobar:account"} …`;
    required(where, `the ${backend.accountTitle} to deploy to`, `set it, for example with \`${command}\``);
  }
  return known;
}

/** Refuses two settings that contradict each other. */
function agree(other: Input<unknown> | undefined, value: string, otherKey: string, where: string): void {
  if (other === undefined || other === value || typeof other !== "string") return;
  throw new IsobarError({
    where: otherKey,
    what: `contradicts ${where}`,
    given: other,
    allowed: value,
    fix: `remove one: \`pulumi config rm ${otherKey}\``,
  });
}
