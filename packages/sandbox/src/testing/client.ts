import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  type ConfigureResponse,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  InvokeRequest,
  type InvokeResponse,
  PropertyDiff,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Props } from "../model.js";
import { fromStruct, toStruct } from "../wire.js";

export interface Checked {
  readonly inputs: Props;
  readonly failures: string[];
}

export interface Diff {
  readonly changed: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly replaces: string[];
  /** Kind of each change, by path. */
  readonly details: Record<string, string>;
}

/** What the engine does to a provider, over one connection as the engine has. */
export class ProviderClient {
  readonly #client: ResourceProviderClient;

  constructor(port: number) {
    // Clients in one process would share a connection otherwise.
    const options = { "grpc.use_local_subchannel_pool": 1 };
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
  }

  async configure(config: Props): Promise<void> {
    const request = new ConfigureRequest().setArgs(toStruct(config));
    await call<ConfigureResponse>((callback) => this.#client.configure(request, callback));
  }

  async checkConfig(urn: string, config: Props): Promise<string[]> {
    const request = new CheckRequest().setUrn(urn).setNews(toStruct(config));
    return failuresOf(await call<CheckResponse>((callback) => this.#client.checkConfig(request, callback)));
  }

  async diffConfig(before: Props, after: Props): Promise<Diff> {
    const request = new DiffRequest().setOldInputs(toStruct(before)).setNews(toStruct(after));
    return readDiff(await call<DiffResponse>((callback) => this.#client.diffConfig(request, callback)));
  }

  async check(
    urn: string,
    inputs: Props,
    oldInputs: Props = {},
    autonaming?: CheckRequest.AutonamingOptions,
  ): Promise<Checked> {
    const request = new CheckRequest().setUrn(urn).setNews(toStruct(inputs)).setOlds(toStruct(oldInputs));
    if (autonaming) {
      request.setAutonaming(autonaming);
    }
    const response = await call<CheckResponse>((callback) => this.#client.check(request, callback));
    return { inputs: fromStruct(response.getInputs()), failures: failuresOf(response) };
  }

  async diff(urn: string, oldInputs: Props, inputs: Props, ignoreChanges: string[] = []): Promise<Diff> {
    const request = new DiffRequest()
      .setUrn(urn)
      .setOldInputs(toStruct(oldInputs))
      .setNews(toStruct(inputs))
      .setIgnorechangesList(ignoreChanges);
    return readDiff(await call<DiffResponse>((callback) => this.#client.diff(request, callback)));
  }

  async create(urn: string, inputs: Props, preview = false): Promise<{ id: string; outputs: Props }> {
    const request = new CreateRequest().setUrn(urn).setProperties(toStruct(inputs)).setPreview(preview);
    const response = await call<CreateResponse>((callback) => this.#client.create(request, callback));
    return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
  }

  async read(urn: string, id: string): Promise<{ id: string; inputs: Props; outputs: Props }> {
    const request = new ReadRequest().setUrn(urn).setId(id);
    const response = await call<ReadResponse>((callback) => this.#client.read(request, callback));
    return {
      id: response.getId(),
      inputs: fromStruct(response.getInputs()),
      outputs: fromStruct(response.getProperties()),
    };
  }

  async update(urn: string, id: string, inputs: Props, previewOf?: Props): Promise<Props> {
    const request = new UpdateRequest()
      .setUrn(urn)
      .setId(id)
      .setNews(toStruct(inputs))
      .setOlds(toStruct(previewOf ?? {}))
      .setPreview(previewOf !== undefined);
    const response = await call<UpdateResponse>((callback) => this.#client.update(request, callback));
    return fromStruct(response.getProperties());
  }

  async delete(urn: string, id: string): Promise<void> {
    const request = new DeleteRequest().setUrn(urn).setId(id);
    await call<Empty>((callback) => this.#client.delete(request, callback));
  }

  async invoke(token: string, args: Props): Promise<{ result: Props; failures: string[] }> {
    const request = new InvokeRequest().setTok(token).setArgs(toStruct(args));
    const response = await call<InvokeResponse>((callback) => this.#client.invoke(request, callback));
    return { result: fromStruct(response.getReturn()), failures: failuresOf(response) };
  }

  close(): void {
    this.#client.close();
  }
}

function call<Response>(
  start: (callback: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)));
  });
}

function failuresOf(response: CheckResponse | InvokeResponse): string[] {
  return response.getFailuresList().map((failure) => failure.getReason());
}

function readDiff(response: DiffResponse): Diff {
  const kinds = Object.entries(PropertyDiff.Kind);
  const details: Record<string, string> = {};
  response.getDetaileddiffMap().forEach((detail, path) => {
    details[path] = kinds.find(([, kind]) => kind === detail.getKind())?.[0] ?? "";
  });
  return {
    changed: response.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
    deleteBeforeReplace: response.getDeletebeforereplace(),
    replaces: response.getReplacesList(),
    details,
  };
}
