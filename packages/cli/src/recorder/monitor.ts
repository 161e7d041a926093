import { type handleUnaryCall, type ServiceError, status } from "@grpc/grpc-js";
import { UNKNOWN } from "@isobar/sandbox/values";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { CallResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as monitor from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { messageOf } from "../errors.js";
import { looked, providerUrn, type RecordedResource, registered } from "./resource.js";
import { Transforms } from "./transforms.js";
import { makeUrn } from "./urn.js";
import { fromStruct, knownProps, toStruct, type WireProps } from "./wire.js";

/** A provider function that a program called. */
export interface FunctionCall {
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Inputs of the provider that was called, as far as they are known; empty for a default one. */
  readonly provider: Readonly<Record<string, unknown>>;
}

/** The answer of a provider function; undefined where nobody knows it before the deployment. */
export type Answer = (call: FunctionCall) => Readonly<Record<string, unknown>> | undefined;

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  readonly answer: Answer;
  /** What the state keeps in a Stash, by its URN; undefined if it would be chosen today. */
  readonly kept: (stash: RecordedResource) => unknown;
}

type Unsupported = "getDeploymentInfo" | "existsResource" | "registerStackInvokeTransform";
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
type Handlers = Omit<Known<IResourceMonitorServer>, Unsupported>;

/** What the recorder does not do: the program's SDK then does without, or says that it needs it. */
const UNSUPPORTED = ["outputValues", "invokeTransforms"];
const STASH = "pulumi:index:Stash";

/** Pulumi's resource monitor without an engine: it takes down what a program declares, and creates nothing. */
export class RecordingMonitor {
  readonly resources: RecordedResource[] = [];
  /** Functions that nobody could answer, once each. */
  readonly unanswered = new Set<string>();
  readonly answered = new Set<string>();
  /** What the program exports. */
  outputs: WireProps = {};
  readonly #byUrn = new Map<string, RecordedResource>();
  readonly #transforms = new Transforms();
  readonly #transformsOf = new Map<string, readonly Callback[]>();
  readonly #options: MonitorOptions;

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  close(): void {
    this.#transforms.close();
  }

  calls(): Handlers {
    const nothing = (_: unknown, done: (error: null, value: Empty) => void) => done(null, new Empty());
    return {
      supportsFeature: ({ request }, done) =>
        done(null, new monitor.SupportsFeatureResponse().setHassupport(!UNSUPPORTED.includes(request.getId()))),
      registerResource: later((request) => this.#register(request)),
      readResource: later(async (request) => this.#read(request)),
      registerResourceOutputs: ({ request }, done) => {
        if (this.#byUrn.get(request.getUrn())?.type === "pulumi:pulumi:Stack") {
          this.outputs = fromStruct(request.getOutputs());
        }
        done(null, new Empty());
      },
      invoke: later(async (request) => this.#invoke(request)),
      call: (_, done) => done(null, new CallResponse().setReturn(toStruct({ "": UNKNOWN }))),
      registerStackTransform: ({ request }, done) => {
        this.#transforms.add(request);
        done(null, new Empty());
      },
      registerResourceHook: nothing,
      registerErrorHook: nothing,
      registerPackage: ({ request }, done) =>
        done(null, new monitor.RegisterPackageResponse().setRef(request.getName())),
      signalAndWaitForShutdown: nothing,
    };
  }

  async #register(asked: monitor.RegisterResourceRequest): Promise<monitor.RegisterResourceResponse> {
    const ofParents = this.#transformsOf.get(asked.getParent()) ?? [];
    const request = await this.#transforms.apply(asked, ofParents);
    const resource = registered(request, this.#urn(request), this.#byUrn.get(request.getParent()));
    this.#transformsOf.set(resource.urn, [...request.getTransformsList(), ...ofParents]);
    this.#add(resource);
    const isProvider = resource.type.startsWith("pulumi:providers:");
    return new monitor.RegisterResourceResponse()
      .setUrn(resource.urn)
      .setId(isProvider ? UNKNOWN : "")
      .setObject(toStruct(this.#outputs(resource)));
  }

  #outputs(resource: RecordedResource): WireProps {
    const { type, inputs } = resource;
    return type === STASH ? { ...inputs, output: this.#options.kept(resource) ?? inputs.input } : inputs;
  }

  #read(request: monitor.ReadResourceRequest): monitor.ReadResourceResponse {
    const resource = looked(request, this.#urn(request));
    this.#add(resource);
    return new monitor.ReadResourceResponse().setUrn(resource.urn).setProperties(toStruct(resource.inputs));
  }

  #invoke(request: monitor.ResourceInvokeRequest): monitor.ResourceInvokeResponse {
    const token = request.getTok();
    const provider = this.#byUrn.get(providerUrn(request.getProvider()));
    const answer = this.#options.answer({
      token,
      args: knownProps(fromStruct(request.getArgs())),
      provider: knownProps(provider?.inputs ?? {}),
    });
    (answer === undefined ? this.unanswered : this.answered).add(token);
    const response = new monitor.ResourceInvokeResponse();
    // Older SDKs don't look at the mark; any unknown part makes the whole unknown to them.
    if (answer === undefined) return response.setUnknown(true).setReturn(toStruct({ "": UNKNOWN }));
    return response.setReturn(toStruct(answer));
  }

  #add(resource: RecordedResource): void {
    if (this.#byUrn.has(resource.urn)) {
      throw new Error(`two resources of type ${resource.type} have the name "${resource.name}" (${resource.urn})`);
    }
    this.#byUrn.set(resource.urn, resource);
    this.resources.push(resource);
  }

  #urn(request: { getType(): string; getName(): string; getParent(): string }): string {
    const { project, stack } = this.#options;
    return makeUrn({ project, stack, parent: request.getParent(), type: request.getType(), name: request.getName() });
  }
}

function later<Request, Response>(answer: (request: Request) => Promise<Response>): handleUnaryCall<Request, Response> {
  return ({ request }, done) => {
    answer(request).then(
      (response) => done(null, response),
      (error) => {
        const failure: Partial<ServiceError> = { code: status.UNKNOWN, details: messageOf(error) };
        done(failure);
      },
    );
  };
}
