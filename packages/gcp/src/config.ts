import { z } from "zod";

/** The section `isobar:gcp` of the stack's config; `gcp:` configures the provider. */
export const config = z.strictObject({
  /** The billing account that pays for the project: `isobar:budget.alarms` need it. */
  billingAccount: z
    .string()
    .regex(/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, "the id of a billing account, like 012345-6789AB-CDEF01")
    .optional(),
});

// "Creating and managing projects": 6 to 30 characters. Old projects of a domain have it in front.
const PROJECT = /^(?:[a-z0-9][a-z0-9.-]*\.[a-z]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

/** The id of a project, not its name or number. */
export const project = z
  .string()
  .regex(PROJECT, "a project id: 6 to 30 lower-case letters, digits and hyphens that start with a letter");
