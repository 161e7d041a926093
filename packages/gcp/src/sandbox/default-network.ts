import type { Props } from "@isobar/sandbox";
import { addressAt, type Range, rangeOf } from "@isobar/sandbox/ranges";
import { selfLink } from "./cloud";
import { networkSettings } from "./models/network";

const NAME = "default";
/** "Subnets": one of the ranges that networks of auto mode give their subnetworks. */
export const AUTO_RANGE = "10.128.0.0/20";

/** "VPC networks": each new project has a network of auto mode, unless its organization forbids that. */
function network(project: string): Props {
  const id = "1000000000000000001";
  return {
    ...{ name: NAME, project, description: "Default network for the project" },
    ...{ selfLink: selfLink(`projects/${project}/global/networks/${NAME}`), networkId: id, numericId: id },
    ...networkSettings({}),
  };
}

function subnetwork(project: string, region: string): Props {
  const link = (path: string) => selfLink(`projects/${project}/${path}/${NAME}`);
  return {
    ...{ name: NAME, project, region, network: link("global/networks"), ipCidrRange: AUTO_RANGE },
    ...{ selfLink: link(`regions/${region}/subnetworks`), subnetworkId: 1_000_000_000_000_002 },
    ...{ gatewayAddress: addressAt(rangeOf(AUTO_RANGE) as Range, 1), privateIpGoogleAccess: false },
    ...{ purpose: "PRIVATE", stackType: "IPV4_ONLY", secondaryIpRanges: [] },
  };
}

const PATH = /^projects\/([^/]+)\/(?:global\/networks|regions\/([^/]+)\/subnetworks)\/default$/;

/** The network and the subnetworks that a project has from the beginning. */
export function initial(type: string, id: string): { readonly inputs: Props; readonly outputs: Props } | undefined {
  const [, project, region] = PATH.exec(id) ?? [];
  if (project === undefined) return undefined;
  const is = region === undefined ? "gcp:compute/network:Network" : "gcp:compute/subnetwork:Subnetwork";
  if (type !== is) return undefined;
  const outputs = {
    deletionPolicy: "DELETE",
    ...(region === undefined ? network(project) : subnetwork(project, region)),
  };
  const { name, network: joined, ipCidrRange } = outputs as Props;
  return { inputs: { name, project, ...(region !== undefined && { region, network: joined, ipCidrRange }) }, outputs };
}
