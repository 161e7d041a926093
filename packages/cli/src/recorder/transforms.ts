import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest, type CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import {
  RegisterResourceRequest,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";

/** Lets a program's own transforms change resources before they are recorded, as the engine does. */
export class Transforms {
  readonly #ofStack: Callback[] = [];
  readonly #clients = new Map<string, CallbacksClient>();

  /** Adds one that sees all resources. */
  add(callback: Callback): void {
    this.#ofStack.push(callback);
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  /** The request as the resource's own transforms, those of its parents and those of the stack leave it, in this order. */
  async apply(request: RegisterResourceRequest, ofParents: readonly Callback[]): Promise<RegisterResourceRequest> {
    const callbacks = [...request.getTransformsList(), ...ofParents, ...this.#ofStack];
    if (callbacks.length === 0) return request;
    const changed = RegisterResourceRequest.deserializeBinary(request.serializeBinary());
    for (const callback of callbacks) await this.#transform(callback, changed);
    return changed;
  }

  async #transform(callback: Callback, request: RegisterResourceRequest): Promise<void> {
    const asked = new TransformRequest()
      .setType(request.getType())
      .setName(request.getName())
      .setCustom(request.getCustom())
      .setParent(request.getParent())
      .setProperties(request.getObject())
      .setOptions(optionsOf(request));
    const answer = await this.#call(callback, asked.serializeBinary());
    const response = TransformResponse.deserializeBinary(answer);
    request.setObject(response.getProperties() ?? request.getObject());
    const options = response.getOptions();
    if (options) setOptions(request, options);
  }

  #call(callback: Callback, bytes: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    const client = this.#clients.get(target) ?? new CallbacksClient(target, credentials.createInsecure());
    this.#clients.set(target, client);
    const request = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(bytes);
    return new Promise((resolve, reject) => {
      client.invoke(request, (error: Error | null, response: CallbackInvokeResponse) => {
        if (error) reject(error);
        else resolve(response.getResponse_asU8());
      });
    });
  }
}

function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions()
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setVersion(request.getVersion())
    .setAliasesList(request.getAliasesList())
    .setProvider(request.getProvider())
    .setCustomTimeouts(request.getCustomtimeouts())
    .setPluginDownloadUrl(request.getPlugindownloadurl())
    .setDeletedWith(request.getDeletedwith())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setImport(request.getImportid());
  const [protect, retain] = [request.getProtect(), request.getRetainondelete()];
  if (protect !== undefined && request.hasProtect()) options.setProtect(protect);
  if (retain !== undefined && request.hasRetainondelete()) options.setRetainOnDelete(retain);
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  for (const [key, provider] of request.getProvidersMap().entries()) options.getProvidersMap().set(key, provider);
  return options;
}

function setOptions(request: RegisterResourceRequest, options: TransformResourceOptions): void {
  request
    .setDependenciesList(options.getDependsOnList())
    .setIgnorechangesList(options.getIgnoreChangesList())
    .setReplaceonchangesList(options.getReplaceOnChangesList())
    .setAliasesList(options.getAliasesList())
    .setProvider(options.getProvider())
    .setImportid(options.getImport());
  const [protect, retain] = [options.getProtect(), options.getRetainOnDelete()];
  if (protect !== undefined && options.hasProtect()) request.setProtect(protect);
  if (retain !== undefined && options.hasRetainOnDelete()) request.setRetainondelete(retain);
  if (options.hasDeleteBeforeReplace()) request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
}
