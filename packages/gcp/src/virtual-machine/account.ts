import type { Scope } from "@isobar/core/driver";
import { Account } from "@pulumi/gcp/serviceaccount/account";
import { runtime } from "@pulumi/pulumi";
import { serviceAccountName } from "../names";

/** "REST Resource: projects.serviceAccounts": the most bytes of UTF-8. */
const MAX_DISPLAY_NAME = 100;

/**
 * Makes a service account, which has no rights before it is granted some.
 *
 * @param suffix Short, because a service account's id has only 30 characters.
 * @param purpose Comes before the machine's name in what people see.
 */
export function serviceAccount(scope: Scope, role: string, suffix: string, purpose = ""): Account {
  const displayName = `${purpose}${scope.name} of ${runtime.getProject()}/${runtime.getStack()}`;
  const args = {
    accountId: scope.physicalName(serviceAccountName, suffix),
    displayName: shortened(displayName, MAX_DISPLAY_NAME),
  };
  return scope.child(role, Account, args, { suffix });
}

/** The first characters of a text that together have no more bytes than that. */
function shortened(text: string, maxBytes: number): string {
  let kept = "";
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > maxBytes) break;
    kept += character;
  }
  return kept;
}
