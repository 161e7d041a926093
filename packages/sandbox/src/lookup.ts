import { readFileSync } from "node:fs";
import { status } from "@grpc/grpc-js";
import { Refusal } from "./errors.js";
import type { FunctionModel, Model, SimulatedProvider } from "./model.js";
import { nearest } from "./schema/suggest.js";
import type { ProviderSchema } from "./schema/types.js";

/** What one provider simulates, by token. */
export interface Models {
  readonly schema: ProviderSchema;
  /** @throws Refusal if the type isn't simulated. */
  resource(type: string): Model;
  /** @throws Refusal if the function isn't simulated. */
  function(token: string): FunctionModel;
}

/** @throws if the provider's schema was not built. */
export function modelsOf(provider: SimulatedProvider): Models {
  const schema = readSchema(provider);
  const resources = new Map(provider.models.map((model) => [model.type, model]));
  const functions = new Map(provider.functions.map((model) => [model.token, model]));
  return {
    schema,
    resource: (type) => resources.get(type) ?? refuse(type, resources.keys()),
    function: (token) => functions.get(token) ?? refuse(token, functions.keys()),
  };
}

function readSchema({ package: name, schemaPath }: SimulatedProvider): ProviderSchema {
  try {
    return JSON.parse(readFileSync(schemaPath, "utf8"));
  } catch (error) {
    throw new Error(
      `the simulated ${name} provider needs ${schemaPath}, which can't be read: build its package first`,
      {
        cause: error,
      },
    );
  }
}

function refuse(token: string, simulated: Iterable<string>): never {
  const meant = nearest(token, simulated);
  throw new Refusal(
    `${token} is not simulated by the sandbox${meant ? ` (${meant} is)` : ""}: leave it out there, or deploy without \`isobar sandbox\` to a real account`,
    status.UNIMPLEMENTED,
  );
}
