import { credentials, type ServiceError } from "@grpc/grpc-js";
import type { Props } from "@isobar/sandbox";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  type DiffResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** An object that exists. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** The calls of the engine on the provider for Kubernetes, short. */
export class Kubernetes {
  readonly #client: ResourceProviderClient;

  private constructor(port: number) {
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  /** @param environment Of a sandbox. */
  static async connect(environment: NodeJS.ProcessEnv, config: Props = {}): Promise<Kubernetes> {
    const port = /kubernetes:(\d+)/.exec(environment.PULUMI_DEBUG_PROVIDERS ?? "")?.[1];
    const kubernetes = new Kubernetes(Number(port));
    const request = new ConfigureRequest().setArgs(struct(config));
    await call((callback) => kubernetes.#client.configure(request, callback));
    return kubernetes;
  }

  /** The inputs as they are after the check. Throws what the check refuses. */
  async check(type: string, name: string, inputs: Props, oldInputs: Props = {}): Promise<Props> {
    const request = new CheckRequest().setUrn(urn(type, name)).setNews(struct(inputs)).setOlds(struct(oldInputs));
    const response = await call<CheckResponse>((callback) => this.#client.check(request, callback));
    const reasons = response.getFailuresList().map((failure) => failure.getReason());
    if (reasons.length > 0) throw new Error(reasons.join("\n"));
    return response.getInputs()?.toJavaScript() ?? {};
  }

  async create(type: string, name: string, given: Props): Promise<Made> {
    const inputs = await this.check(type, name, given);
    const request = new CreateRequest().setUrn(urn(type, name)).setProperties(struct(inputs));
    const response = await call<CreateResponse>((callback) => this.#client.create(request, callback));
    return { type, name, id: response.getId(), inputs, outputs: response.getProperties()?.toJavaScript() ?? {} };
  }

  /** The properties for which a change replaces the object. */
  async replaces(made: Made, given: Props): Promise<string[]> {
    const inputs = await this.check(made.type, made.name, given, made.inputs);
    const request = new DiffRequest()
      .setUrn(urn(made.type, made.name))
      .setOldInputs(struct(made.inputs))
      .setNews(struct(inputs));
    return (await call<DiffResponse>((callback) => this.#client.diff(request, callback))).getReplacesList();
  }

  async update(made: Made, given: Props): Promise<Made> {
    const inputs = await this.check(made.type, made.name, given, made.inputs);
    const request = new UpdateRequest().setUrn(urn(made.type, made.name)).setId(made.id).setNews(struct(inputs));
    const response = await call<UpdateResponse>((callback) => this.#client.update(request, callback));
    return { ...made, inputs, outputs: response.getProperties()?.toJavaScript() ?? {} };
  }

  /** Undefined if the object is gone. */
  async read({ type, name, id, inputs }: Made): Promise<Props | undefined> {
    const request = new ReadRequest().setUrn(urn(type, name)).setId(id).setInputs(struct(inputs));
    const response = await call<ReadResponse>((callback) => this.#client.read(request, callback));
    return response.getId() === "" ? undefined : response.getProperties()?.toJavaScript();
  }

  async delete({ type, name, id }: Pick<Made, "type" | "name" | "id">): Promise<void> {
    const request = new DeleteRequest().setUrn(urn(type, name)).setId(id);
    await call((callback) => this.#client.delete(request, callback));
  }

  close(): void {
    this.#client.close();
  }
}

function urn(type: string, name: string): string {
  return `urn:pulumi:dev::table::kubernetes:${type}::${name}`;
}

function struct(props: Props): Struct {
  return Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
}

function call<Response>(
  start: (callback: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)));
  });
}
