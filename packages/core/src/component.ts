import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { DeploymentTarget } from "./deployment";
import { IsobarError } from "./errors";
import { rememberOwner } from "./estimate/owners";
import type { Natives } from "./overrides";
import { labelOf, type Plan, refusable } from "./plan";
import { Scope } from "./scope";
import { pauseStackTraces, withoutStackTraces } from "./stacks";

const targets = new WeakMap<object, DeploymentTarget>();

/** The target of a portable resource, or undefined for anything else. */
export function targetOf(resource: unknown): DeploymentTarget | undefined {
  return typeof resource === "object" && resource !== null ? targets.get(resource) : undefined;
}

/** What all portable resources share: their target, their children, and the way to what was built. */
export abstract class PortableResource<N extends object> extends ComponentResource {
  private built: { readonly cloud: string; readonly natives: Natives } | undefined;

  /** @internal */
  protected constructor(kind: string, name: string, opts: ComponentResourceOptions = {}) {
    refusable(() => refuseProviders(labelOf(kind, name), opts));
    const resume = pauseStackTraces();
    super(`isobar:index:${kind}`, name, {}, opts);
    resume();
  }

  /**
   * The native resources it was built of on a cloud, by child, or undefined if it is on another one. Typed by the
   * backend's package: `import type {} from "@isobar/gcp"` makes its types visible.
   *
   * @param cloud A backend's name, as in `isobar:cloud`.
   */
  native<C extends Exclude<keyof N, "_">>(cloud: C): N[C] | undefined {
    return this.built?.cloud === cloud ? (this.built.natives as N[C]) : undefined;
  }

  /** @internal */
  protected build<R>(plan: Plan, make: (scope: Scope) => R): R {
    return refusable(() => {
      targets.set(this, plan.target);
      const { backend, region } = plan.target;
      rememberOwner(this, { label: plan.label, backend, region, tags: plan.tags });
      const scope = new Scope(plan, this);
      const result = withoutStackTraces(() => make(scope));
      plan.refuseOverrides(Object.keys(scope.natives));
      this.built = { cloud: plan.target.backend.name, natives: scope.natives };
      return result;
    });
  }
}

function refuseProviders(label: string, opts: ComponentResourceOptions): void {
  const given = (["provider", "providers"] as const).find((key) => opts[key] !== undefined);
  if (given === undefined) return;
  throw new IsobarError({
    where: `${label}: ${given}`,
    what: "a portable resource takes no such option, because its target decides where it goes",
    fix: "give the provider as target: { provider, region }",
  });
}
