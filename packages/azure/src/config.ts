import { z } from "zod";

const GROUP = "the name of an existing resource group: 1 to 90 letters, digits and -_.(), not ending in a full stop";

/** The section `isobar:azure` of the stack's config. */
export const config = z.strictObject({
  /** An existing resource group for everything but data; then none is made. */
  resourceGroup: z
    .string({ error: GROUP })
    .regex(/^[-\w.()]{0,89}[-\w()]$/, GROUP)
    .optional(),
});
