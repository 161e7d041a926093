import * as fs from "node:fs";
import * as path from "node:path";
import { BicepFile, type CompactFile, filesOf } from "./bicep.js";
import { type SdkResource, sdkResources } from "./sdk.js";

/** Where the facts on one token are. */
export interface ArmResource {
  readonly arm: string;
  readonly api: string;
  readonly f: string;
  readonly b: number;
  readonly own: readonly string[];
}

export interface ArmFacts {
  readonly tokens: Readonly<Record<string, ArmResource>>;
  readonly files: Readonly<Record<string, CompactFile>>;
}

/**
 * Facts on the resources of an installed `@pulumi/azure-native`, at the API versions that it has.
 *
 * @param before - Facts so far. Which type of the API a token is, its name tells; where it doesn't, it is as before.
 * @param checkout - Of Azure/bicep-types-az.
 */
export function armFacts(before: ArmFacts, sdkDir: string, checkout: string): ArmFacts {
  const library = new Library(checkout);
  const tokens: Record<string, ArmResource> = {};
  const files: Record<string, CompactFile> = {};
  for (const resource of sdkResources(sdkDir)) {
    const known = before.tokens[resource.token];
    const found =
      library.search(namespacesOf(before, resource.module), resource) ??
      (known && library.find(known.arm, resource.version));
    const own = known?.own ?? resource.inputs.filter((input) => isOwnName(input, resource.name)).slice(0, 1);
    if (found) {
      tokens[resource.token] = { arm: found.arm, api: resource.version, f: found.file, b: found.body, own };
      const file = files[found.file] ?? {};
      files[found.file] = file;
      library.open(found.file).collect(found.body, file);
    }
  }
  return { tokens, files };
}

interface Found {
  readonly arm: string;
  readonly file: string;
  readonly body: number;
}

class Library {
  readonly #checkout: string;
  readonly #opened = new Map<string, BicepFile>();

  constructor(checkout: string) {
    this.#checkout = checkout;
  }

  open(file: string): BicepFile {
    const opened = this.#opened.get(file) ?? new BicepFile(path.join(this.#checkout, file));
    this.#opened.set(file, opened);
    return opened;
  }

  find(arm: string, version: string): Found | undefined {
    const wanted = `${arm}@${version}`.toLowerCase();
    return this.#all(arm.split("/")[0] ?? "", version).find((one) => `${one.arm}@${version}`.toLowerCase() === wanted);
  }

  /** The only type of some namespaces that is called like a resource: `service/apis/wikis` like `ApiWiki`. */
  search(namespaces: readonly string[], { name, version }: SdkResource): Found | undefined {
    const candidates = namespaces
      .flatMap((namespace) => this.#all(namespace, version))
      .filter(({ arm }) => namesOf(arm).includes(name.toLowerCase()));
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  #all(namespace: string, version: string): Found[] {
    return filesOf(this.#checkout, namespace, version).flatMap((file) =>
      [...this.open(file).resources].map(([name, body]) => ({ arm: name.split("@")[0] ?? "", file, body })),
    );
  }
}

function namespacesOf({ tokens }: ArmFacts, module: string): string[] {
  const ofModule = Object.entries(tokens).filter(([token]) => token.split(":")[1] === module);
  const known = ofModule.map(([, { arm }]) => arm.split("/")[0]?.toLowerCase() ?? "");
  return [...new Set([...known, `microsoft.${module}`])];
}

function isOwnName(input: string, resource: string): boolean {
  return [`${resource}Name`, "resourceName"].some((name) => name.toLowerCase() === input.toLowerCase());
}

/** What a type may be called: its last names, in the singular, from one to all of them. */
function namesOf(arm: string): string[] {
  const [, ...names] = arm.split("/").map(singular);
  return names.map((_, index) => names.slice(index).join(""));
}

function singular(plural: string): string {
  return plural
    .toLowerCase()
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/s$/, "");
}

/** @throws if a checkout is none of bicep-types-az. */
export function checkBicep(checkout: string): void {
  if (!fs.existsSync(path.join(checkout, "generated"))) {
    throw new Error(`${checkout} has no folder "generated": give a checkout of Azure/bicep-types-az`);
  }
}
