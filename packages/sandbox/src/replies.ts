import {
  CheckFailure as CheckFailureMessage,
  CheckResponse,
  DiffResponse,
  PropertyDiff,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Change } from "./diff.js";
import type { CheckFailure, Props } from "./model.js";
import { formatPath } from "./paths.js";
import { toStruct } from "./wire.js";

export interface DiffReply {
  readonly changes: readonly Change[];
  /** Those of the changes that replace the resource. */
  readonly replacing: ReadonlySet<Change>;
  readonly deleteBeforeReplace: boolean;
}

export function diffReply({ changes, replacing, deleteBeforeReplace }: DiffReply): DiffResponse {
  const response = new DiffResponse()
    .setChanges(changes.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE)
    .setDiffsList(topLevel(changes))
    .setReplacesList(topLevel(replacing))
    .setDeletebeforereplace(replacing.size > 0 && deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const change of changes) {
    const detail = new PropertyDiff().setKind(kindOf(change, replacing.has(change))).setInputdiff(true);
    response.getDetaileddiffMap().set(formatPath(change.path), detail);
  }
  return response;
}

function topLevel(changes: Iterable<Change>): string[] {
  return [...new Set(Array.from(changes, ({ path }) => String(path[0])))];
}

function kindOf({ kind }: Change, replaces: boolean): PropertyDiff.Kind {
  const { Kind } = PropertyDiff;
  switch (kind) {
    case "add":
      return replaces ? Kind.ADD_REPLACE : Kind.ADD;
    case "delete":
      return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
    case "update":
      return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
  }
}

/** Says where to look for a property, as a sentence. */
export type PlaceOf = (property: string) => string;

export function checkReply(inputs: Props, failures: readonly CheckFailure[], placeOf: PlaceOf): CheckResponse {
  return new CheckResponse()
    .setInputs(toStruct(inputs))
    .setFailuresList(failures.map((item) => failure(item, placeOf)));
}

/**
 * Like the real providers, names the property in the reason and not in the field of its own: the engine would print the
 * value there, and for a nested property the wrong one.
 */
export function failure({ property, reason }: CheckFailure, placeOf: PlaceOf): CheckFailureMessage {
  const sentence = /[.?]$/.test(reason) ? reason : `${reason}.`;
  return new CheckFailureMessage().setReason(property === "" ? reason : `${sentence} ${placeOf(property)}`);
}
