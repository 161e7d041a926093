import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { IMAGE, Landscape, LINUX, obeys } from "./landscape.test";

const token = "compute:VirtualMachine";
const id = "/subscriptions/s";
const base64 = Buffer.from("#!/bin/sh").toString("base64");
const diagnosed = (storageUri: string) => ({ diagnosticsProfile: { bootDiagnostics: { enabled: true, storageUri } } });
const stored = (image: Props) => ({ storageProfile: { imageReference: image, osDisk: { createOption: "FromImage" } } });
const told = (notBeforeTimeout: string) => ({
  scheduledEventsProfile: { terminateNotificationProfile: { enable: true, notBeforeTimeout } },
});
const linux = (change: Props, more: Props = {}) => ({
  osProfile: { ...LINUX, ...more, linuxConfiguration: { ...LINUX.linuxConfiguration, ...change } },
});
const WINDOWS = {
  publisher: "MicrosoftWindowsServer",
  offer: "WindowsServer",
  sku: "2022-datacenter-g2",
  version: "latest",
};
const windows = (change: Props = {}) => ({
  ...stored(WINDOWS),
  osProfile: { adminUsername: "john.doe", adminPassword: "Corr3ct-Horse", computerName: "web", ...change },
});
const CONFIDENTIAL = {
  ...stored(IMAGE),
  securityProfile: { securityType: "ConfidentialVM", uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } },
};
const PATCHED = { patchMode: "AutomaticByPlatform", automaticByPlatformSettings: { rebootSetting: "IfRequired" } };

describe("settings of machines of the simulated Azure", () => {
  obeys({
    "put them in one place": {
      token,
      accepts: [{ zones: undefined, availabilitySet: { id } }, { host: { id } }],
      refuses: [
        { availabilitySet: { id } },
        { zones: undefined, availabilitySet: { id }, virtualMachineScaleSet: { id } },
        { host: { id }, hostGroup: { id } },
      ],
      text: /cannot have both (zones|virtualMachineScaleSet|host) and (availabilitySet|hostGroup)/,
    },
    "give them data in Base64": {
      token,
      accepts: { userData: base64 },
      refuses: { userData: "#!/bin/sh" },
      text: /User data must be in Base64/,
    },
    "write what they say to an address": {
      token,
      accepts: diagnosed("https://account.blob.core.windows.net/"),
      refuses: diagnosed("account"),
      text: /'bootDiagnostics\.storageUri' is invalid/,
    },
    "name versions of images": {
      token,
      accepts: stored({ ...IMAGE, version: "24.04.202409120" }),
      refuses: stored({ ...IMAGE, version: "24.04" }),
      text: /'24\.04' of parameter 'imageReference\.version' is invalid/,
    },
    "wait for some minutes": {
      token,
      accepts: [{ extensionsTimeBudget: "PT1H30M" }, told("PT15M")],
      refuses: [{ extensionsTimeBudget: "PT5M" }, { extensionsTimeBudget: "90" }, told("PT16M")],
      text: /is not between (15 and 120|5 and 15) minutes/,
    },
    "name licenses of their system": {
      token,
      accepts: [{ licenseType: "UBUNTU_PRO" }, { ...windows(), licenseType: "Windows_Server" }],
      refuses: [{ licenseType: "Windows_Server" }, { licenseType: "Free" }, { ...windows(), licenseType: "RHEL_BYOS" }],
      text: /License type \w+ cannot be specified/,
    },
    "patch with the agent": {
      token,
      accepts: linux({ provisionVMAgent: true, patchSettings: PATCHED }),
      refuses: [
        linux({ provisionVMAgent: false, patchSettings: PATCHED }),
        linux({ patchSettings: { ...PATCHED, patchMode: "ImageDefault" } }),
        linux({ patchSettings: { patchMode: "AutomaticByOS" } }),
      ],
      text: /where provisionVMAgent is false|only with patch mode AutomaticByPlatform|"AutomaticByOS" to type/,
    },
    "extend with the agent": {
      token,
      accepts: linux({ provisionVMAgent: false }, { allowExtensionOperations: false }),
      refuses: linux({ provisionVMAgent: false }, { allowExtensionOperations: true }),
      text: /allowExtensionOperations cannot be true/,
    },
    "are of one system": {
      token,
      accepts: windows({ windowsConfiguration: { timeZone: "UTC" } }),
      refuses: { osProfile: { ...LINUX, windowsConfiguration: {} } },
      text: /'osProfile\.windowsConfiguration' is not allowed/,
    },
    "hide memory where sizes can": {
      token,
      accepts: { ...CONFIDENTIAL, hardwareProfile: { vmSize: "Standard_DC2as_v5" } },
      refuses: CONFIDENTIAL,
      text: /'Standard_D2ls_v5' is not supported .*'ConfidentialVM'/,
    },
    "of Windows have names and passwords of its own": {
      token,
      accepts: [windows(), windows({ adminPassword: `Corr3ct-${"x".repeat(100)}` })],
      refuses: [
        windows({ computerName: "a".repeat(16) }),
        windows({ adminUsername: "john." }),
        windows({ adminPassword: "Sh0rt-x" }),
      ],
      text: /more than 15 characters|Admin Username specified is not allowed|between 8-123 characters/,
    },
  });

  it("tell the system of the disk", () => {
    const systemOf = (change: Props) => JSON.stringify(new Landscape().make(token, change).outputs.storageProfile);
    assert.match(systemOf(windows()), /"osType":"Windows"/);
    assert.match(systemOf({}), /"osType":"Linux"/);
  });
});

describe("identities in the simulated Azure", () => {
  const users = ({ identity }: Landscape, type: string) => ({
    identity: { type, userAssignedIdentities: [identity.id] },
  });
  obeys({
    "are what their type says": {
      token,
      accepts: [
        { identity: { type: "SystemAssigned" } },
        (land) => users(land, "UserAssigned"),
        (land) => users(land, "SystemAssigned,UserAssigned"),
      ],
      refuses: [
        { identity: { type: "UserAssigned" } },
        { identity: { type: "Mine" } },
        (land) => users(land, "SystemAssigned"),
      ],
      text: /FailedIdentityOperation.*The identity type '\w+' (must have|cannot have|is not valid)/,
    },
  });

  it("are told with their principals, which stay", () => {
    const land = new Landscape();
    const made = land.make(token, users(land, "SystemAssigned, UserAssigned"));
    const { principalId, userAssignedIdentities } = made.outputs.identity as Props;
    const { clientId, principalId: theirs } = land.identity.outputs;
    assert.match(String(principalId), /^[0-9a-f-]{36}$/);
    assert.deepEqual(userAssignedIdentities, { [land.identity.id]: { clientId, principalId: theirs } });
    assert.deepEqual(land.cloud.update(made, { tags: { a: "b" } }).outputs.identity, made.outputs.identity);
  });
});
