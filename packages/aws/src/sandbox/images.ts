import { createHash } from "node:crypto";

/** The id of an image, always the same for one name in one region. */
export function imageId(region: string, name: string): string {
  return `ami-0${createHash("sha256").update(`${region}\0${name}`).digest("hex").slice(0, 16)}`;
}
