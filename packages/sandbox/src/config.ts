import { type Change, compare, withoutIgnored } from "./diff.js";
import type { CheckFailure, Props, SimulatedProvider } from "./model.js";
import type { ProviderSchema } from "./schema/types.js";
import { validateObject } from "./schema/validate.js";
import { containsUnknown, plain, plainProps } from "./values.js";

/** Inputs of every provider that the engine reads itself. */
const ENGINE_KEYS: ReadonlySet<string> = new Set(["version", "pluginDownloadURL", "pluginChecksums"]);

/** A provider's configuration with its values as declared: on the wire all but strings are JSON in strings. */
export function decodeConfig({ config }: ProviderSchema, wireConfig: Props): Props {
  const entries = Object.entries(plainProps(wireConfig)).filter(([key]) => !ENGINE_KEYS.has(key));
  return plainProps(
    Object.fromEntries(
      entries.map(([key, value]) => [key, config.properties[key] === "string" ? value : plain(decode(value))]),
    ),
  );
}

function decode(value: unknown): unknown {
  if (typeof value !== "string") {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    // Not JSON: the validation says what was expected.
    return value;
  }
}

/** Why the real provider would refuse this configuration. */
export function checkConfig(provider: SimulatedProvider, schema: ProviderSchema, wireConfig: Props): CheckFailure[] {
  const config = decodeConfig(schema, wireConfig);
  const failures = validateObject(schema, schema.config, config);
  if (failures.length > 0 || containsUnknown(config)) {
    return failures;
  }
  const reason = provider.refuseConfig?.(config, provider.account);
  return reason === undefined ? [] : [{ property: "", reason }];
}

/** What differs between two configurations. */
export function compareConfig(
  schema: ProviderSchema,
  before: Props,
  after: Props,
  ignored: readonly string[],
): Change[] {
  return withoutIgnored(compare(decodeConfig(schema, before), decodeConfig(schema, after)), ignored);
}

/** Whether a change of the configuration puts all resources elsewhere: from one known place to another. */
export function movesResources({ regionKey, replacingConfig }: SimulatedProvider, change: Change): boolean {
  const keys = replacingConfig ?? [regionKey, "project", "subscriptionId"];
  return change.kind === "update" && keys.includes(String(change.path[0])) && !containsUnknown(change.after);
}
