import type { FoundResource, Path, Props } from "@isobar/sandbox";

/** Outputs by which clouds identify a resource everywhere. */
const IDENTIFYING = ["arn", "selfLink", "email", "member", "uniqueId", "principalId", "clientId"];
/** Keys of inputs end in what they hold of the resource that they name. */
const SUFFIX = /(name|id|arn|ref|selflink|selector|s)+$/;

/** Finds the resources that texts in inputs mean: by id, ARN, self-link or email anywhere, by a name where the key says of what. */
export class Identifiers {
  readonly #exact = new Map<string, FoundResource[]>();
  readonly #names = new Map<string, FoundResource[]>();

  constructor(resources: readonly FoundResource[]) {
    for (const resource of resources) this.#add(resource);
  }

  /** The resources that are meant by a text at a path of another resource's inputs. */
  meant(text: string, path: Path, from: FoundResource): FoundResource[] {
    const exact = tokensOf(text).flatMap((token) => this.#byToken(token, from) ?? []);
    const found = exact.length > 0 ? exact : this.#byName(text, path, from);
    return [...new Set(found)].filter(({ type, id }) => type !== from.type || id !== from.id);
  }

  #add(resource: FoundResource): void {
    const { id, inputs, outputs } = resource;
    const given = new Set(Object.values(inputs));
    const computed = [id, ...IDENTIFYING.map((key) => outputs[key])].filter((text) => !given.has(text));
    for (const text of computed) {
      if (typeof text === "string") add(this.#exact, text, resource);
    }
    const metadata = outputs.metadata as Props | undefined;
    for (const name of new Set([id, outputs.name, metadata?.name])) {
      if (typeof name === "string") add(this.#names, name, resource);
    }
  }

  /** A token may name something inside of the resource (`…/subnets/a/ipConfigurations/b`, `arn:…:bucket/*`). */
  #byToken(token: string, from: FoundResource): FoundResource | undefined {
    for (let part = token; part !== ""; part = shortened(part)) {
      const found = this.#exact.get(part);
      if (found) return closest(found, from);
    }
    return undefined;
  }

  #byName(name: string, path: Path, from: FoundResource): FoundResource[] {
    const named = this.#names.get(name) ?? [];
    if (named.length === 0) return [];
    const keys = path.filter((key) => typeof key === "string").slice(-2);
    const words = keys.map((key) => key.toLowerCase().replace(SUFFIX, "")).filter((word) => word.length > 2);
    const fitting = named.filter(({ cloud, type }) => cloud === from.cloud && words.some((word) => fits(word, type)));
    const exact = fitting.filter(({ type }) => words.includes(shortType(type).toLowerCase()));
    const best = closest(exact.length > 0 ? exact : fitting, from);
    return best ? [best] : [];
  }
}

/** The last part of a type token: `Bucket` of `aws:s3/bucket:Bucket`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** Ids and names may be had again in another account or cluster, another region and another stack. */
function closest(found: readonly FoundResource[], from: FoundResource): FoundResource | undefined {
  const nearness = (to: FoundResource) =>
    (to.scope === from.scope ? 4 : 0) + (to.region === from.region ? 2 : 0) + (stackOf(to) === stackOf(from) ? 1 : 0);
  const [first, ...others] = found;
  return others.reduce((best, to) => (best && nearness(best) >= nearness(to) ? best : to), first);
}

function stackOf({ urn }: FoundResource): string {
  return urn.split("::", 2).join("::");
}

function add(index: Map<string, FoundResource[]>, text: string, resource: FoundResource): void {
  const known = index.get(text);
  if (known) known.push(resource);
  else index.set(text, [resource]);
}

function fits(word: string, type: string): boolean {
  const short = shortType(type).toLowerCase();
  return word.endsWith(short) || short.endsWith(word);
}

function tokensOf(text: string): string[] {
  const parts = text.length > MAX_TEXT ? [] : text.split(/[\s"'`,;()[\]{}<>|]+/);
  return [text, ...parts].filter((part) => part.length > 2 && part.length <= MAX_TOKEN);
}

/** Without its last part, or without its kind (`serviceAccount:…`) if that is all there is. */
function shortened(token: string): string {
  if (/[/:]\*$/.test(token)) return token.slice(0, -2);
  if (token.includes("/")) return token.slice(0, token.lastIndexOf("/"));
  return /^\w+:[^:]+@/.test(token) ? token.slice(token.indexOf(":") + 1) : "";
}

const MAX_TEXT = 50_000;
const MAX_TOKEN = 600;
