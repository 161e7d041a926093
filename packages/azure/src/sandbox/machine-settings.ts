import type { Props } from "@isobar/sandbox";
import { imageOf, sizeOf } from "./offers";
import { firstRefusal, type Refusal, refusal, valuesAt } from "./refusal";

const invalid = (message: string) => refusal(400, "InvalidParameter", message);

/** "Virtual Machines - Create Or Update": what its settings demand of each other. */
export function refuseSettings(inputs: Props): Refusal {
  return (
    refusePlacement(inputs) ??
    refuseTexts(inputs) ??
    refuseTimes(inputs) ??
    refuseLicense(inputs) ??
    refusePatches(inputs) ??
    refuseSystem(inputs) ??
    refuseSecurity(inputs)
  );
}

/** "Availability options for Azure Virtual Machines", and what the page says of host and virtualMachineScaleSet. */
const APART: readonly (readonly [string, string])[] = [
  ["zones", "availabilitySet"],
  ["virtualMachineScaleSet", "availabilitySet"],
  ["host", "hostGroup"],
];

function refusePlacement(inputs: Props): Refusal {
  const has = (property: string) => valuesAt(inputs, property).length > 0;
  const [one, other] = APART.find((pair) => pair.every(has)) ?? [];
  if (one === undefined) return undefined;
  return refusal(400, "BadRequest", `Virtual Machine ${inputs.vmName} cannot have both ${one} and ${other}.`);
}

function refuseTexts(inputs: Props): Refusal {
  const { userData } = inputs;
  if (
    userData !== undefined &&
    !/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(String(userData))
  ) {
    return invalid("User data must be in Base64 encoding.");
  }
  const [uri] = valuesAt(inputs, "diagnosticsProfile.bootDiagnostics.storageUri");
  if (uri !== undefined && !/^https?:\/\/\S+$/.test(String(uri))) {
    return invalid(`The value '${uri}' of parameter 'bootDiagnostics.storageUri' is invalid.`);
  }
  const [version] = valuesAt(inputs, "storageProfile.imageReference.version").map(String);
  if (version === undefined || /^(latest|\d+\.\d+\.\d+)$/i.test(version)) return undefined;
  return invalid(`The value '${version}' of parameter 'imageReference.version' is invalid.`);
}

/** Minutes that each may have. */
const MINUTES: Readonly<Record<string, readonly [number, number]>> = {
  extensionsTimeBudget: [15, 120],
  "scheduledEventsProfile.terminateNotificationProfile.notBeforeTimeout": [5, 15],
};

function refuseTimes(inputs: Props): Refusal {
  return firstRefusal(Object.entries(MINUTES), ([path, [least, most]]) => {
    const [text] = valuesAt(inputs, path);
    if (text === undefined) return undefined;
    const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(String(text)) ?? [];
    const all = 60 * Number(hours) + Number(minutes);
    if (all >= least && all <= most) return undefined;
    return invalid(`The value '${text}' of parameter '${path}' is not between ${least} and ${most} minutes.`);
  });
}

/** hashicorp/terraform-provider-azurerm, linux_virtual_machine and windows_virtual_machine: license_type. */
const LICENSES = {
  Linux: /^(None|RHEL_|SLES_|UBUNTU)/i,
  Windows: /^(None|Windows_Client|Windows_Server)$/i,
};

function refuseLicense(inputs: Props): Refusal {
  const { licenseType } = inputs;
  const system = systemOf(inputs);
  if (licenseType === undefined) return undefined;
  const allowed = system ? [LICENSES[system]] : Object.values(LICENSES);
  if (allowed.some((pattern) => pattern.test(String(licenseType)))) return undefined;
  return invalid(`License type ${licenseType} cannot be specified for the virtual machine ${inputs.vmName}.`);
}

/** The system that a machine's profile or the catalogue's image, all of which are of Linux, tells. */
export function systemOf(inputs: Props): "Linux" | "Windows" | undefined {
  if (imageOf(inputs) || valuesAt(inputs, "osProfile.linuxConfiguration").length > 0) return "Linux";
  const [named] = valuesAt(inputs, "storageProfile.osDisk.osType").map((it) => String(it).toLowerCase());
  const [publisher = ""] = valuesAt(inputs, "storageProfile.imageReference.publisher").map(String);
  const tells = valuesAt(inputs, "osProfile.windowsConfiguration").length > 0 || /^MicrosoftWindows/i.test(publisher);
  if (named === "windows" || tells) return "Windows";
  return named === "linux" ? "Linux" : undefined;
}

/** "Virtual Machines - Create Or Update", patchSettings and allowExtensionOperations: what needs the agent. */
function refusePatches({ osProfile }: Props): Refusal {
  return firstRefusal(["linuxConfiguration", "windowsConfiguration"], (property) => {
    const [configuration] = valuesAt(osProfile, property) as Props[];
    const [mode] = valuesAt(configuration, "patchSettings.patchMode");
    const [settings] = valuesAt(configuration, "patchSettings.automaticByPlatformSettings");
    const noAgent = configuration?.provisionVMAgent === false;
    if (mode === "AutomaticByPlatform" && noAgent) {
      return invalid("Patch mode AutomaticByPlatform cannot be set where provisionVMAgent is false.");
    }
    if (settings !== undefined && mode !== "AutomaticByPlatform") {
      return invalid("automaticByPlatformSettings can be set only with patch mode AutomaticByPlatform.");
    }
    if (!noAgent || (osProfile as Props).allowExtensionOperations !== true) return undefined;
    return invalid("allowExtensionOperations cannot be true where provisionVMAgent is false.");
  });
}

function refuseSystem(inputs: Props): Refusal {
  if (valuesAt(inputs, "osProfile.windowsConfiguration").length === 0) return undefined;
  if (systemOf(inputs) === "Windows") return undefined;
  return invalid("The property 'osProfile.windowsConfiguration' is not allowed for a system of Linux.");
}

/** "About Azure confidential VMs": sizes. */
function refuseSecurity(inputs: Props): Refusal {
  const [kind] = valuesAt(inputs, "securityProfile.securityType");
  if (kind !== "ConfidentialVM" || /^Standard_(DC|EC|NCC)/i.test(sizeOf(inputs))) return undefined;
  return refusal(
    400,
    "BadRequest",
    `The VM size '${sizeOf(inputs)}' is not supported for creation of VMs with security type 'ConfidentialVM'.`,
  );
}
