import type { Image } from "@isobar/catalog";
import { NATIVE_IMAGE, type Scope } from "@isobar/core/driver";
import { getImageOutput } from "@pulumi/gcp/compute/getImage";
import { type Output, output } from "@pulumi/pulumi";

/** The newest image of the family that the catalogue names. */
export function resolveImage(scope: Scope, { kind, identifier, owner }: Image): Output<string> {
  if (kind === NATIVE_IMAGE) return output(identifier);
  return getImageOutput({ family: identifier, project: owner }, scope.invoke).selfLink;
}

/** "Shielded VM": the images of these projects are signed and boot by UEFI. */
const SIGNED = /(?:^|\/)projects\/(?:debian-cloud|ubuntu-os-cloud)\//;

/** Whether the machine can be sure to start with Secure Boot. */
export function bootsSecurely(image: string): boolean {
  return SIGNED.test(image);
}
