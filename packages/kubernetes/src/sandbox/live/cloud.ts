import { setTimeout as sleep } from "node:timers/promises";
import { type LiveAnswer, type LiveCloud, type LiveTarget, type Props, Refusal } from "@isobar/sandbox";
import type { Kind } from "../kind";
import { nameOf, namespaceOf } from "../kind";
import { at, given, objects, props, text } from "../values";
import { missing, wantsAddress } from "./awaiting";
import { type Answer, Client, type Connection, messageOf } from "./connection";
import { type ApiResource, Discovery, groupPath } from "./discovery";
import { inputsOf, inShapeOf, withoutManagers } from "./prune";

/** The provider's name among those who own fields. */
const FIELD_MANAGER = "pulumi-kubernetes";
const APPLY = "application/apply-patch+yaml";
/** Waiting that is in vain here ends sooner than with the real provider, which waits for 10 minutes. */
const PATIENCE = 60_000;
const POLL_MILLISECONDS = 100;

/** An object's place on the server. */
interface Place {
  readonly kind: Kind;
  readonly resource: ApiResource;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Objects of a real API server: server-side apply, as the provider does it, with the server's own refusals. */
export class ApiServer implements LiveCloud {
  readonly #client: Client;
  readonly #discovery: Discovery;
  readonly #kindOf: (type: string) => Kind;
  readonly #patience: number;

  constructor(connection: Connection, kindOf: (type: string) => Kind, patience = PATIENCE) {
    this.#client = new Client(connection);
    this.#discovery = new Discovery(this.#client);
    this.#kindOf = kindOf;
    this.#patience = patience;
  }

  async create({ type, inputs }: Omit<LiveTarget, "id">, config: Props): Promise<LiveAnswer> {
    const place = await this.#place(type, inputs);
    const where = describe(place);
    if (nameOf(inputs) === undefined) return this.#settle(place, await this.#generate(place, inputs));
    if (config.upsertExistingObjects !== true) {
      const before = await this.#client.ask({ method: "GET", path: pathOf(place) });
      if (before.code === 200)
        throw new Refusal(
          `resource ${where} was not successfully created by the Kubernetes API server: ${place.resource.name} "${place.name}" already exists`,
        );
    }
    return this.#settle(place, await this.#apply(place, inputs, config, "created"));
  }

  async update({ type, id, inputs }: LiveTarget, config: Props): Promise<LiveAnswer> {
    const place = await this.#place(type, withId(inputs, id));
    return this.#settle(place, await this.#apply(place, withId(inputs, id), config, "updated"));
  }

  async read({ type, id, inputs }: LiveTarget): Promise<(LiveAnswer & { inputs: Props }) | undefined> {
    const kind = this.#kindOf(type);
    if (!(await this.#discovery.find(kind))) return undefined;
    const place = await this.#place(type, withId({}, id));
    const answer = await this.#client.ask({ method: "GET", path: pathOf(place) });
    if (answer.code === 404) return undefined;
    const live = this.#accepted(answer, `reading ${describe(place)} failed`);
    const isKnown = Object.keys(inputs).length > 0;
    const shaped = isKnown ? { ...props(inShapeOf(inputs, live)), ...plainTexts(inputs) } : inputsOf(live);
    return { id, inputs: shaped, outputs: withoutManagers(live) };
  }

  async delete({ type, id }: LiveTarget): Promise<void> {
    const kind = this.#kindOf(type);
    if (!(await this.#discovery.find(kind))) return;
    const place = await this.#place(type, withId({}, id));
    const path = pathOf(place);
    const answer = await this.#client.ask({ method: "DELETE", path, body: { propagationPolicy: "Foreground" } });
    if (answer.code === 404) return;
    const live = this.#accepted(answer, `deletion of ${describe(place)} failed`);
    const uid = text(at(live, "metadata.uid"));
    const gone = await this.#until(async () => {
      const now = await this.#client.ask({ method: "GET", path });
      return (
        now.code === 404 ||
        (uid !== undefined && at(now.body, "metadata.uid") !== uid && given(at(now.body, "metadata.uid")))
      );
    });
    if (!gone) throw new Refusal(`timed out waiting for the deletion of ${describe(place)}`);
    this.#forgetDefined(kind, live);
  }

  async #place(type: string, inputs: Props): Promise<Place> {
    const kind = this.#kindOf(type);
    const resource = await this.#discovery.find(kind);
    const [namespace, name] = [namespaceOf(inputs), nameOf(inputs) ?? ""];
    if (!resource) {
      throw new Refusal(
        `creation of resource ${namespace ? `${namespace}/` : ""}${name} failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: no matches for kind "${kind.kind}" in version "${kind.apiVersion}"`,
      );
    }
    return { kind, resource, name, namespace: resource.namespaced ? (namespace ?? "default") : undefined };
  }

  async #generate(place: Place, inputs: Props): Promise<Props> {
    const answer = await this.#client.ask({
      method: "POST",
      path: `${collectionOf(place)}?fieldManager=${FIELD_MANAGER}&fieldValidation=Strict`,
      body: inputs,
    });
    return this.#accepted(
      answer,
      `resource ${describe(place)} was not successfully created by the Kubernetes API server`,
    );
  }

  async #apply(place: Place, inputs: Props, config: Props, did: string): Promise<Props> {
    const annotations = props(at(inputs, "metadata.annotations"));
    const force = config.enablePatchForce === true || annotations["pulumi.com/patchForce"] === "true";
    const query = `fieldManager=${FIELD_MANAGER}&fieldValidation=Strict&force=${force}`;
    const answer = await this.#client.ask({
      method: "PATCH",
      path: `${pathOf(place)}?${query}`,
      contentType: APPLY,
      body: inputs,
    });
    return this.#accepted(
      answer,
      `resource ${describe(place)} was not successfully ${did} by the Kubernetes API server`,
    );
  }

  #accepted(answer: Answer, what: string): Props {
    if (answer.code >= 200 && answer.code < 300) return answer.body;
    throw new Refusal(`${what}: ${messageOf(answer)}`);
  }

  /** Waits until the object is what the provider waits for. */
  async #settle(placed: Place, applied: Props): Promise<LiveAnswer> {
    const place = { ...placed, name: nameOf(applied) ?? placed.name };
    let live = applied;
    if (wantsAddress(place.kind, live)) live = await this.#giveAddress(place, live);
    const ready = await this.#until(async (first) => {
      if (!first)
        live = this.#accepted(
          await this.#client.ask({ method: "GET", path: pathOf(place) }),
          `waiting for ${describe(place)} failed`,
        );
      return missing(place.kind, live) === undefined;
    });
    if (!ready) {
      throw new Refusal(
        `resource ${describe(place)} was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: ${missing(place.kind, live)}`,
      );
    }
    if (place.kind.kind === "CustomResourceDefinition") await this.#served(live);
    return {
      id: place.namespace === undefined ? place.name : `${place.namespace}/${place.name}`,
      outputs: withoutManagers(live),
    };
  }

  /** What a cloud's load balancer would be. */
  async #giveAddress(place: Place, live: Props): Promise<Props> {
    const host = 1 + (Number.parseInt((text(at(live, "metadata.uid")) ?? "1").slice(0, 6), 16) % 254);
    const answer = await this.#client.ask({
      method: "PATCH",
      path: `${pathOf(place)}/status`,
      contentType: "application/merge-patch+json",
      body: { status: { loadBalancer: { ingress: [{ ip: `203.0.113.${host}` }] } } },
    });
    return this.#accepted(answer, `no address for ${describe(place)}`);
  }

  /** A definition is established a moment before its kind is served. */
  async #served(definition: Props): Promise<void> {
    const [group, kind] = [String(at(definition, "spec.group")), String(at(definition, "spec.names.kind"))];
    const versions = objects(at(definition, "spec.versions")).filter(({ served }) => served === true);
    for (const { name } of versions) {
      await this.#until(
        async () => (await this.#discovery.find({ apiVersion: `${group}/${String(name)}`, kind })) !== undefined,
      );
    }
  }

  #forgetDefined(kind: Kind, live: Props): void {
    if (kind.kind !== "CustomResourceDefinition") return;
    for (const { name } of objects(at(live, "spec.versions"))) {
      const apiVersion = `${String(at(live, "spec.group"))}/${String(name)}`;
      this.#discovery.forget({ apiVersion, kind: String(at(live, "spec.names.kind")) });
    }
  }

  async #until(reached: (first: boolean) => Promise<boolean>): Promise<boolean> {
    const end = Date.now() + this.#patience;
    for (let first = true; Date.now() < end; first = false) {
      if (await reached(first)) return true;
      await sleep(POLL_MILLISECONDS);
    }
    return false;
  }
}

function withId(inputs: Props, id: string): Props {
  const parts = id.split("/");
  const namespace = parts.length > 1 ? { namespace: parts[0] } : {};
  return { ...inputs, metadata: { ...props(inputs.metadata), ...namespace, name: parts.at(-1) } };
}

function describe({ namespace, name }: Place): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function collectionOf({ kind, resource, namespace }: Place): string {
  const inside = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${groupPath(kind.apiVersion)}${inside}/${resource.name}`;
}

function pathOf(place: Place): string {
  return `${collectionOf(place)}/${encodeURIComponent(place.name)}`;
}

/** Secrets' plain texts, which no server shows again. */
function plainTexts({ stringData }: Props): Props {
  return given(stringData) ? { stringData } : {};
}
