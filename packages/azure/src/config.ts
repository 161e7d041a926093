import { z } from "zod";

const GROUP = "the name of an existing resource group: 1 to 90 letters, digits and -_.(), not ending in a full stop";
const BASTION =
  "true, or the resource id of a Bastion host: /subscriptions/…/providers/Microsoft.Network/bastionHosts/…";

/** The section `isobar:azure` of the stack's config. */
export const config = z.strictObject({
  /** An existing resource group for everything but data; then none is made. */
  resourceGroup: z
    .string({ error: GROUP })
    .regex(/^[-\w.()]{0,89}[-\w()]$/, GROUP)
    .optional(),
  /**
   * A Bastion host for shells on private machines, which costs money by the hour: one in each network that is made, or
   * one that exists and reaches the machines' networks. Default: none.
   */
  bastion: z
    .union(
      [
        z.boolean(),
        z
          .string()
          .regex(
            /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/bastionHosts\/[^/]+$/i,
          ),
      ],
      { error: BASTION },
    )
    .optional(),
});
