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
import { type AutonamingRequest, isNamedByProgram } from "./autoname.js";
import { check } from "./check.js";
import { compare, touchesImmutable, withoutIgnored } from "./diff.js";
import { create, previewCreate, previewUpdate, read, remove, update } from "./lifecycle.js";
import type { Models } from "./lookup.js";
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
  configuredBy: ConfiguredBy,
): Pick<IResourceProviderServer, "check" | "diff" | "create" | "read" | "update" | "delete"> {
  return {
    check: unary((request: CheckRequest, peer) => checkResource(models, configuredBy(peer), request)),
    diff: unary((request: DiffRequest) => diffResource(models, request)),
    create: unary((request: CreateRequest, peer) => {
      const inputs = fromStruct(request.getProperties());
      if (request.getPreview()) {
        return new CreateResponse().setProperties(toStruct(previewCreate(inputs)));
      }
      const { id, outputs } = create(configuredBy(peer), models, request.getUrn(), inputs);
      return new CreateResponse().setId(id).setProperties(toStruct(outputs));
    }),
    read: unary((request: ReadRequest, peer) => {
      const found = read(configuredBy(peer), models, { urn: request.getUrn(), id: request.getId() });
      // An answer without an id says that the resource is gone.
      return found
        ? new ReadResponse().setId(found.id).setInputs(toStruct(found.inputs)).setProperties(toStruct(found.outputs))
        : new ReadResponse();
    }),
    update: unary((request: UpdateRequest, peer) => {
      const target = { urn: request.getUrn(), id: request.getId() };
      const inputs = fromStruct(request.getNews());
      const outputs = request.getPreview()
        ? previewUpdate(configuredBy(peer), models, target, inputs, fromStruct(request.getOlds()))
        : update(configuredBy(peer), models, target, inputs).outputs;
      return new UpdateResponse().setProperties(toStruct(outputs));
    }),
    delete: unary((request: DeleteRequest, peer) => {
      remove(configuredBy(peer), models, { urn: request.getUrn(), id: request.getId() });
      return new Empty();
    }),
  };
}

function checkResource(models: Models, configured: Configured, request: CheckRequest) {
  const { type, name } = parseUrn(request.getUrn());
  const inputs = fromStruct(request.getNews());
  const checked = check(models.resource(type), models.schema, {
    inputs,
    oldInputs: fromStruct(request.getOlds()),
    name,
    autonaming: autonamingOf(request.getAutonaming()),
    world: worldOf(configured, plainProps(inputs)),
  });
  return checkReply(checked.inputs, checked.failures, (property) => `Examine values at '${name}.${property}'.`);
}

function autonamingOf(options: CheckRequest.AutonamingOptions | undefined): AutonamingRequest | undefined {
  const { Mode } = CheckRequest.AutonamingOptions;
  const modes = { [Mode.PROPOSE]: "propose", [Mode.ENFORCE]: "enforce", [Mode.DISABLE]: "disable" } as const;
  return options && { mode: modes[options.getMode()], name: options.getProposedName() };
}

function diffResource(models: Models, request: DiffRequest) {
  const model = models.resource(parseUrn(request.getUrn()).type);
  const inputs = fromStruct(request.getNews());
  const changes = withoutIgnored(
    compare(plainProps(fromStruct(request.getOldInputs())), plainProps(inputs)),
    request.getIgnorechangesList(),
  );
  const replacing = new Set(changes.filter((change) => touchesImmutable(change, model.immutable ?? [])));
  // Under a name that the program gives, the new resource can't exist beside the old one.
  const sameName = model.autoname !== undefined && isNamedByProgram(model.autoname, inputs);
  return diffReply({ changes, replacing, deleteBeforeReplace: model.deleteBeforeReplace || sameName });
}
