import type { Output } from "@pulumi/pulumi";
import { z } from "zod";

/** Who is given access, as plain data: it crosses stacks and languages. */
export interface PrincipalRef {
  /** The backend's name. */
  cloud: string;
  /** The account it belongs to: an AWS account, a GCP project, an Azure subscription. */
  account: string;
  kind: "machine" | "group" | "service-account" | "user";
  /** The cloud's own identifier: an AWS ARN, a GCP e-mail address, the object id of an Azure identity. */
  id: string;
}

/** A resource that can be given access to others. */
export interface Principal {
  readonly principal: Output<PrincipalRef>;
}

/** What access is given to, as plain data. */
export interface ResourceRef {
  /** The backend's name. */
  cloud: string;
  /** The kind of portable resource: `bucket`. */
  kind: string;
  /** The cloud's own identifier: an ARN, a bucket's name, a resource id. */
  id: string;
}

/**
 * What a principal may do. `read`: list and get. `write`: put, overwrite and delete, but not get. `read-write`: both.
 */
export type Access = "read" | "write" | "read-write";

export const ACCESS = ["read", "write", "read-write"] as const satisfies readonly Access[];

/** What happens to data when it leaves the program or the stack is destroyed. */
export type OnDelete = "retain" | "delete-if-empty" | "delete";

export const principalRefSchema = z.strictObject({
  cloud: z.string(),
  account: z.string(),
  kind: z.enum(["machine", "group", "service-account", "user"]),
  id: z.string(),
});

export const resourceRefSchema = z.strictObject({ cloud: z.string(), kind: z.string(), id: z.string() });
