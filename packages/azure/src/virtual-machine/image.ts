import { NATIVE_IMAGE, type Scope, type VirtualMachineDriver } from "@isobar/core/driver";
import type { compute } from "@pulumi/azure-native/types/input";
import { type Output, output } from "@pulumi/pulumi";

type Image = Parameters<VirtualMachineDriver["resolveImage"]>[1];

const URN = /^([^:/\s]+):([^:/\s]+):([^:/\s]+):([^:/\s]+)$/;

/**
 * The image's URN or resource id. A URN that ends in "latest" stays so: Azure resolves it when it makes a machine, and
 * never again.
 */
export function resolveImage(scope: Scope, { kind, identifier }: Image): Output<string> {
  if (kind !== NATIVE_IMAGE || URN.test(identifier) || identifier.startsWith("/")) return output(identifier);
  throw scope.plan.refusal("image.native.azure", "is neither a URN nor a resource id", {
    given: identifier,
    allowed:
      "publisher:offer:sku:version, or /subscriptions/…/images/…, /subscriptions/…/galleries/…, /communityGalleries/…",
  });
}

/** What a machine's storage profile takes. */
export function imageReference(image: string): compute.ImageReferenceArgs {
  const [, publisher, offer, sku, version] = URN.exec(image) ?? [];
  if (publisher && offer && sku && version) return { publisher, offer, sku, version };
  if (/^\/communityGalleries\//i.test(image)) return { communityGalleryImageId: image };
  return /^\/sharedGalleries\//i.test(image) ? { sharedGalleryImageId: image } : { id: image };
}
