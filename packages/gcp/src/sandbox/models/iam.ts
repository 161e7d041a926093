import type { Props, World } from "@isobar/sandbox";
import { props } from "../cloud";

/** Refuses service accounts of projects that the sandbox has, when it has not got the account. */
export function missingAccount(member: string, world: World): string | undefined {
  const [, email = "", project] = /^serviceAccount:([^@]+@([a-z0-9-]+)\.iam\.gserviceaccount\.com)$/.exec(member) ?? [];
  const accounts = world.list("gcp:serviceaccount/account:Account");
  if (!accounts.some(({ outputs }) => outputs.project === project)) return undefined;
  if (accounts.some(({ outputs }) => outputs.email === email)) return undefined;
  return `googleapi: Error 400: Service account ${email} does not exist., invalid`;
}

/** What the provider adds to the id of a member with a condition. */
export function conditionKey(inputs: Props): string {
  const { title, description, expression } = props(inputs.condition);
  return title === undefined ? "" : `/${title}/${description ?? ""}/${expression}`;
}
