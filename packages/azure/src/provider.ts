import { IsobarError, type ProviderSettings } from "@isobar/core/driver";
import { Provider, type ProviderArgs } from "@pulumi/azure-native/provider";
import { type Input, type Output, output, type ProviderResource } from "@pulumi/pulumi";
import { SUBSCRIPTION } from "./ids";

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
  refuseSubscription(account);
  return new Provider(name, {
    environment: output(region).apply((known) => environmentOf(partitionOf(known))),
    ...config,
    ...switches(config),
    location: region,
    ...(account === undefined ? {} : { subscriptionId: account }),
  });
}

/** One that `isobar:account` does not name was not checked yet, and the provider would find it out at the first call. */
function refuseSubscription(id: string | undefined): void {
  if (id === undefined || SUBSCRIPTION.test(id)) return;
  throw new IsobarError({
    where: "azure-native:subscriptionId",
    what: "it, or ARM_SUBSCRIPTION_ID in the environment, is no subscription id",
    given: id,
    allowed: "an id like 01234567-89ab-cdef-0123-456789abcdef",
    fix: "see it with: az account show --query id",
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
