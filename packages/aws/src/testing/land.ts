import { randomBytes, randomUUID } from "node:crypto";
import type { DeletedResource, Effect, Model, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { listed } from "@isobar/sandbox";
import { provider } from "../sandbox";

const REGION = "eu-central-1";

/** The simulated cloud in memory, with several regions, updates and deletions; a refusal is thrown as its text. */
export class Land {
  readonly #stored: StoredResource[] = [];
  readonly #deleted: DeletedResource[] = [];
  now = new Date();

  make(type: string, inputs: Props, region = REGION, name = `r${this.#stored.length}`): StoredResource {
    const model = modelOf(type);
    const { property, unless } = model.autoname ?? {};
    const isNamed = [property, unless].some((key) => key !== undefined && inputs[key] !== undefined);
    const all = property === undefined || isNamed ? inputs : { ...inputs, [property]: name };
    const world = this.#world(region, name);
    refuse(model.check?.(all, world).map(({ property: at, reason }) => `${at}: ${reason}`)[0]);
    refuse(model.refuse?.(all, world));
    const id = model.id(all, world);
    const outputs = { ...all, ...model.outputs?.(all, { ...world, id }) };
    const resource = { type, id, urn: name, inputs: all, outputs };
    this.#stored.push(resource);
    return resource;
  }

  change(resource: StoredResource, inputs: Props): StoredResource {
    const model = modelOf(resource.type);
    const others = this.#stored.filter((it) => it !== resource);
    const { region } = resource.outputs;
    const seen = this.#world(typeof region === "string" ? region : REGION, resource.urn, resource.outputs, others);
    const world = { ...seen, id: resource.id };
    const all = { ...resource.inputs, ...inputs };
    refuse(model.check?.(all, world).map(({ property, reason }) => `${property}: ${reason}`)[0]);
    refuse(model.refuse?.(all, world));
    const changed = { ...resource, inputs: all, outputs: { ...all, ...model.outputs?.(all, world) } };
    this.#stored.splice(this.#stored.indexOf(resource), 1, changed);
    return changed;
  }

  remove(resource: StoredResource): void {
    refuse(modelOf(resource.type).refuseDelete?.(resource, this.#world(String(resource.outputs.region ?? REGION))));
    this.#stored.splice(this.#stored.indexOf(resource), 1);
    this.#deleted.push({ ...resource, deletedAt: this.now });
  }

  /** What has come due. */
  tick(resource: StoredResource): readonly Effect[] {
    return modelOf(resource.type).tick?.(resource, this.#world(REGION)) ?? [];
  }

  /** What becomes of a machine whose capacity is taken back. */
  reclaim(resource: StoredResource): readonly Effect[] | undefined {
    return modelOf(resource.type).reclaim?.(resource, this.#world(REGION));
  }

  world(region = REGION): World {
    return this.#world(region);
  }

  #world(
    region: string,
    name = "",
    previous: Props = {},
    stored: readonly StoredResource[] = this.#stored,
  ): ResourceWorld {
    return {
      config: {},
      account: provider.account,
      region,
      name,
      previous,
      find: (type, id) => stored.find((it) => it.type === type && it.id === id),
      list: (type, having) => listed(stored, type, having),
      deleted: (type, id) => this.#deleted.findLast((it) => it.type === type && it.id === id),
      now: () => this.now,
      hex: (digits) => randomBytes(digits).toString("hex").slice(0, digits),
      uuid: randomUUID,
      keep: <T>(output: string, make: () => T) => (previous[output] as T | undefined) ?? make(),
    };
  }
}

/** The model of a type. */
export function modelOf(type: string): Model {
  const model = provider.models.find((candidate) => candidate.type === type);
  if (!model) throw new Error(`${type} is not simulated`);
  return model;
}

function refuse(reason: string | undefined): void {
  if (reason !== undefined) throw new Error(reason);
}
