import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { configHandlers } from "./config-handlers.js";
import { Connections } from "./connections.js";
import type { Models } from "./lookup.js";
import type { SimulatedProvider } from "./model.js";
import { failure } from "./replies.js";
import { type ConfiguredBy, resourceHandlers } from "./resource-handlers.js";
import { validateArguments } from "./schema/validate.js";
import type { Store } from "./store.js";
import { unary } from "./unary.js";
import { plainProps } from "./values.js";
import { fromStruct, toStruct } from "./wire.js";
import { worldOf } from "./world.js";

/**
 * The calls that a simulated provider answers. Resource references are not among what it accepts: the engine then sends the id
 * of a resource in its place, as it does to the real providers.
 */
export function handlersOf(
  provider: SimulatedProvider,
  models: Models,
  store: Store,
): Partial<IResourceProviderServer> {
  const connections = new Connections();
  const configuredBy: ConfiguredBy = (peer) => ({ provider, store, config: connections.config(peer) });
  return {
    handshake: unary(() =>
      new ProviderHandshakeResponse().setAcceptSecrets(true).setSupportsAutonamingConfiguration(true),
    ),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(models.schema.sdk.replace(/^.*@/, ""))),
    getSchema: unary(() => new GetSchemaResponse().setSchema(JSON.stringify({ name: provider.package }))),
    ...configHandlers(provider, models, connections),
    ...resourceHandlers(models, configuredBy),
    invoke: unary((request: InvokeRequest, peer) => invoke(models, configuredBy, request, peer)),
  };
}

function invoke(models: Models, configuredBy: ConfiguredBy, request: InvokeRequest, peer: string): InvokeResponse {
  const token = request.getTok();
  const model = models.function(token);
  const args = fromStruct(request.getArgs());
  const failures = validateArguments(models.schema, token, args);
  if (failures.length > 0) {
    return new InvokeResponse().setFailuresList(
      failures.map((item) => failure(item, (property) => `Examine the argument '${property}'.`)),
    );
  }
  const known = plainProps(args);
  return new InvokeResponse().setReturn(toStruct(model.call(known, worldOf(configuredBy(peer), known))));
}
