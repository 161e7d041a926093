import type { Scope } from "@isobar/core/driver";
import { z } from "zod";

/** An AWS account: `123456789012`. */
export const accountId = z.string().regex(/^\d{12}$/, "12 digits");

/** The section `isobar:aws` of the stack's config. */
export const config = z.strictObject({
  /** ARN of the policy that bounds every IAM role that Isobar makes, where an organisation asks for one. */
  permissionsBoundary: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/, "the ARN of an IAM policy")
    .optional(),
});

/** The checked section `isobar:aws` of a scope's target. */
export function settings(scope: Scope): z.output<typeof config> {
  return scope.target.section;
}
