import { readFileSync } from "node:fs";
import { status } from "@grpc/grpc-js";
import type { Constraints } from "./constraints/types.js";
import { Refusal } from "./errors.js";
import type { FunctionModel, Model, SimulatedProvider } from "./model.js";
import { nearest } from "./schema/suggest.js";
import type { ProviderSchema } from "./schema/types.js";

/** What one provider simulates, by token. */
export interface Models {
  readonly schema: ProviderSchema;
  /** The provider's own constraints, where the backend has them as data. */
  readonly constraints: Constraints | undefined;
  /** Whether the type is simulated. */
  simulates(type: string): boolean;
  /** @throws Refusal if the type isn't simulated. */
  resource(type: string): Model;
  /** @throws Refusal if the function isn't simulated. */
  function(token: string): FunctionModel;
}

/** @throws if the provider's schema or constraints were not built. */
export function modelsOf(provider: SimulatedProvider): Models {
  const { constraintsPath } = provider;
  const schema = readBuilt<ProviderSchema>(provider, provider.schemaPath);
  const listed = new Map(provider.models.map((model) => [model.type, model]));
  const resource = (type: string) => listed.get(type) ?? provider.modelOf?.(type);
  const functions = new Map(provider.functions.map((model) => [model.token, model]));
  return {
    schema,
    constraints: constraintsPath === undefined ? undefined : readBuilt(provider, constraintsPath),
    simulates: (type) => resource(type) !== undefined,
    resource: (type) => resource(type) ?? refuse(provider, type, listed.keys()),
    function: (token) => functions.get(token) ?? refuse(provider, token, functions.keys()),
  };
}

function readBuilt<T>({ package: name }: SimulatedProvider, path: string): T {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`the simulated ${name} provider needs ${path}, which can't be read: build its package first`, {
      cause: error,
    });
  }
}

function refuse(provider: SimulatedProvider, token: string, simulated: Iterable<string>): never {
  const why = provider.whyNot?.(token);
  if (why) throw new Refusal(`${token} is not simulated by the sandbox: ${why}`, status.UNIMPLEMENTED);
  const meant = nearest(token, simulated);
  throw new Refusal(
    `${token} is not simulated by the sandbox${meant ? ` (${meant} is)` : ""}: leave it out there, or deploy without \`isobar sandbox\` to a real account`,
    status.UNIMPLEMENTED,
  );
}
