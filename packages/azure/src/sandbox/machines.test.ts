import type { Props } from "@isobar/sandbox";
import { IMAGE, KEY, type Landscape, LINUX, obeys } from "./landscape.test";

const token = "compute:VirtualMachine";
const size = (vmSize: string) => ({ hardwareProfile: { vmSize } });
const profile = (change: Props) => ({ osProfile: { ...LINUX, ...change } });
const keys = (...publicKeys: Props[]) =>
  profile({ linuxConfiguration: { disablePasswordAuthentication: true, ssh: { publicKeys } } });
const password = (adminPassword?: string) =>
  profile({ adminPassword, linuxConfiguration: { disablePasswordAuthentication: false } });
const storage = (change: Props) => ({
  storageProfile: { imageReference: IMAGE, osDisk: { createOption: "FromImage" }, ...change },
});
const PATH = "/home/azureuser/.ssh/authorized_keys";
const RSA = `ssh-rsa ${Buffer.from("\0\0\0\x07ssh-rsa\0\0\0\x03aaa").toString("base64")} ada`;

describe("sizes of the simulated Azure", () => {
  obeys({
    "have names of a form": {
      token,
      accepts: [size("Standard_D2ls_v5"), size("Standard_Unheard_v99"), size("Standard_M8-2ms")],
      refuses: [size("m7i.large"), size("D2ls_v5")],
      text: /InvalidParameter.*The value .* provided for the VM size is not valid/,
    },
    "are those of their series": {
      token,
      accepts: [size("standard_d2LS_v5"), size("Standard_E4-2s_v5")],
      refuses: [size("Standard_D99_v5"), size("Standard_D3ls_v5")],
      text: /The value Standard_D\w+ provided for the VM size is not valid/,
    },
    "are offered where they are": {
      token,
      accepts: size("Standard_D2ls_v5"),
      refuses: size("Standard_HB120rs_v3"),
      region: "australiaeast",
      text: /SkuNotAvailable.*Standard_HB120rs_v3' is currently not available in location 'australiaeast'/,
    },
    "start images of their processors": {
      token,
      accepts: [
        size("Standard_D2ls_v5"),
        { ...size("Standard_D2pls_v5"), ...storage({ imageReference: { ...IMAGE, sku: "server-arm64" } }) },
      ],
      refuses: [size("Standard_D2pls_v5"), storage({ imageReference: { ...IMAGE, sku: "server-arm64" } })],
      text: /only supports a CPU Architecture of '(x64|Arm64)'/,
    },
    "start images of generation 2": {
      token,
      accepts: { ...size("Standard_D2_v5"), ...storage({}) },
      refuses: { ...size("Standard_D2_v3"), ...storage({}) },
      text: /'Standard_D2_v3' cannot boot Hypervisor Generation '2'/,
    },
    "have the disk controllers that they have": {
      token,
      accepts: [
        storage({ diskControllerType: "SCSI" }),
        { ...size("Standard_D2s_v6"), ...storage({ diskControllerType: "NVMe" }) },
      ],
      refuses: [
        storage({ diskControllerType: "NVMe" }),
        { ...size("Standard_D2s_v6"), ...storage({ diskControllerType: "SCSI" }) },
      ],
      text: /cannot be booted with DiskControllerType/,
    },
    "with a temporary disk don't become ones without": {
      token,
      before: size("Standard_D2ls_v5"),
      accepts: size("Standard_E2s_v5"),
      refuses: size("Standard_D2ds_v5"),
      text: /changing from resource disk to non-resource disk VM size/,
    },
  });
});

describe("interfaces of machines of the simulated Azure", () => {
  obeys({
    "are one at least": {
      token,
      accepts: {},
      refuses: [{ networkProfile: { networkInterfaces: [] } }, { networkProfile: undefined }],
      text: /'networkProfile\.networkInterfaces' is missing/,
    },
  });
});

describe("profiles of machines of the simulated Azure", () => {
  const text = Buffer.from("x".repeat(65_535)).toString("base64");
  obeys({
    "name an administrator": {
      token,
      accepts: {},
      refuses: profile({ adminUsername: undefined }),
      text: /Required parameter 'osProfile\.adminUsername' is missing/,
    },
    "name none of the users that everybody tries": {
      token,
      accepts: { osProfile: { ...LINUX, ...keys({ keyData: KEY }).osProfile, adminUsername: "ada" } },
      refuses: ["admin", "root", "Test1", "user"].map((adminUsername) => ({
        osProfile: { ...keys({ keyData: KEY }).osProfile, adminUsername },
      })),
      text: /The Admin Username specified is not allowed/,
    },
    "name a user as Linux does": {
      token,
      accepts: { osProfile: { ...keys({ keyData: KEY }).osProfile, adminUsername: "_a-1" } },
      refuses: ["a b", "1a", "x".repeat(65)].map((adminUsername) => ({
        osProfile: { ...keys({ keyData: KEY }).osProfile, adminUsername },
      })),
      text: /The Admin Username specified is not valid/,
    },
    "name a host": {
      token,
      accepts: [profile({ computerName: "web-1.example" }), profile({ computerName: "x".repeat(64) })],
      refuses: ["web_1", "a b!", "x".repeat(65), "123"].map((computerName) => profile({ computerName })),
      text: /Linux host name cannot exceed 64|cannot contain only numbers/,
    },
    "let somebody in": {
      token,
      accepts: [password("Secret-1"), keys({ path: PATH, keyData: KEY })],
      refuses: [
        password(),
        keys(),
        profile({ adminPassword: "Secret-1", linuxConfiguration: { disablePasswordAuthentication: true } }),
      ],
      text: /Authentication using either SSH or by user name and password must be enabled/,
    },
    "have passwords that are hard enough": {
      token,
      accepts: password("Secret-1"),
      refuses: [password("secret"), password("aB3"), password(`aB3${"x".repeat(70)}`)],
      text: /must be between 6-72 characters long/,
    },
    "have keys at their only place": {
      token,
      accepts: [keys({ path: PATH, keyData: KEY }), keys({ keyData: KEY })],
      refuses: keys({ path: "/etc/ssh/keys/ada", keyData: KEY }),
      text: /Destination path for SSH public keys is currently limited to its default value/,
    },
    "have RSA or Ed25519 keys": {
      token,
      accepts: [keys({ path: PATH, keyData: RSA }), keys({ path: PATH, keyData: KEY.replace(" ada", "") })],
      refuses: [
        "ssh-ed25519 AAAA discarded",
        "key",
        KEY.replace("ssh-ed25519", "ssh-rsa"),
        "ecdsa-sha2-nistp256 AAAA",
      ].map((keyData) => keys({ path: PATH, keyData })),
      text: /linuxConfiguration\.ssh\.publicKeys\.keyData is invalid/,
    },
    "carry 64 KiB of data": {
      token,
      accepts: profile({ customData: text }),
      refuses: [profile({ customData: `${text}AAAA` }), profile({ customData: "no Base64!" })],
      text: /Custom data in OSProfile must be in Base64/,
    },
  });
});

describe("changes of machines of the simulated Azure", () => {
  const spot = { priority: "Spot", evictionPolicy: "Deallocate", billingProfile: { maxPrice: -1 } };
  const nics = (land: Landscape, ...primary: boolean[]) => ({
    networkProfile: {
      networkInterfaces: primary.map((first, i) => ({
        id: land.make("network:NetworkInterface", {}, `n${i}`).id,
        primary: first,
      })),
    },
  });
  obeys({
    "leave its zone": {
      token,
      before: { zones: ["1"] },
      accepts: size("Standard_D4ls_v5"),
      refuses: { zones: ["2"] },
      text: /PropertyChangeNotAllowed.*'zones'/,
    },
    "leave its data, user, keys, host name and image": {
      token,
      before: { ...profile({ customData: "YQ==" }), vmName: "web" },
      accepts: { tags: { a: "b" } },
      refuses: [
        profile({ customData: "Yg==" }),
        profile({ customData: "YQ==", computerName: "other" }),
        { osProfile: { ...keys({ keyData: RSA }).osProfile, customData: "YQ==" } },
        {
          storageProfile: {
            imageReference: { ...IMAGE, sku: "minimal" },
            osDisk: { createOption: "FromImage", diskSizeGB: 30, managedDisk: { storageAccountType: "Premium_LRS" } },
          },
        },
        (land) => nics(land, true),
      ],
      text: /PropertyChangeNotAllowed.*'(osProfile|storageProfile|networkProfile)\./,
    },
    "leave the class of its disk": {
      token,
      before: storage({ osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } } }),
      accepts: { tags: { a: "b" } },
      refuses: storage({ osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Standard_LRS" } } }),
      text: /storage account type change through Virtual Machine/,
    },
    "leave it spot or not": {
      token,
      before: {},
      accepts: { tags: { a: "b" } },
      refuses: spot,
      text: /VMPriorityCannotBeApplied/,
    },
    "leave what becomes of a spot machine": {
      token,
      before: spot,
      accepts: { tags: { a: "b" } },
      refuses: [
        { evictionPolicy: "Delete" },
        { priority: "Regular", evictionPolicy: undefined, billingProfile: undefined },
      ],
      text: /PropertyChangeNotAllowed/,
    },
    "leave its price while it runs": {
      token,
      before: spot,
      accepts: { billingProfile: undefined },
      refuses: { billingProfile: { maxPrice: 1 } },
      text: /MaxPriceChangeNotAllowedForAllocatedVMs/,
    },
    "leave it with one primary interface": {
      token,
      accepts: (land) => nics(land, true, false),
      refuses: [(land) => nics(land, false, false), (land) => nics(land, true, true)],
      text: /one network interface set as the primary/,
    },
    "leave it with interfaces of its own": {
      token,
      accepts: {},
      refuses: (land) => ({ networkProfile: land.make(token, {}, "first").inputs.networkProfile }),
      text: /NicInUse.*is used by existing resource .*\/first/,
    },
  });
});

describe("spot machines of the simulated Azure", () => {
  const spot = { priority: "Spot", evictionPolicy: "Deallocate" };
  obeys({
    "alone have policies of eviction": {
      token,
      accepts: spot,
      refuses: { evictionPolicy: "Delete" },
      text: /EvictionPolicyCanBeSetOnlyOnAzureSpotVirtualMachines/,
    },
    "alone have prices": {
      token,
      accepts: { ...spot, billingProfile: { maxPrice: 0.5 } },
      refuses: { billingProfile: { maxPrice: 0.5 } },
      text: /MaxPriceIsSupportedOnlyForAzureSpotVirtualMachines/,
    },
    "have prices with five decimals, or none": {
      token,
      accepts: [-1, 0.00001].map((maxPrice) => ({ ...spot, billingProfile: { maxPrice } })),
      refuses: [0, -2, 0.000001].map((maxPrice) => ({ ...spot, billingProfile: { maxPrice } })),
      text: /MaxPriceValueInvalid/,
    },
    "are not burstable": {
      token,
      accepts: spot,
      refuses: [
        { ...spot, ...size("Standard_B2s") },
        { ...spot, ...size("Standard_D2s_v3_Promo") },
      ],
      text: /AzureSpotIsNotSupportedForThisVMSize/,
    },
    "are in no availability set": {
      token,
      accepts: { availabilitySet: { id: "/subscriptions/s" }, zones: undefined },
      refuses: { ...spot, availabilitySet: { id: "/subscriptions/s" }, zones: undefined },
      text: /AzureSpotVMNotSupportedInAvailabilitySet/,
    },
  });
});
