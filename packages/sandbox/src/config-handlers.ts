import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  type CheckRequest,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { checkConfig, compareConfig, decodeConfig, movesResources } from "./config.js";
import type { Connections } from "./connections.js";
import { Refusal } from "./errors.js";
import type { Models } from "./lookup.js";
import type { SimulatedProvider } from "./model.js";
import { checkReply, diffReply } from "./replies.js";
import { unary } from "./unary.js";
import { parseUrn } from "./urn.js";
import { fromStruct } from "./wire.js";

/** The calls by which the engine sets a provider up. */
export function configHandlers(
  provider: SimulatedProvider,
  { schema }: Models,
  connections: Connections,
): Pick<IResourceProviderServer, "checkConfig" | "diffConfig" | "configure"> {
  return {
    checkConfig: unary((request: CheckRequest) => {
      const config = fromStruct(request.getNews());
      return checkReply(config, checkConfig(provider, schema, config), placeOf(provider, request.getUrn()));
    }),
    diffConfig: unary((request: DiffRequest) => {
      const before = fromStruct(request.getOldInputs());
      const after = fromStruct(request.getNews());
      const changes = compareConfig(schema, before, after, request.getIgnorechangesList());
      const moved = provider.moves?.(decodeConfig(schema, before), decodeConfig(schema, after)) ?? false;
      const replacing = new Set(changes.filter((change) => moved || movesResources(provider, change)));
      return diffReply({ changes, replacing, deleteBeforeReplace: false });
    }),
    configure: unary((request: ConfigureRequest, peer) => {
      const config = decodeConfig(schema, fromStruct(request.getArgs()));
      const reason = provider.refuseConfig?.(config, provider.account);
      if (reason !== undefined) {
        throw new Refusal(reason);
      }
      connections.configure(peer, config);
      return new ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setSupportsAutonamingConfiguration(true);
    }),
  };
}

/** Default providers are configured by the stack, others by the program. */
function placeOf({ package: name }: SimulatedProvider, urn: string): (property: string) => string {
  const provider = parseUrn(urn).name;
  return provider.startsWith("default")
    ? (property) => `Check \`pulumi config get --path ${name}:${property}\`.`
    : (property) => `Examine values at '${provider}.${property}'.`;
}
