import type { Props, SimulatedProvider } from "@isobar/sandbox";
import { Cloud, type Refusal } from "./cloud.js";
import { deploy, type Wanted } from "./deploy.js";
import { changed, type Mutation, type Table } from "./mutation.js";

/** Config by which each cloud's own budget alarms are made. */
export const ALARMS = {
  "isobar:budget": JSON.stringify({ monthly: 100_000, alarms: { emails: ["ada@example.com"] } }),
};

/** A cloud with a correct program and the mistakes that can be made in it. */
export interface Trial {
  readonly provider: SimulatedProvider;
  /** The provider's configuration. */
  readonly providerConfig: Props;
  /** The stack's configuration. */
  readonly config: Readonly<Record<string, string>>;
  readonly program: () => unknown;
  readonly table: Table;
}

/** Why each mutation was refused; undefined where it was not. */
export type Refusals = ReadonlyMap<Mutation, Refusal>;

/** Deploys the program and tries every mutation on the way. */
export async function tryAll(trial: Trial): Promise<Refusals> {
  const { provider, providerConfig, config, program, table } = trial;
  const refusals = new Map<Mutation, Refusal>();
  let cloud = await Cloud.start(provider, providerConfig);
  try {
    await deploy(cloud, config, program, async (wanted) => {
      for (const mutation of table[cloud.key(wanted.type, wanted.name)] ?? []) {
        if (isInstead(mutation)) refusals.set(mutation, await tryInstead(cloud, wanted, mutation));
      }
    });
    for (const [resource, mutation] of afterwards(table)) {
      const refusal = await tryAfterwards(cloud, resource, mutation);
      refusals.set(mutation, refusal);
      if (mutation.at === "delete" && refusal === undefined) {
        await cloud.close();
        cloud = await Cloud.start(provider, providerConfig);
        await deploy(cloud, config, program, async () => undefined);
      }
    }
  } finally {
    await cloud.close();
  }
  return refusals;
}

function isInstead({ at = "create" }: Mutation): boolean {
  return at === "create";
}

function afterwards(table: Table): (readonly [string, Mutation])[] {
  return Object.entries(table).flatMap(([resource, mutations]) =>
    mutations.filter((mutation) => !isInstead(mutation)).map((mutation) => [resource, mutation] as const),
  );
}

function tryInstead(cloud: Cloud, { type, name, inputs }: Wanted, { set = {} }: Mutation): Promise<Refusal> {
  return cloud.tryToCreate(type, name, changed(inputs, set, cloud));
}

async function tryAfterwards(
  cloud: Cloud,
  resource: string,
  { at, what, set = {}, apart }: Mutation,
): Promise<Refusal> {
  const existing = cloud.get(resource);
  const { __defaults: _, ...inputs } = existing.inputs;
  if (at === "delete") return cloud.tryToDelete(existing);
  if (at !== "again") {
    const { refusal, replaced } = await cloud.tryToChange(existing, changed(inputs, set, cloud));
    if (at === "update") return refusal;
    return replaced ? "replaced" : at === "change" ? refusal : undefined;
  }
  const again = (second: Props) => cloud.tryToCreate(typeOf(existing.urn), "second", second);
  const second = changed(inputs, apart ?? {}, cloud);
  const unexpected = apart && (await again(second));
  if (unexpected !== undefined) throw new Error(`${resource}: ${what}: is refused also without it: ${unexpected}`);
  return again(changed(second, set, cloud));
}

function typeOf(urn: string): string {
  return urn.split("::")[2] as string;
}
