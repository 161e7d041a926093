import {
  type CustomResourceOptions,
  type InvokeOptions,
  type InvokeOutputOptions,
  mergeOptions,
  type Output,
  type ProviderResource,
  type Resource,
  runtime,
} from "@pulumi/pulumi";
import type { DeploymentTarget } from "./deployment";
import { explicitName, type NameRule } from "./names";
import type { Natives, Override } from "./overrides";
import type { Plan } from "./plan";
import { withStackTraces } from "./stacks";
import { type Choice, kept } from "./stash";

/** How one native child is made, beside its arguments. */
export interface ChildOptions extends CustomResourceOptions {
  /** Distinguishes children of one role, and ends the child's name: `public-1`. */
  readonly key?: string;
  /** What follows the component's name in the child's. Default: the role in kebab case. The main child has `""`. */
  readonly suffix?: string;
}

/** What a driver builds one component with. */
export class Scope {
  readonly natives: Natives = {};

  constructor(
    readonly plan: Plan,
    readonly component: Resource,
  ) {}

  /** The component's logical name. */
  get name(): string {
    return this.plan.name;
  }

  get target(): DeploymentTarget {
    return this.plan.target;
  }

  /** Tags for every child that takes them, legal on this cloud. */
  get tags(): Record<string, string> {
    return this.plan.tags;
  }

  get provider(): ProviderResource {
    return this.target.provider;
  }

  /** Options of a call that asks the cloud something. */
  get invoke(): InvokeOptions & InvokeOutputOptions {
    return { provider: this.provider, parent: this.component };
  }

  /**
   * Makes one native child, with the user's override applied to its arguments. Its name is the component's with a
   * suffix, its parent the component, its provider the target's.
   */
  child<A extends object, R extends Resource>(
    role: string,
    type: new (name: string, args: A, opts?: CustomResourceOptions) => R,
    args: A,
    options: ChildOptions = {},
  ): R {
    const { key, suffix = kebab(role), ...opts } = options;
    const name = [this.name, suffix, key].filter(Boolean).join("-");
    const own = { parent: this.component, provider: this.provider };
    const made = new type(name, this.overridden(role, args), mergeOptions({ ...own, ...this.plan.childOptions }, opts));
    if (key === undefined) this.natives[role] = made;
    else this.natives[role] = { ...(this.natives[role] as Record<string, Resource> | undefined), [key]: made };
    return made;
  }

  /** The explicit physical name of a child, or undefined where the provider's automatic name is legal. */
  physicalName(rule: NameRule, suffix = ""): string | undefined {
    const logical = [this.name, suffix].filter(Boolean).join("-");
    return explicitName(logical, [runtime.getProject(), runtime.getStack()], rule, this.plan.label);
  }

  /** A choice made once and kept while the target stays: see {@link kept}. */
  kept<T>(part: string, choice: Choice<T>): Output<T> {
    const { backend, region } = this.target;
    const wish = { ...choice.wish, at: `${backend.name}/${region}` };
    return kept(`${this.name}-${part}`, { ...choice, wish }, this.component);
  }

  private overridden<A extends object>(role: string, args: A): A {
    const override = this.plan.overrides[role] as Override<A> | undefined;
    if (override === undefined) return args;
    const changed = typeof override === "function" ? withStackTraces(() => override(args)) : { ...args, ...override };
    if (typeof changed === "object" && changed !== null && !(changed instanceof Promise)) return changed;
    const where = `overrides.${this.target.backend.name}.${role}`;
    throw this.plan.refusal(where, "neither arguments nor a function that returns arguments", {
      given: `a function that returned ${(changed as object | null) instanceof Promise ? "a promise" : typeof changed}`,
    });
  }
}

function kebab(role: string): string {
  return role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
