import type { GrantSpec } from "@isobar/core/driver";

const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";
const BLOBS = `${CONTAINERS}/blobs`;

/**
 * The condition that narrows a role to blobs whose names begin so: "Example Azure role assignment conditions for Blob
 * Storage", read or list blobs with a path. A list must ask for the prefix; everything else goes by the blob's path.
 */
export function prefixCondition(prefix: string, access: GrantSpec["access"]): string {
  const reads = `(ActionMatches{'${BLOBS}/read'} AND NOT SubOperationMatches{'Blob.List'})`;
  const writes = ["write", "add/action", "delete"].map((action) => `(ActionMatches{'${BLOBS}/${action}'})`);
  const lists = `(ActionMatches{'${BLOBS}/read'} AND SubOperationMatches{'Blob.List'})`;
  const onBlobs = access === "read" ? [reads] : [reads, ...writes];
  return [
    only(onBlobs, `@Resource[${BLOBS}:path] StringStartsWith '${prefix}'`),
    only([lists], `@Request[${BLOBS}:prefix] StringStartsWith '${prefix}'`),
  ].join(" AND ");
}

/** The actions only where the expression is true; all others as they are. */
function only(actions: readonly string[], expression: string): string {
  return `((${actions.map((action) => `!${action}`).join(" AND ")}) OR (${expression}))`;
}
