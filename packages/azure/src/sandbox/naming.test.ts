import assert from "node:assert/strict";
import { Landscape, obeys } from "./landscape.test";

const long = (length: number) => "x".repeat(length);
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, "v"]));

describe("names in the simulated Azure", () => {
  obeys({
    "of networks have 2 to 64 characters": {
      token: "network:VirtualNetwork",
      accepts: [{ virtualNetworkName: "ab" }, { virtualNetworkName: long(64) }, { virtualNetworkName: "a.b-c_" }],
      refuses: [{ virtualNetworkName: "a" }, { virtualNetworkName: long(65) }, { virtualNetworkName: "-ab" }],
      text: /Code="InvalidResourceName" Message="Resource name .* is invalid/,
    },
    "of all else in networks have 1 to 80 characters, with a letter or digit first and none of - and . last": {
      token: "network:NetworkSecurityGroup",
      accepts: [{ networkSecurityGroupName: "a" }, { networkSecurityGroupName: long(80) }],
      refuses: [
        { networkSecurityGroupName: long(81) },
        { networkSecurityGroupName: "a-" },
        { networkSecurityGroupName: "a b" },
      ],
      text: /InvalidResourceName/,
    },
    "of machines have 1 to 64 characters": {
      token: "compute:VirtualMachine",
      accepts: [{ vmName: long(64) }, { vmName: "web.1" }],
      refuses: [{ vmName: long(65) }, { vmName: "web-" }, { vmName: "_web" }, { vmName: "we:b" }],
      text: /InvalidParameter.*The entity name 'vm\.name' is invalid/,
    },
    "of disks have 1 to 80 characters": {
      token: "compute:Disk",
      accepts: [{ diskName: long(80) }, { diskName: "a_" }],
      refuses: [{ diskName: long(81) }, { diskName: "a.b" }, { diskName: "a-" }],
      text: /InvalidParameter.*The entity name 'disk\.name' is invalid/,
    },
    "of containers are small letters, digits and single hyphens": {
      token: "storage:BlobContainer",
      accepts: [{ containerName: "a-1" }, { containerName: long(63) }, { containerName: "$web" }],
      refuses: ["a--b", "-ab", "Abc"].map((containerName) => ({ containerName })),
      text: /InvalidResourceName.*specified resource name contains invalid characters/,
    },
    "of accounts are no trademarks": {
      token: "storage:StorageAccount",
      accepts: { accountName: "mylogin" },
      refuses: ["ourwindows", "microsoftdata", "loginpage"].map((accountName) => ({ accountName })),
      text: /ReservedResourceName.*trademarked or reserved/,
    },
    "of identities have 3 to 128 characters": {
      token: "managedidentity:UserAssignedIdentity",
      accepts: [{ resourceName: "abc" }, { resourceName: long(128) }],
      refuses: ["ab", long(129), "-abc", "a.c"].map((resourceName) => ({ resourceName })),
      text: /InvalidResourceName/,
    },
    "of groups end in no period": {
      token: "resources:ResourceGroup",
      accepts: { resourceGroupName: "a.b" },
      refuses: { resourceGroupName: "a." },
      text: /InvalidResourceGroup/,
    },
    "of locks have at most 90 characters": {
      token: "authorization:ManagementLockByScope",
      accepts: { lockName: long(90) },
      refuses: [{ lockName: long(91) }, { lockName: "a/b" }],
      text: /InvalidLockName/,
    },
    "of workflows have at most 80 characters": {
      token: "logic:Workflow",
      accepts: { workflowName: long(80) },
      refuses: [{ workflowName: long(81) }, { workflowName: "a b" }],
      text: /InvalidResourceName/,
    },
  });

  it("are taken once in their place, whatever the case of their letters", () => {
    const land = new Landscape();
    land.make("resources:ResourceGroup", { resourceGroupName: "other" });
    const again = { networkSecurityGroupName: "NSG" };
    assert.throws(() => land.make("network:NetworkSecurityGroup", again), {
      message: /^cannot create already existing resource '\/subscriptions\/.*\/networkSecurityGroups\/NSG'$/,
    });
    land.make("network:NetworkSecurityGroup", { ...again, resourceGroupName: "other" });
    assert.throws(() => land.make("resources:ResourceGroup", { resourceGroupName: "G" }), /already existing resource/);
  });

  it("of accounts are taken once in the world", () => {
    const land = new Landscape();
    land.make("resources:ResourceGroup", { resourceGroupName: "other" });
    const { accountName } = land.account.inputs;
    assert.throws(
      () => land.make("storage:StorageAccount", { accountName, resourceGroupName: "other" }),
      /StorageAccountInAnotherResourceGroup/,
    );
    assert.throws(() => land.make("storage:StorageAccount", { accountName }), /already existing resource/);
    land.cloud.account = "another-subscription";
    land.make("resources:ResourceGroup", { resourceGroupName: "g" });
    assert.throws(() => land.make("storage:StorageAccount", { accountName }), /Code="StorageAccountAlreadyTaken"/);
  });
});

describe("tags in the simulated Azure", () => {
  const disks = { token: "compute:Disk" };
  obeys({
    "are at most 50": { ...disks, accepts: { tags: tags(50) }, refuses: { tags: tags(51) }, text: /maximum '50'/ },
    "have none of < > % & \\ ? / in their names": {
      ...disks,
      accepts: { tags: { "cost:center @ 1": "a/b" } },
      refuses: [{ tags: { "a/b": "" } }, { tags: { "a%": "" } }, { tags: { "a\\b": "" } }],
      text: /InvalidTagNameCharacters/,
    },
    "are named once, whatever the case": {
      ...disks,
      accepts: { tags: { team: "", teams: "" } },
      refuses: { tags: { team: "", Team: "" } },
      text: /'team' is given more than once/,
    },
    "have names of 512 characters": {
      ...disks,
      accepts: { tags: { [long(512)]: "" } },
      refuses: [{ tags: { [long(513)]: "" } }, { tags: { "": "" } }],
      text: /maximum of '512'/,
    },
    "of accounts have names of 128 characters": {
      token: "storage:StorageAccount",
      accepts: { tags: { [long(128)]: "" } },
      refuses: { tags: { [long(129)]: "" } },
      text: /maximum of '128'/,
    },
    "have values of 256 characters": {
      ...disks,
      accepts: { tags: { a: long(256) } },
      refuses: { tags: { a: long(257) } },
      text: /maximum of '256'/,
    },
    "begin with none of Azure's own names": {
      ...disks,
      accepts: { tags: { "my-azure": "" } },
      refuses: [{ tags: { "azure-a": "" } }, { tags: { Microsoft: "" } }, { tags: { windows: "" } }],
      text: /reserved prefix/,
    },
    "of groups obey too": {
      token: "resources:ResourceGroup",
      accepts: { tags: { a: "b" } },
      refuses: { tags: { "a?": "b" } },
      text: /InvalidTagNameCharacters/,
    },
  });
});

describe("places in the simulated Azure", () => {
  obeys({
    "are regions that there are": {
      token: "network:ApplicationSecurityGroup",
      accepts: [{ location: "westus2" }, { location: "West Europe" }],
      refuses: [{ location: "westeurope1" }, { location: "us-east-1" }],
      text: /LocationNotAvailableForResourceType.*'Microsoft\.Network\/applicationSecurityGroups'/,
    },
    "of groups are regions that there are": {
      token: "resources:ResourceGroup",
      accepts: { location: "westus2" },
      refuses: { location: "nowhere" },
      text: /LocationNotAvailableForResourceGroup/,
    },
    "have the zones 1 to 3": {
      token: "compute:Disk",
      accepts: [{ zones: ["1"] }, { zones: ["3"] }, { zones: undefined }],
      refuses: [{ zones: ["4"] }, { zones: ["westeurope-1"] }],
      text: /InvalidAvailabilityZone.*location 'westeurope' are '1,2,3'/,
    },
    "have no zones in some regions": {
      token: "compute:Disk",
      region: "westus",
      accepts: { zones: undefined },
      refuses: { zones: ["1"] },
      text: /LocationNotSupportAvailabilityZones.*'westus'/,
    },
    "of a machine are in one zone": {
      token: "compute:VirtualMachine",
      accepts: { zones: ["2"] },
      refuses: { zones: ["1", "2"] },
      text: /one zone only/,
    },
    "of a disk are in one zone": {
      token: "compute:Disk",
      accepts: { zones: ["2"] },
      refuses: { zones: ["1", "2"] },
      text: /one zone only/,
    },
  });
});
