import type { Model, Props, SimulatedProvider } from "@isobar/sandbox";
import { clusterOf, refuseConfig } from "../cluster";
import type { Kind } from "../kind";
import { providerModel } from "../model";
import { props } from "../values";
import { ApiServer } from "./cloud";
import type { Connection } from "./connection";

/** The provider on a real API server, which refuses by itself. */
export function onServer(
  provider: SimulatedProvider,
  connection: Connection,
  modelsBy: (make: (type: string, kind: Kind) => Model) => (type: string) => Model | undefined,
): SimulatedProvider {
  const kinds = new Map<string, Kind>();
  const modelOf = modelsBy((type, kind) => {
    kinds.set(type, kind);
    return { ...providerModel(type, kind), outputs: (inputs, { previous }) => merged(previous, inputs) };
  });
  const kindOf = (type: string): Kind => {
    modelOf(type);
    const kind = kinds.get(type);
    if (!kind) throw new Error(`${type} has no kind`);
    return kind;
  };
  return {
    ...provider,
    modelOf,
    live: new ApiServer(connection, kindOf),
    refuseConfig: (config) => refuseConfig(config) ?? refuseOther(config, connection),
  };
}

/** The sandbox has one real cluster, and never reaches another. */
function refuseOther(config: Props, { server }: Connection): string | undefined {
  const wanted = clusterOf(config).server;
  return wanted === "" || wanted === server
    ? undefined
    : `the kubeconfig leads to ${wanted}, but the sandbox's real cluster is ${server}: leave the kubeconfig out, or use the sandbox without --kubernetes real`;
}

/** An object as far as it is known before an update. */
function merged(before: Props, inputs: Props): Props {
  const metadata = { ...props(before.metadata), ...props(inputs.metadata) };
  return { ...before, ...inputs, metadata };
}
