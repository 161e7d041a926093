import type { ProviderResource } from "@pulumi/pulumi";
import { z } from "zod";
import { commonShape } from "./inputs";
import { labelOf, refusable } from "./plan";
import type { Target } from "./target";
import { parse } from "./validate";

const schema = z.strictObject({ target: commonShape.target });

/**
 * The Pulumi provider of a target, for plain resources beside Isobar's: they go to the same place with the same
 * credentials, and are held back by the same refusals.
 *
 * @param target A name in `isobar:targets`, or a place written out. Default: the stack's.
 *
 * @example
 * new aws.sqs.Queue("jobs", {}, { provider: isobar.provider() });
 */
export function provider(target?: string | Target): ProviderResource {
  const name = typeof target === "string" ? target : "default";
  const label = labelOf("provider", name);
  return refusable((run) => {
    parse(schema, { target }, label);
    return run.target(target, label).provider;
  });
}
