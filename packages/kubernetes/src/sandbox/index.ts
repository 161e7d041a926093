import { readFileSync } from "node:fs";
import * as path from "node:path";
import type { Model, SimulatedProvider } from "@isobar/sandbox";
import { moves, refuseConfig, scopeOf } from "./cluster";
import { type Kind, kindOf } from "./kind";
import type { Connection } from "./live/connection";
import { onServer as live } from "./live/index";
import { simulatedModel } from "./model";
import { whyNot } from "./whyNot";

const SCHEMA = path.join(__dirname, "..", "..", "generated", "schema.json");

/** Resources of the provider that are no objects of an API, or no single ones. */
const NOT_SIMULATED = /^kubernetes:(helm|kustomize|yaml)|^kubernetes:meta\/v1:Status$/;

let declared: ReadonlySet<string> | undefined;

/** Whether the SDK declares a type. */
function isDeclared(type: string): boolean {
  declared ??= new Set(Object.keys(JSON.parse(readFileSync(SCHEMA, "utf8")).resources));
  return declared.has(type);
}

/** Models by type, made when they are first asked for. */
export function modelsBy(make: (type: string, kind: Kind) => Model): (type: string) => Model | undefined {
  const made = new Map<string, Model | undefined>();
  return (type) => {
    if (!made.has(type)) made.set(type, modelFor(type, make));
    return made.get(type);
  };
}

function modelFor(type: string, make: (type: string, kind: Kind) => Model): Model | undefined {
  if (NOT_SIMULATED.test(type)) return undefined;
  if (/(List|Patch)$/.test(type) && isDeclared(type)) return undefined;
  const kind = kindOf(type, isDeclared);
  return kind && (kind.builtIn || kind.group.includes(".")) ? make(type, kind) : undefined;
}

/** Simulated Kubernetes clusters: one for each API server that a kubeconfig names, and the sandbox's own. */
export const provider: SimulatedProvider = {
  package: "kubernetes",
  cloud: "kubernetes",
  models: [],
  modelOf: modelsBy(simulatedModel),
  functions: [],
  whyNot,
  schemaPath: SCHEMA,
  wholeSchema: true,
  account: "isobar-sandbox",
  regionKey: "context",
  replacingConfig: [],
  scopeOf,
  moves,
  refuseConfig,
};

/** Kubernetes on a real API server instead of a simulated one. */
export function onServer(connection: Connection): SimulatedProvider {
  return live(provider, connection, modelsBy);
}
