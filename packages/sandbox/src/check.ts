import { type AutonamingRequest, DEFAULTS_KEY, generatedBefore, generateName } from "./autoname.js";
import { validateConstraints } from "./constraints/validate.js";
import type { Models } from "./lookup.js";
import type { Autoname, CheckFailure, Model, Props, World } from "./model.js";
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

/**
 * Fills in what the provider fills in, and holds the inputs to the schema, then to the provider's own constraints, then to the
 * model's rules: each may rely on what comes before.
 */
export function check(
  model: Model,
  { schema, constraints }: Pick<Models, "schema" | "constraints">,
  request: CheckRequest,
): Checked {
  const { inputs: given, failures } = filled(model, request);
  const inputs = wrapSecrets(
    given,
    (model.secrets ?? []).map((name) => [name]),
  );
  // What the cloud's users define themselves, such as custom resources, no SDK declares.
  const invalid = schema.resources[model.type] || !model.undeclared ? validateInputs(schema, model.type, inputs) : [];
  if (failures.length > 0 || invalid.length > 0) {
    return { inputs, failures: [...failures, ...invalid] };
  }
  const broken = constraints ? validateConstraints(constraints, model.type, inputs) : [];
  return { inputs, failures: broken.length > 0 ? broken : (model.check?.(plainProps(inputs), request.world) ?? []) };
}

function filled(model: Model, request: CheckRequest): Checked {
  if (!model.fill) {
    return named(model, request);
  }
  const { name, oldInputs, world, inputs, autonaming } = request;
  const generateNameFor = (autoname: Autoname) => generateName(autoname, name, autonaming);
  try {
    const all = model.fill(inputs, { name, oldInputs, world, generateName: generateNameFor });
    return named(model, { ...request, inputs: all });
  } catch (error) {
    return { inputs, failures: [{ property: "", reason: (error as Error).message }] };
  }
}

function named({ autoname }: Model, { inputs, oldInputs, name, autonaming }: CheckRequest): Checked {
  if (!autoname) {
    return { inputs, failures: [] };
  }
  const { property, unless } = autoname;
  if (inputs[property] != null || (unless !== undefined && inputs[unless] != null)) {
    return { inputs: { ...inputs, [DEFAULTS_KEY]: [] }, failures: [] };
  }
  try {
    const value = generatedBefore(autoname, oldInputs) ?? generateName(autoname, name, autonaming);
    return { inputs: { ...inputs, [property]: value, [DEFAULTS_KEY]: [property] }, failures: [] };
  } catch (error) {
    return { inputs, failures: [{ property, reason: (error as Error).message }] };
  }
}
