import { createHash } from "node:crypto";

/** RFC 9562, appendix "Namespace IDs": names that are URLs. */
const URL_NAMESPACE = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

/**
 * The stable GUID under which Azure keeps a role assignment. It leaves the condition out, because there is at most one
 * assignment per scope, principal and role ("FAQ for Azure role assignment conditions"), whose condition is updated in
 * place.
 */
export function assignmentName(scope: string, principal: string, role: string): string {
  return uuidV5(URL_NAMESPACE, `${scope}/roleDefinitions/${role}/principals/${principal}`.toLowerCase());
}

/** A name-based UUID as in RFC 9562, section 5.5. */
export function uuidV5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll("-", ""), "hex");
  const hash = createHash("sha1").update(space).update(name).digest("hex");
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0b0011) | 0b1000).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}
