import type { ProviderSettings } from "@isobar/core/driver";
import { type Input, output, type ProviderResource } from "@pulumi/pulumi";

const BOOLEANS: ReadonlySet<string> = new Set([
  "addPulumiAttributionLabel",
  "disableGooglePartnerName",
  "preferGlobalEndpoints",
  "preferRegionalEndpoints",
  "userProjectOverride",
]);

/** The provider of one target. The stack's `gcp:` config becomes its arguments, which take no text for a boolean. */
export function createProvider(name: string, settings: ProviderSettings): ProviderResource {
  const { Provider } = require("@pulumi/gcp/provider") as typeof import("@pulumi/gcp/provider");
  const { region, zone, account, config } = settings;
  const typed = Object.entries(config).map(([key, value]) => [key, BOOLEANS.has(key) ? boolean(value) : value]);
  return new Provider(name, {
    ...Object.fromEntries(typed),
    region,
    ...(zone === undefined ? {} : { zone }),
    ...(account === undefined ? {} : { project: account }),
  });
}

function boolean(value: Input<unknown>): Input<unknown> {
  const text = output(value as Input<string>);
  return text.apply((given) => (given === "true" || given === "false" ? given === "true" : given));
}
