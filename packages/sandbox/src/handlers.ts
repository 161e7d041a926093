import { status } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  type ConstructRequest,
  type ConstructResponse,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Behaviour, perform } from "./api.js";
import { configHandlers } from "./config-handlers.js";
import { Connections } from "./connections.js";
import { Refusal } from "./errors.js";
import type { Models } from "./lookup.js";
import type { SimulatedProvider } from "./model.js";
import type { Recording } from "./recording.js";
import { isRehearsed, rehearseCall } from "./rehearsal.js";
import { failure } from "./replies.js";
import { type ConfiguredBy, resourceHandlers } from "./resource-handlers.js";
import { validateArguments } from "./schema/validate.js";
import type { Store } from "./store.js";
import { unary } from "./unary.js";
import { plainProps } from "./values.js";
import { fromStruct, toStruct } from "./wire.js";
import { type Configured, worldOf } from "./world.js";

/**
 * The calls that a simulated provider answers. Resource references are not among what it accepts: the engine then sends the id
 * of a resource in its place, as it does to the real providers.
 *
 * @param recording For a run that only finds out what a program asks for.
 */
export function handlersOf(
  provider: SimulatedProvider,
  models: Models,
  store: Store,
  behaviour: Behaviour,
  recording?: Recording,
): Partial<IResourceProviderServer> {
  const connections = new Connections();
  const configuredBy: ConfiguredBy = (peer) => ({
    provider,
    store,
    config: connections.config(peer),
    now: behaviour.control.now,
    ...(recording && { recording }),
  });
  return {
    handshake: unary(() =>
      new ProviderHandshakeResponse().setAcceptSecrets(true).setSupportsAutonamingConfiguration(true),
    ),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(models.schema.sdk.replace(/^.*@/, ""))),
    getSchema: unary(() => new GetSchemaResponse().setSchema(JSON.stringify({ name: provider.package }))),
    ...configHandlers(provider, models, connections),
    ...resourceHandlers(models, behaviour, configuredBy),
    construct: unary((request: ConstructRequest): ConstructResponse => {
      const type = request.getType();
      const why = provider.whyNot?.(type) ?? "leave it out there";
      throw new Refusal(`${type} is not simulated by the sandbox: ${why}`, status.UNIMPLEMENTED);
    }),
    invoke: unary((request: InvokeRequest, peer) => invoke(models, behaviour, configuredBy(peer), request)),
  };
}

function invoke(
  models: Models,
  behaviour: Behaviour,
  configured: Configured,
  request: InvokeRequest,
): InvokeResponse | Promise<InvokeResponse> {
  const token = request.getTok();
  const model = models.function(token);
  const args = fromStruct(request.getArgs());
  const failures = validateArguments(models.schema, token, args);
  if (failures.length > 0) {
    return new InvokeResponse().setFailuresList(
      failures.map((item) => failure(item, (property) => `Examine the argument '${property}'.`)),
    );
  }
  if (isRehearsed(configured)) return rehearseCall(model, configured, request);
  const inputs = plainProps(args);
  const world = worldOf(configured, inputs);
  return perform(configured, behaviour, models, { operation: "call", token, name: "", inputs }, () =>
    new InvokeResponse().setReturn(toStruct(model.call(inputs, world))),
  );
}
