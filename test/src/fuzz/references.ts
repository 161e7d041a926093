import type { CloudName } from "../pairwise/places.js";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/data/providers`;
const CONTAINER = `${GROUP}/Microsoft.Storage/storageAccounts/data/blobServices/default/containers/data`;
const NETWORK = `${GROUP}/Microsoft.Network/virtualNetworks/net`;

/** What a program can name without making it, right in form on each cloud. */
export const REFERENCES = {
  aws: {
    bucketId: "arn:aws:s3:::data",
    bucketRole: "bucket",
    physicalName: "data",
    principal: { account: "123456789012", id: "arn:aws:iam::123456789012:role/x" },
    network: { id: "vpc-1", publicSubnets: ["subnet-1"], privateSubnets: ["subnet-2"] },
  },
  gcp: {
    bucketId: "data",
    bucketRole: "bucket",
    physicalName: "data",
    principal: { account: "my-project", id: "x@my-project.iam.gserviceaccount.com" },
    network: { id: "net", publicSubnets: ["net"], privateSubnets: ["net"] },
  },
  azure: {
    bucketId: CONTAINER,
    bucketRole: "account",
    physicalName: CONTAINER,
    principal: { account: SUBSCRIPTION, id: SUBSCRIPTION },
    network: { id: NETWORK, publicSubnets: [`${NETWORK}/subnets/a`], privateSubnets: [`${NETWORK}/subnets/b`] },
  },
} as const satisfies Readonly<Record<CloudName, object>>;

export function principalOf(cloud: CloudName) {
  return { cloud, kind: "machine", ...REFERENCES[cloud].principal };
}
