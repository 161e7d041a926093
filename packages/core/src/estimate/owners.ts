import type { Backend } from "../backend";
import type { NativeResource } from "./resources";

/** What is known of everything that belongs to a portable resource. */
export interface Owner {
  /** `VirtualMachine "web"`. */
  readonly label: string;
  readonly backend: Backend;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What was wished of a machine whose type the catalogue chose. */
type Wish = NonNullable<NativeResource["wish"]>;

const wishes = new WeakMap<object, Wish>();
const owners = new WeakMap<object, Owner>();
const providers = new WeakMap<object, object>();

/** Remembers a portable resource before its children are made. */
export function rememberOwner(component: object, owner: Owner): void {
  owners.set(component, owner);
}

/** Remembers where a provider deploys to, under the key that its arguments have for it. */
export function rememberProvider(provider: object, args: object): void {
  providers.set(provider, args);
}

/** What a provider's arguments say, as far as they are plain. */
export function argsOfProvider(provider: object | undefined): Readonly<Record<string, unknown>> {
  return ((provider && providers.get(provider)) ?? {}) as Readonly<Record<string, unknown>>;
}

/** The portable resource that something is part of, however deep. */
export function ownerOf(parent: object | undefined): Owner | undefined {
  for (let at = parent; at !== undefined; at = (at as { __parentResource?: object }).__parentResource) {
    const owner = owners.get(at);
    if (owner) return owner;
  }
  return undefined;
}

export function rememberWish(machine: object, { vcpus, memoryGib }: Wish): void {
  wishes.set(machine, { vcpus, memoryGib });
}

export function wishOf(parent: object | undefined): Wish | undefined {
  return parent && wishes.get(parent);
}
