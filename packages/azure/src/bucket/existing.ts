import type { BucketParts, Scope } from "@isobar/core/driver";
import { getStorageAccountOutput } from "@pulumi/azure-native/storage/getStorageAccount";
import { interpolate, type Output } from "@pulumi/pulumi";
import { isOfType, parseResourceId } from "../ids";

const CONTAINER = "Microsoft.Storage/storageAccounts/blobServices/containers";

interface Place {
  readonly resourceGroup: string;
  readonly account: string;
  readonly container: string;
}

/** A container that something else made, by its resource id or as `<account>/<container>` in the config's group. */
export function existingBucket(scope: Scope, physicalName: Output<string>, defaultContainer: string): BucketParts {
  const place = physicalName.apply((name) => placeOf(scope, name, defaultContainer));
  const account = getStorageAccountOutput(
    { resourceGroupName: place.resourceGroup, accountName: place.account },
    scope.invoke,
  );
  const endpoint = account.primaryEndpoints.blob;
  return {
    bucketName: place.account,
    endpoint,
    url: interpolate`${endpoint}${place.container}`,
    id: interpolate`${account.id}/blobServices/default/containers/${place.container}`,
  };
}

function placeOf(scope: Scope, name: string, defaultContainer: string): Place {
  const id = parseResourceId(name);
  if (isOfType(id, CONTAINER)) {
    const [account = "", , container = ""] = id.names;
    return { resourceGroup: id.resourceGroup, account, container };
  }
  const { resourceGroup } = scope.target.section;
  const [, account, container = defaultContainer] = /^([a-z0-9]{3,24})(?:\/([a-z0-9-]{3,63}))?$/.exec(name) ?? [];
  if (account && typeof resourceGroup === "string") return { resourceGroup, account, container };
  throw scope.plan.refusal("physicalName", "does not tell where the container is", {
    given: name,
    allowed: `its resource id /subscriptions/…/blobServices/default/containers/<container>, or <account>/<container> together with isobar:azure.resourceGroup`,
    fix: "see the id with: az resource list --resource-type Microsoft.Storage/storageAccounts --query [].id",
  });
}
