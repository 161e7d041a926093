import { type ProviderResource, type Resource, runtime } from "@pulumi/pulumi";
import { makeBudgetAlarm } from "./budget-alarm/budget-alarm";
import { refuseCompletion } from "./completion";
import { readStackConfig, type StackConfig } from "./config";
import { IsobarError } from "./errors";
import { refuseOverBudget } from "./estimate/budget";
import { collector } from "./estimate/collector";
import { rememberProvider } from "./estimate/owners";
import { ProgramEstimate } from "./estimate/program";
import { summarizeAtEnd } from "./estimate/summary";
import { type EstimateTotals, totalsOf } from "./estimate/totals";
import { Gate } from "./gate";
import { findBackend } from "./registry";
import { withoutStackTraces } from "./stacks";
import { type ResolvedTarget, resolveTarget, type Target } from "./target";

/** A target together with the provider that deploys to it. */
export interface DeploymentTarget extends ResolvedTarget {
  readonly provider: ProviderResource;
}

/** One run of one program for one stack. */
export class Deployment {
  readonly config: StackConfig = readStackConfig();
  readonly gate: Gate;
  private readonly providers = new Map<string, ProviderResource>();
  private readonly shared = new Map<string, unknown>();
  private readonly alarmed = new Set<string>();
  private readonly program: ProgramEstimate | undefined;

  constructor(monitor: object) {
    const seen = collector();
    const { usage = {}, budget, estimate, owner, team, service } = this.config;
    this.program = seen && new ProgramEstimate(seen, usage, defined({ owner, team, service }));
    this.gate = new Gate((refusal) => refuseCompletion(monitor, refusal), this.affordable());
    if (!seen || !this.program) return;
    if (budget) seen.holdBack = () => this.gate.late();
    if (estimate === "true") summarizeAtEnd(seen, this.program, () => this.gate.refused);
  }

  /** What the program costs, once its constructors are quiet; undefined where there is no stack. */
  estimated(): Promise<EstimateTotals> | undefined {
    const { program } = this;
    return program && this.gate.quiet().then(async () => totalsOf((await program.beforehand()).estimate));
  }

  /** Refuses what costs more than it may, as long as there is a budget. */
  private affordable(): ((late: boolean) => Promise<void>) | undefined {
    const { program } = this;
    const { budget } = this.config;
    return program && budget && (async (late) => refuseOverBudget(await program.beforehand(), budget, late));
  }

  /** The target of a resource, with its provider made at the first use. */
  target(wish: string | Target | undefined, where: string): DeploymentTarget {
    const resolved = resolveTarget(wish, this.config, where, findBackend);
    if (typeof wish === "object" && wish.provider) {
      if (wish.region === undefined) throw regionNeeded(where);
      return this.ownProvider(resolved, wish.provider, where);
    }
    const provider = this.providers.get(resolved.name) ?? this.createProvider(resolved);
    this.providers.set(resolved.name, provider);
    const target = { ...resolved, provider };
    this.alarm(target);
    return target;
  }

  /** Something made once per target, such as its default network. */
  once<T>(target: ResolvedTarget, what: string, make: () => T): T {
    const key = `${target.name}\0${what}`;
    if (!this.shared.has(key)) this.shared.set(key, make());
    return this.shared.get(key) as T;
  }

  /** Once per account, also of several targets. */
  private alarm(target: DeploymentTarget): void {
    const account = `${target.backend.name}\0${target.account ?? ""}`;
    if (this.alarmed.has(account)) return;
    this.alarmed.add(account);
    makeBudgetAlarm(target, this.config);
  }

  private createProvider(target: ResolvedTarget): ProviderResource {
    const { backend, region, zone, account, providerConfig } = target;
    const name = `isobar-${target.name === "default" ? backend.name : target.name}`;
    const provider = withoutStackTraces(() =>
      backend.createProvider(name, {
        region: this.gate.through(region),
        config: providerConfig,
        ...(zone === undefined ? {} : { zone }),
        ...(account === undefined ? {} : { account }),
      }),
    );
    rememberProvider(provider, { [backend.regionKey]: region });
    return provider;
  }

  private ownProvider(target: ResolvedTarget, provider: ProviderResource, where: string): DeploymentTarget {
    const made = (provider as Resource as { readonly __pulumiType?: string }).__pulumiType ?? "";
    if (made !== `pulumi:providers:${target.backend.provider}`) {
      throw new IsobarError({
        where: `${where}: target.provider`,
        what: `is no provider for ${target.backend.title}`,
        given: made,
        allowed: `a provider of @pulumi/${target.backend.provider}`,
      });
    }
    return { ...target, provider };
  }
}

function defined(tags: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function regionNeeded(where: string): IsobarError {
  return new IsobarError({
    where: `${where}: target.region`,
    what: "required beside a provider of your own",
    fix: "give the region that the provider deploys to, because sizes, images and zones depend on it",
  });
}

const deployments = new WeakMap<object, Deployment>();

/** The deployment that is running: one per Pulumi stack run, also for several inline programs in one process. */
export function deployment(): Deployment {
  const key = runtime.getMonitor();
  if (key === undefined) {
    throw new IsobarError({
      where: "@isobar/core",
      what: "the program does not run under Pulumi",
      fix: "start it with `pulumi up` or `pulumi preview`, or call `pulumi.runtime.setMocks` first in a unit test",
    });
  }
  let found = deployments.get(key);
  if (!found) {
    found = new Deployment(key);
    deployments.set(key, found);
  }
  return found;
}
