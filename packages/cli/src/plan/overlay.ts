import type { Place } from "./places.js";
import { STAND_IN, type StackConfig } from "./stack.js";

/** What a backend says of its cloud's accounts. */
export interface AccountRules {
  /** Namespace of its provider's config. */
  readonly provider: string;
  readonly accountKey?: string;
  readonly accountEnv?: readonly string[];
  readonly accountRequired: boolean;
}

export interface Overlay {
  readonly values: Readonly<Record<string, string>>;
  /** What stands for something that the config doesn't say, in words. */
  readonly assumed: readonly string[];
}

/** Whether the stack's own config already says this place. */
export function isOwnPlace({ values }: StackConfig, { cloud, region }: Place): boolean {
  return values["isobar:cloud"] === cloud && values["isobar:region"] === region;
}

/** The stack's config as it would be at another place, without what ties it to its own region, zone and account. */
export function configAt(stack: StackConfig, place: Place, account: AccountRules | undefined): Overlay {
  const { values } = stack;
  if (isOwnPlace(stack, place)) return { values, assumed: [] };
  const { cloud, region } = place;
  const own = { cloud: values["isobar:cloud"], region: values["isobar:region"] };
  const moved = own.cloud !== undefined && own.cloud !== cloud;
  const isTied = (key: string, value: string) => {
    if (key === "isobar:zone" || (!key.startsWith("isobar:") && value === own.region)) return true;
    return moved && (key === "isobar:account" || (key === `isobar:${own.cloud}` && !isTarget(own.cloud, values)));
  };
  const kept = Object.fromEntries(Object.entries(values).filter(([key, value]) => !isTied(key, value)));
  const at = { ...kept, "isobar:cloud": cloud, "isobar:region": region };
  if (own.cloud === cloud || !account?.accountRequired || hasAccount(at, account)) return { values: at, assumed: [] };
  return {
    values: { ...at, "isobar:account": STAND_IN },
    assumed: [`account "${STAND_IN}", because the stack's config names none for ${cloud}`],
  };
}

function hasAccount(values: Readonly<Record<string, string>>, { provider, accountKey, accountEnv }: AccountRules) {
  const named = accountKey === undefined ? undefined : values[`${provider}:${accountKey}`];
  const configured = (named ?? values["isobar:account"]) !== undefined;
  return configured || (accountEnv ?? []).some((name) => process.env[name]);
}

/** Whether a target of the stack or its placement names the cloud, so that its section is still accepted. */
function isTarget(cloud: string | undefined, values: Readonly<Record<string, string>>): boolean {
  const placed = /"clouds":\s*\[([^\]]*)\]/.exec(values["isobar:placement"] ?? "")?.[1] ?? "";
  return new RegExp(`"cloud":\\s*"${cloud}"`).test(values["isobar:targets"] ?? "") || placed.includes(`"${cloud}"`);
}
