import assert from "node:assert/strict";
import type {
  DeletedResource,
  Effect,
  Having,
  Model,
  Props,
  ResourceWorld,
  StoredResource,
  World,
} from "@isobar/sandbox";
import { listed } from "@isobar/sandbox";
import { provider } from "./index";
import { sameId } from "./references";

/** A simulated Azure in memory, which is asked as after all checks of inputs. */
export class Cloud {
  now = new Date("2026-01-01T00:00:00Z");
  account = provider.account;
  private readonly all = new Map<string, StoredResource>();
  private readonly graves: DeletedResource[] = [];
  private last = 0;

  constructor(readonly region = "westeurope") {}

  /** @throws Error with Azure's refusal. */
  create(token: string, inputs: Props): StoredResource {
    const model = modelOf(token);
    const world = this.resourceWorld({}, undefined, inputs);
    raise(model.refuse?.(inputs, world));
    const id = model.id(inputs, world);
    return this.put({
      type: model.type,
      id,
      urn: `::${token}`,
      inputs,
      outputs: { ...inputs, ...model.outputs?.(inputs, { ...world, id }) },
    });
  }

  /** @throws Error with Azure's refusal. */
  update(resource: StoredResource, change: Props): StoredResource {
    const model = modelOf(tokenOf(resource));
    const before = this.get(resource);
    const inputs = { ...before.inputs, ...change };
    const world = this.resourceWorld(before.outputs, before.id, inputs);
    raise(model.refuse?.(inputs, world));
    return this.put({
      ...before,
      inputs,
      outputs: { ...inputs, ...model.outputs?.(inputs, { ...world, id: before.id }) },
    });
  }

  /** @throws Error with Azure's refusal. */
  delete(resource: StoredResource): void {
    const before = this.get(resource);
    raise(modelOf(tokenOf(before)).refuseDelete?.(before, this.world(before.inputs)));
    this.apply({ type: before.type, id: before.id, become: "gone" });
  }

  has({ id }: Pick<StoredResource, "id">): boolean {
    return this.all.has(id);
  }

  get({ id }: Pick<StoredResource, "id">): StoredResource {
    const found = this.all.get(id);
    assert.ok(found, id);
    return found;
  }

  reclaim(resource: StoredResource): readonly Effect[] | undefined {
    const before = this.get(resource);
    const effects = modelOf(tokenOf(before)).reclaim?.(before, this.world(before.inputs));
    for (const effect of effects ?? []) this.apply(effect);
    return effects;
  }

  advance(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
    for (const resource of [...this.all.values()]) {
      const effects = modelOf(tokenOf(resource)).tick?.(resource, this.world(resource.inputs)) ?? [];
      for (const effect of effects) this.apply(effect);
    }
  }

  call(token: string, args: Props): Props {
    const found = provider.functions.find((it) => it.token === `azure-native:${token}`);
    assert.ok(found, token);
    return found.call(args, this.world(args));
  }

  world(inputs: Props): World {
    const list = (type: string, having?: Having) => listed(this.all.values(), type, having);
    return {
      config: { location: this.region },
      account: this.account,
      region: String(inputs.location ?? this.region),
      list,
      find: (type, id) => list(type).find((it) => it.id === id),
      deleted: (type, id) => this.graves.find((it) => it.type === type && sameId(it.id, id)),
      now: () => this.now,
      hex: (digits) => this.number().toString(16).padStart(digits, "0").slice(-digits),
      uuid: () => `00000000-0000-4000-8000-${this.number().toString(16).padStart(12, "0")}`,
    };
  }

  private resourceWorld(previous: Props, self: string | undefined, inputs: Props): ResourceWorld {
    const world = this.world(inputs);
    return {
      ...world,
      name: "x",
      previous,
      find: (type, id) => (id === self ? undefined : world.find(type, id)),
      list: (type, having) => world.list(type, having).filter(({ id }) => id !== self),
      keep: <T>(output: string, make: () => T) => (previous[output] as T | undefined) ?? make(),
    };
  }

  /** Puts a resource there, whatever Azure would say. */
  put(resource: StoredResource): StoredResource {
    this.all.set(resource.id, resource);
    return resource;
  }

  private apply({ id, become }: Effect): void {
    const before = this.all.get(id);
    if (!before) return;
    if (become !== "gone") {
      this.all.set(id, { ...before, outputs: { ...before.outputs, ...become } });
      return;
    }
    this.all.delete(id);
    this.graves.unshift({ ...before, deletedAt: this.now });
    const effects = modelOf(tokenOf(before)).afterDelete?.(before, this.world(before.inputs)) ?? [];
    for (const effect of effects) this.apply(effect);
  }

  private number(): number {
    this.last += 1;
    return this.last;
  }
}

export function modelOf(token: string): Model {
  const found = provider.models.find(({ type }) => type === `azure-native:${token}`);
  assert.ok(found, token);
  return found;
}

function tokenOf({ type }: Pick<StoredResource, "type">): string {
  return type.replace(/^azure-native:/, "");
}

function raise(reason: string | undefined): void {
  if (reason !== undefined) throw new Error(reason);
}
