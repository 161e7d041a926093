import { type FunctionModel, Refusal } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { projectOf, regionOf } from "../cloud";
import { inProject } from "../permissions";

export const getZones: FunctionModel = {
  token: "gcp:compute/getZones:getZones",
  permissions: ({ project }) => [inProject(project, ["compute.zones.list"])],
  call(args, world) {
    const region = regionOf(args, world);
    const project = projectOf(args, world);
    const known = catalogue().region(region);
    if (!known)
      throw new Refusal(`googleapi: Error 404: The resource 'projects/${project}/regions/${region}' was not found`);
    const names = args.status === "DOWN" ? [] : [...(known.zones ?? [])].sort();
    return { ...args, id: `projects/${project}/regions/${region}`, names, project, region };
  },
};
