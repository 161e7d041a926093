import { type InvokeRequest, InvokeResponse, type ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Models } from "./lookup.js";
import type { FunctionModel, Props } from "./model.js";
import type { Recording } from "./recording.js";
import { parseUrn } from "./urn.js";
import { plainProps } from "./values.js";
import { fromStruct, toStruct } from "./wire.js";
import { type Configured, worldOf } from "./world.js";

/** A provider in a run that only finds out what a program asks for. */
export type Rehearsed = Configured & { readonly recording: Recording };

export function isRehearsed(configured: Configured): configured is Rehearsed {
  return configured.recording !== undefined;
}

/** Records a resource with its inputs after the check. */
export function recordResource(configured: Rehearsed, urn: string, inputs: Props): void {
  configured.recording.resource(described(configured, urn, inputs));
}

function described(configured: Rehearsed, urn: string, inputs: Props) {
  const { provider, config } = configured;
  const { type: token, name } = parseUrn(urn);
  const { region } = worldOf(configured, plainProps(inputs));
  return { provider, token, name, inputs, config, region };
}

/** Records a resource that the program says is there, and takes it that it is. */
export function rehearseRead(models: Models, configured: Rehearsed, request: ReadRequest): ReadResponse {
  const { type } = parseUrn(request.getUrn());
  const state = fromStruct(request.getProperties());
  const property = models.simulates(type) ? models.resource(type).autoname?.property : undefined;
  const inputs = { ...(property && { [property]: request.getId() }), ...state };
  configured.recording.read(described(configured, request.getUrn(), inputs));
  return new ReadResponse().setId(request.getId()).setInputs(toStruct({})).setProperties(toStruct(state));
}

/** Records a call, and answers as if what is asked after were there. */
export async function rehearseCall(
  model: FunctionModel,
  configured: Rehearsed,
  request: InvokeRequest,
): Promise<InvokeResponse> {
  const inputs = plainProps(fromStruct(request.getArgs()));
  const world = worldOf(configured, inputs);
  const { provider, config, recording } = configured;
  recording.call({ provider, token: model.token, inputs, config, region: world.region });
  const answer = (props: Props) => new InvokeResponse().setReturn(toStruct(props));
  try {
    return answer(model.call(inputs, world));
  } catch (error) {
    if (!model.invent) throw error;
    await recording.quiet();
    return answer(model.invent(inputs, world, recording.texts()));
  }
}
