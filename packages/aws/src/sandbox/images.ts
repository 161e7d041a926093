import { createHash } from "node:crypto";
import type { Image } from "@isobar/catalog";
import { knownImages } from "./zones";

/** The id of an image, always the same for one name in one region. */
export function imageId(region: string, name: string): string {
  return `ami-0${createHash("sha256").update(`${region}\0${name}`).digest("hex").slice(0, 16)}`;
}

const byRegion = new Map<string, ReadonlyMap<string, Image>>();

/** The image behind an id, if it is one that is known by name. */
export function imageOf(region: string, id: unknown): Image | undefined {
  const known = byRegion.get(region) ?? new Map(knownImages().flatMap((image) => idsOf(region, image)));
  byRegion.set(region, known);
  return known.get(String(id));
}

/** "Device names for volumes on Amazon EC2 instances": it differs by image; Ubuntu's and most others' is `/dev/sda1`. */
export function rootDeviceOf(region: string, id: unknown): string {
  return /^(amazon-linux|debian)/.test(imageOf(region, id)?.name ?? "") ? "/dev/xvda" : "/dev/sda1";
}

function idsOf(region: string, image: Image): [string, Image][] {
  return [image, ...image.others].map(({ kind, identifier, owner }) => {
    const name = kind === "ami-name-filter" ? `${owner}/${identifier}` : identifier;
    return [imageId(region, name), image];
  });
}
