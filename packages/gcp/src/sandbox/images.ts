import type { Permission, Props } from "@isobar/sandbox";
import { catalogue } from "./catalogue";
import { forGiven, inProject, projectIn, verbs } from "./permissions";

/** Projects of images that the catalogue knows. "Public images": everybody may use them. */
function isPublic(project: string): boolean {
  const known = catalogue();
  const images = known.imageNames().flatMap((name) => [known.image(name, "amd64"), known.image(name, "arm64")]);
  return images.some((image) => image && [image, ...image.others].some(({ owner }) => owner === project));
}

/** What a disk's image needs, named as the provider takes it: a link, a path, `project/family`, or a mere name. */
export function imagePermissions(image: unknown): Permission[] {
  if (typeof image !== "string" || image === "") return [];
  const project = projectIn(image) ?? /^(?!family\/)([^/]+)\/[^/]+$/.exec(image)?.[1];
  if (project !== undefined && isPublic(project)) return [];
  return [inProject(project, verbs("compute.images", "get", "getFromFamily", "useReadOnly"))];
}

/** What a look-up of an image needs. */
export function lookupPermissions(args: Props): Permission[] {
  if (typeof args.project === "string" && isPublic(args.project)) return [];
  const actions = forGiven(args, {
    family: ["compute.images.getFromFamily"],
    filter: ["compute.images.list"],
    name: ["compute.images.get"],
  });
  return [inProject(args.project, actions)];
}
