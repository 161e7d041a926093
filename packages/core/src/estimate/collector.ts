import { ComponentResource, type ResourceTransformation, runtime } from "@pulumi/pulumi";
import { rememberProvider } from "./owners";

type Args = Parameters<ResourceTransformation>[0];

/** A resource as the program declares it, overrides and the user's own transformations applied. */
export type Seen = Pick<Args, "resource" | "type" | "name" | "props" | "opts">;

/** Sees every resource of a stack when its constructor runs. */
export class Collector {
  readonly seen: Seen[] = [];
  /** What a resource waits for before it is registered. */
  holdBack: () => Promise<void> | undefined = () => undefined;

  constructor(readonly stack: object) {}

  see(args: Args): ReturnType<ResourceTransformation> {
    const { type, props, opts } = args;
    if (type.startsWith("pulumi:providers:")) rememberProvider(args.resource, props);
    if (type.startsWith("pulumi:") || args.resource instanceof ComponentResource) return undefined;
    this.seen.push(args);
    const wait = this.holdBack();
    if (!wait) return undefined;
    const { dependsOn } = opts;
    return { props, opts: { ...opts, dependsOn: wait.then(() => dependsOn ?? []) as Promise<never[]> } };
  }
}

const collectors = new WeakMap<object, Collector>();

/**
 * The collector of the stack that is running, from its first call on; undefined where there is none, as in unit tests. Called
 * when core is imported, which inline programs of the Automation API do before they run: theirs begins with their first
 * portable resource.
 */
export function collector(): Collector | undefined {
  const stack = (runtime as unknown as { getStackResource(): object | undefined }).getStackResource();
  if (!stack) return undefined;
  let found = collectors.get(stack);
  if (!found) {
    const made = new Collector(stack);
    runtime.registerStackTransformation((args) => made.see(args));
    collectors.set(stack, made);
    found = made;
  }
  return found;
}

collector();
