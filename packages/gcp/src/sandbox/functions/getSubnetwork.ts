import { type FunctionModel, Refusal } from "@isobar/sandbox";
import { pathOf, projectOf, regionOf } from "../cloud";
import { inProject, projectIn } from "../permissions";

export const getSubnetwork: FunctionModel = {
  token: "gcp:compute/getSubnetwork:getSubnetwork",
  permissions: ({ project, selfLink }) => [inProject(projectIn(selfLink) ?? project, ["compute.subnetworks.get"])],
  call(args, world) {
    const collection = `regions/${regionOf(args, world)}/subnetworks`;
    const id = pathOf(args.selfLink ?? args.name, projectOf(args, world), collection);
    const found = world.find("gcp:compute/subnetwork:Subnetwork", id)?.outputs;
    if (!found) throw new Refusal(`Subnetwork Not Found : ${id.split("/").at(-1)}: "${id}" not found`);
    const { name, project, region, network, selfLink, ipCidrRange, gatewayAddress, subnetworkId } = found;
    return {
      ...{ id, name, project, region, network, selfLink, ipCidrRange, gatewayAddress, subnetworkId },
      description: found.description ?? "",
      privateIpGoogleAccess: found.privateIpGoogleAccess,
      stackType: found.stackType,
      secondaryIpRanges: found.secondaryIpRanges,
      ...{ externalIpv6Prefix: "", internalIpv6Prefix: "", ipv6AccessType: "" },
    };
  },
  invent: ({ name, selfLink }) => ({ name, selfLink, ipCidrRange: "10.0.0.0/20" }),
};
