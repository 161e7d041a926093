import type { ProviderSettings } from "@isobar/core/driver";
import { Provider, type ProviderArgs } from "@pulumi/azure-native/provider";
import { type Input, type Output, output, type ProviderResource } from "@pulumi/pulumi";

/** Settings that are on or off; stack config hands them over as text. */
const SWITCHES = [
  "disableInstanceDiscovery",
  "disablePulumiPartnerId",
  "useDefaultAzureCredential",
  "useMsi",
  "useOidc",
] as const satisfies readonly (keyof ProviderArgs)[];

/** The provider's names for the clouds of regions that are not in the public one. */
const ENVIRONMENTS: Readonly<Record<string, string>> = { china: "china", usgov: "usgovernment" };

/**
 * The explicit provider of a target. Credentials that the config leaves out come from the environment or `az login`, and
 * the cloud from the region.
 */
export function createProvider(
  name: string,
  { region, account, config }: ProviderSettings,
  partitionOf: (region: string) => string | undefined,
): ProviderResource {
  return new Provider(name, {
    environment: output(region).apply((known) => environmentOf(partitionOf(known))),
    ...config,
    ...switches(config),
    location: region,
    ...(account === undefined ? {} : { subscriptionId: account }),
  });
}

function switches(config: ProviderSettings["config"]): ProviderArgs {
  const given = SWITCHES.filter((key) => config[key] !== undefined);
  return Object.fromEntries(given.map((key) => [key, isOn(config[key])]));
}

function isOn(value: Input<unknown>): Input<boolean> {
  if (typeof value === "string" || typeof value === "boolean") return String(value) === "true";
  return (output(value) as Output<unknown>).apply((known) => String(known) === "true");
}

/** The SDK's explicit provider takes "public" where none is given, whatever the environment says. */
function environmentOf(partition = "public"): string {
  const given = process.env.AZURE_ENVIRONMENT || process.env.ARM_ENVIRONMENT;
  return ENVIRONMENTS[partition] ?? (given || "public");
}
