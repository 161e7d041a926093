import { type AutonamingRequest, DEFAULTS_KEY, generatedBefore, generateName } from "./autoname.js";
import type { CheckFailure, Model, Props, World } from "./model.js";
import type { ProviderSchema } from "./schema/types.js";
import { validateInputs } from "./schema/validate.js";
import { plainProps, wrapSecrets } from "./values.js";

export interface CheckRequest {
  /** The program's inputs, as they came over the wire. */
  readonly inputs: Props;
  /** The inputs that were checked last time; empty for a new resource. */
  readonly oldInputs: Props;
  /** The resource's logical name. */
  readonly name: string;
  readonly autonaming?: AutonamingRequest | undefined;
  readonly world: World;
}

export interface Checked {
  readonly inputs: Props;
  readonly failures: readonly CheckFailure[];
}

/** Fills in what the provider fills in, and holds the inputs to the schema and to the model's own rules. */
export function check(model: Model, schema: ProviderSchema, request: CheckRequest): Checked {
  const { inputs: given, failures } = named(model, request);
  const inputs = wrapSecrets(
    given,
    (model.secrets ?? []).map((name) => [name]),
  );
  const invalid = validateInputs(schema, model.type, inputs);
  if (failures.length > 0 || invalid.length > 0) {
    // A model's rules may rely on inputs of the right shape.
    return { inputs, failures: [...failures, ...invalid] };
  }
  return { inputs, failures: model.check?.(plainProps(inputs), request.world) ?? [] };
}

function named({ autoname }: Model, { inputs, oldInputs, name, autonaming }: CheckRequest): Checked {
  if (!autoname) {
    return { inputs, failures: [] };
  }
  const { property } = autoname;
  if (inputs[property] != null) {
    return { inputs: { ...inputs, [DEFAULTS_KEY]: [] }, failures: [] };
  }
  try {
    const value = generatedBefore(autoname, oldInputs) ?? generateName(autoname, name, autonaming);
    return { inputs: { ...inputs, [property]: value, [DEFAULTS_KEY]: [property] }, failures: [] };
  } catch (error) {
    return { inputs, failures: [{ property, reason: (error as Error).message }] };
  }
}
