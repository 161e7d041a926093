import { check } from "./check.js";
import { create } from "./lifecycle.js";
import { listed } from "./lists.js";
import { modelsOf } from "./lookup.js";
import type { Props, SimulatedProvider } from "./model.js";
import type { Store, StoredRecord } from "./store.js";
import { plainProps } from "./values.js";
import { worldOf } from "./world.js";

/** Answers for unit tests under Pulumi's mocks. */
export interface SimulatedMocks {
  /** Computed outputs of a resource, `id` among them. Throws where the sandbox would refuse its inputs. */
  outputs(resource: { readonly type: string; readonly name: string; readonly inputs: Props }): Props;
  readonly calls: Readonly<Record<string, (args: Props) => Props>>;
}

/** A simulated cloud in memory, without engine and gRPC, holding inputs to schema and rules all the same. */
export function mocksOf(provider: SimulatedProvider, region: string): SimulatedMocks {
  const configured = { provider, store: memory(), now: () => new Date(), config: { [provider.regionKey]: region } };
  const models = modelsOf(provider);
  return {
    outputs({ type, name, inputs }) {
      if (!models.simulates(type)) {
        if (type.startsWith("isobar:") || type.startsWith("pulumi:")) return {};
        models.resource(type);
      }
      const world = worldOf(configured, inputs);
      const checked = check(models.resource(type), models, { inputs, oldInputs: {}, name, world });
      const [failure] = checked.failures;
      if (failure) throw new Error(`${type} "${name}": ${failure.property}: ${failure.reason}`);
      const urn = `urn:pulumi:test::test::${type}::${name}`;
      forget(configured.store, urn);
      const { id, outputs } = create(configured, models, urn, checked.inputs);
      return { ...plainProps(outputs), id };
    },
    calls: Object.fromEntries(
      provider.functions.map(({ token, call }) => [token, (args: Props) => call(args, worldOf(configured, args))]),
    ),
  };
}

/** A program may run many times against one simulated cloud: the newest run of a resource counts. */
function forget(store: Store, urn: string): void {
  for (const record of store.all()) if (record.urn === urn) store.delete(record.type, record.id, record.scope);
}

function memory(): Store {
  const records = new Map<string, StoredRecord>();
  const key = (type: string, id: string, scope = "") => `${type}\0${id}\0${scope}`;
  return {
    get: (type, id, scope) => records.get(key(type, id, scope)),
    list: (type, having) => listed(records.values(), type, having),
    all: () => [...records.values()],
    put: (record) => void records.set(key(record.type, record.id, record.scope), record),
    delete: (type, id, scope) => void records.delete(key(type, id, scope)),
    bury: () => undefined,
    buried: () => undefined,
    version: () => 0,
    reset: () => records.clear(),
    transaction: (action) => action(),
    close: async () => undefined,
  };
}
