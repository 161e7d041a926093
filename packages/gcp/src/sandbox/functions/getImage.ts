import { type FunctionModel, type Props, Refusal } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { projectOf, selfLink, text } from "../cloud";
import { lookupPermissions } from "../images";

const RELEASE = "v20260801";
const GIB = 1_073_741_824;

/** Families of public images that the catalogue knows, each with one image; undefined for a project of the user's. */
function families(project: string): string[] | undefined {
  const known = catalogue();
  const images = known.imageNames().flatMap((name) => [known.image(name, "amd64"), known.image(name, "arm64")]);
  const ways = images.flatMap((image) => (image ? [image, ...image.others] : []));
  const own = ways.filter(({ owner }) => owner === project).map(({ identifier }) => identifier);
  return own.length > 0 ? own : undefined;
}

/** The family that is asked for; a project that the catalogue does not know is taken to have every one. */
function familyOf(args: Props, project: string): string | undefined {
  const known = families(project);
  if (!known) return text(args.family);
  return known.find((name) => name === args.family || `${name}-${RELEASE}` === args.name);
}

export const getImage: FunctionModel = {
  token: "gcp:compute/getImage:getImage",
  permissions: lookupPermissions,
  call(args, world) {
    const project = projectOf(args, world);
    const family = familyOf(args, project);
    if (family === undefined) {
      throw new Refusal(`Image Not Found : projects/${project}/global/images/${args.name ?? `family/${args.family}`}`);
    }
    const name = `${family}-${RELEASE}`;
    const id = `projects/${project}/global/images/${name}`;
    return {
      ...args,
      id,
      name,
      family,
      project,
      selfLink: selfLink(id),
      description: "",
      diskSizeGb: 10,
      archiveSizeBytes: 2 * GIB,
      creationTimestamp: "2026-08-01T00:00:00.000-07:00",
      imageId: "4611686018427387904",
      labelFingerprint: "42WmSpB8rSM=",
      labels: {},
      licenses: [],
      status: "READY",
      ...{
        imageEncryptionKeySha256: "",
        sourceDisk: "",
        sourceDiskEncryptionKeySha256: "",
        sourceDiskId: "",
        sourceImageId: "",
      },
    };
  },
};
