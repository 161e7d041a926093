import type { Image } from "@isobar/catalog";
import { NATIVE_IMAGE, type Scope } from "@isobar/core/driver";
import { getImageOutput } from "@pulumi/gcp/compute/getImage";
import { type Output, output } from "@pulumi/pulumi";

/** The family that a native reference names, with its project in front or not. */
const FAMILY = /^(?:(?:https:\/\/.+\/)?projects\/([^/]+)\/)?(?:global\/images\/)?family\/([^/]+)$/;

/**
 * The newest image of the family that the catalogue or the user names. A family itself would not do as the machine's
 * image: the provider can't tell whether the image that the disk was made of belongs to it, and replaces the machine.
 */
export function resolveImage(scope: Scope, { kind, identifier, owner }: Image): Output<string> {
  if (kind !== NATIVE_IMAGE) return newestOf(scope, identifier, owner);
  const [, project, family] = FAMILY.exec(identifier) ?? [];
  return family === undefined ? output(identifier) : newestOf(scope, family, project);
}

function newestOf(scope: Scope, family: string, project: string | undefined): Output<string> {
  return getImageOutput({ family, ...(project === undefined ? {} : { project }) }, scope.invoke).selfLink;
}

/** "Shielded VM": the images of these projects are signed and boot by UEFI. */
const SIGNED = /(?:^|\/)projects\/(?:debian-cloud|ubuntu-os-cloud)\//;

/** Whether the machine can be sure to start with Secure Boot. */
export function bootsSecurely(image: string): boolean {
  return SIGNED.test(image);
}
