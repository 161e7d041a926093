import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Asked, type Behaviour, perform } from "./api.js";
import { type AutonamingRequest, isNamedByProgram } from "./autoname.js";
import type { Operation } from "./calls.js";
import { check } from "./check.js";
import { compare, touchesImmutable, withoutIgnored, withoutKnown } from "./diff.js";
import { type Answer, create, previewCreate, previewUpdate, read, remove, update } from "./lifecycle.js";
import { createLive, readLive, removeLive, updateLive } from "./live.js";
import type { Models } from "./lookup.js";
import type { Props } from "./model.js";
import { isRehearsed, recordResource, rehearseRead } from "./rehearsal.js";
import { checkReply, diffReply } from "./replies.js";
import { unary } from "./unary.js";
import { parseUrn } from "./urn.js";
import { plainProps } from "./values.js";
import { fromStruct, toStruct } from "./wire.js";
import { type Configured, worldOf } from "./world.js";

/** The provider as the connection of a call configured it. */
export type ConfiguredBy = (peer: string) => Configured;

/** The calls that lead a resource from check to delete. */
export function resourceHandlers(
  models: Models,
  behaviour: Behaviour,
  configuredBy: ConfiguredBy,
): Pick<IResourceProviderServer, "check" | "diff" | "create" | "read" | "update" | "delete"> {
  return {
    check: unary((request: CheckRequest, peer) => checkResource(models, configuredBy(peer), request)),
    diff: unary((request: DiffRequest, peer) => diffResource(models, configuredBy(peer), request)),
    create: unary((request: CreateRequest, peer) => createResource(models, behaviour, configuredBy(peer), request)),
    read: unary((request: ReadRequest, peer) => readResource(models, behaviour, configuredBy(peer), request)),
    update: unary((request: UpdateRequest, peer) => updateResource(models, behaviour, configuredBy(peer), request)),
    delete: unary((request: DeleteRequest, peer) => {
      const configured = configuredBy(peer);
      const target = { urn: request.getUrn(), id: request.getId() };
      const inputs = fromStruct(request.getOldInputs() ?? request.getProperties());
      return perform(configured, behaviour, models, asked("delete", target, inputs), () => {
        const { live } = configured.provider;
        if (live) return removeLive(configured, live, target).then(() => new Empty());
        remove(configured, models, target);
        return new Empty();
      });
    }),
  };
}

function asked(operation: Operation, { urn, id }: { urn: string; id?: string }, inputs: Props): Asked {
  const { type: token, name } = parseUrn(urn);
  return { operation, token, name, inputs, ...(id !== undefined && { id }) };
}

function createResource(models: Models, behaviour: Behaviour, configured: Configured, request: CreateRequest) {
  const inputs = fromStruct(request.getProperties());
  if (request.getPreview()) return new CreateResponse().setProperties(toStruct(previewCreate(inputs)));
  const urn = request.getUrn();
  return perform(configured, behaviour, models, asked("create", { urn }, inputs), (leaves) => {
    const answer = ({ id, outputs }: Answer) => new CreateResponse().setId(id).setProperties(toStruct(outputs));
    const { live } = configured.provider;
    return live
      ? createLive(configured, live, models, urn, inputs).then(answer)
      : answer(create(configured, models, urn, inputs, leaves));
  });
}

function readResource(models: Models, behaviour: Behaviour, configured: Configured, request: ReadRequest) {
  if (isRehearsed(configured)) return rehearseRead(models, configured, request);
  const target = { urn: request.getUrn(), id: request.getId() };
  const inputs = fromStruct(request.getInputs() ?? request.getProperties());
  return perform(configured, behaviour, models, asked("read", target, inputs), () => {
    // An answer without an id says that the resource is gone.
    const answer = (found: Answer | undefined) =>
      found
        ? new ReadResponse().setId(found.id).setInputs(toStruct(found.inputs)).setProperties(toStruct(found.outputs))
        : new ReadResponse();
    const { live } = configured.provider;
    return live
      ? readLive(configured, live, models, target, inputs).then(answer)
      : answer(read(configured, models, target));
  });
}

function updateResource(models: Models, behaviour: Behaviour, configured: Configured, request: UpdateRequest) {
  const target = { urn: request.getUrn(), id: request.getId() };
  const inputs = fromStruct(request.getNews());
  const answer = (outputs: Props) => new UpdateResponse().setProperties(toStruct(outputs));
  const { live } = configured.provider;
  if (request.getPreview()) {
    return answer(previewUpdate(configured, models, target, inputs, fromStruct(request.getOlds())));
  }
  return perform(configured, behaviour, models, asked("update", target, inputs), () =>
    live
      ? updateLive(configured, live, models, target, inputs).then(({ outputs }) => answer(outputs))
      : answer(update(configured, models, target, inputs).outputs),
  );
}

function checkResource(models: Models, configured: Configured, request: CheckRequest) {
  const { type, name } = parseUrn(request.getUrn());
  const inputs = fromStruct(request.getNews());
  if (isRehearsed(configured) && !models.simulates(type)) {
    recordResource(configured, request.getUrn(), inputs);
    return checkReply(inputs, [], String);
  }
  const checked = check(models.resource(type), models, {
    inputs,
    oldInputs: fromStruct(request.getOlds()),
    name,
    autonaming: autonamingOf(request.getAutonaming()),
    world: worldOf(configured, plainProps(inputs)),
  });
  if (isRehearsed(configured)) recordResource(configured, request.getUrn(), checked.inputs);
  return checkReply(checked.inputs, checked.failures, (property) => `Examine values at '${name}.${property}'.`);
}

function autonamingOf(options: CheckRequest.AutonamingOptions | undefined): AutonamingRequest | undefined {
  const { Mode } = CheckRequest.AutonamingOptions;
  const modes = { [Mode.PROPOSE]: "propose", [Mode.ENFORCE]: "enforce", [Mode.DISABLE]: "disable" } as const;
  return options && { mode: modes[options.getMode()], name: options.getProposedName() };
}

function diffResource(models: Models, { config, provider }: Configured, request: DiffRequest) {
  const model = models.resource(parseUrn(request.getUrn()).type);
  const inputs = fromStruct(request.getNews());
  const [before, after] = [plainProps(fromStruct(request.getOldInputs())), plainProps(inputs)];
  const all = withoutIgnored(compare(before, after), request.getIgnorechangesList());
  const changes = provider.comparesState ? withoutKnown(all, plainProps(fromStruct(request.getOlds()))) : all;
  const { immutable = [], deleteBeforeReplace = false } = model;
  const paths = typeof immutable === "function" ? immutable(before, config, after) : immutable;
  const replacing = new Set(changes.filter((change) => touchesImmutable(change, paths)));
  const oneAtATime =
    typeof deleteBeforeReplace === "function" ? deleteBeforeReplace(before, after) : deleteBeforeReplace;
  // Under a name that the program gives, the new resource can't exist beside the old one.
  const sameName = model.autoname !== undefined && isNamedByProgram(model.autoname, inputs);
  return diffReply({ changes, replacing, deleteBeforeReplace: oneAtATime || sameName });
}
