import type { FunctionModel } from "@isobar/sandbox";
import { projectOf, text } from "../cloud";
import { inProject } from "../permissions";
import { PROJECT_NUMBER } from "../project";

export const getProject: FunctionModel = {
  token: "gcp:organizations/getProject:getProject",
  permissions: ({ projectId }) => [inProject(projectId, ["resourcemanager.projects.get"])],
  call(args, world) {
    const projectId = text(args.projectId) ?? projectOf(args, world);
    return { id: `projects/${projectId}`, projectId, name: projectId, number: PROJECT_NUMBER };
  },
};
