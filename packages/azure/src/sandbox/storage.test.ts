import assert from "node:assert/strict";
import type { Props, StoredResource } from "@isobar/sandbox";
import { Landscape, obeys, POLICY_RULE } from "./landscape.test";

const ACCOUNT = "storage:StorageAccount";
const sku = (name: string, kind = "StorageV2") => ({ kind, sku: { name } });
const ips = (count: number, range = "20.1.2.3") => ({
  networkRuleSet: { ipRules: Array.from({ length: count }, () => ({ iPAddressOrRange: range })) },
});

const OWN_KEY = {
  keySource: "Microsoft.Keyvault",
  keyVaultProperties: { keyName: "k", keyVaultUri: "https://v.vault.azure.net/" },
};
const fromSubnet = ({ id }: StoredResource) => ({
  networkRuleSet: { virtualNetworkRules: [{ virtualNetworkResourceId: id }] },
});

describe("accounts of the simulated Azure", () => {
  obeys({
    "have the redundancy of their kind": {
      token: ACCOUNT,
      accepts: [
        sku("Standard_ZRS"),
        sku("Premium_LRS"),
        sku("Premium_ZRS", "BlockBlobStorage"),
        { ...sku("Standard_GRS", "BlobStorage"), accessTier: "Hot" },
      ],
      refuses: [
        sku("Standard_LRS", "BlockBlobStorage"),
        sku("Standard_LRS", "FileStorage"),
        { ...sku("Standard_ZRS", "BlobStorage"), accessTier: "Hot" },
      ],
      text: /InvalidInput/,
    },
    "have zones where there are any": {
      token: ACCOUNT,
      region: "westus",
      accepts: sku("Standard_GRS"),
      refuses: [sku("Standard_ZRS"), sku("Standard_GZRS")],
      text: /RedundancyConfigurationNotAvailableInRegion.*Sku: Standard_G?ZRS/,
    },
    "have a second region where there is one": {
      token: ACCOUNT,
      region: "italynorth",
      accepts: sku("Standard_ZRS"),
      refuses: [sku("Standard_GRS"), sku("Standard_RAGRS")],
      text: /RedundancyConfigurationNotAvailableInRegion/,
    },
    "gain and lose no zones by an update": {
      token: ACCOUNT,
      before: sku("Standard_LRS"),
      accepts: sku("Standard_RAGRS"),
      refuses: [sku("Standard_ZRS"), sku("Premium_LRS")],
      text: /StorageAccountTypeConversionNotAllowed/,
    },
    "keep their kind, but for the oldest ones": {
      token: ACCOUNT,
      before: sku("Standard_LRS", "Storage"),
      accepts: { kind: "StorageV2" },
      refuses: { kind: "BlobStorage", accessTier: "Hot" },
      text: /AccountPropertyCannotBeUpdated/,
    },
    "of kind BlobStorage have a tier": {
      token: ACCOUNT,
      accepts: { ...sku("Standard_LRS", "BlobStorage"), accessTier: "Cool" },
      refuses: sku("Standard_LRS", "BlobStorage"),
      text: /AccessTierRequired|Access tier is required/,
    },
    "that are premium have no tier": {
      token: ACCOUNT,
      accepts: sku("Premium_LRS"),
      refuses: { ...sku("Premium_LRS"), accessTier: "Cool" },
      text: /AccountPropertyIsInvalid/,
    },
    "have file protocols where there is a hierarchy": {
      token: ACCOUNT,
      accepts: [
        { isHnsEnabled: true, isSftpEnabled: true },
        { isHnsEnabled: true, enableNfsV3: true },
      ],
      refuses: [{ isSftpEnabled: true }, { enableNfsV3: true }],
      text: /The value 'True' is not allowed for property is(Sftp|Nfsv3)Enabled/,
    },
    "let public ranges in": {
      token: ACCOUNT,
      accepts: [ips(1), ips(1, "20.1.2.0/30")],
      refuses: ["10.0.0.0/8", "192.168.1.1", "20.1.2.0/31", "20.1.2"].map((range) => ips(1, range)),
      text: /InvalidValuesForRequestParameters/,
    },
    "let services by, or none": {
      token: ACCOUNT,
      accepts: ["None", "AzureServices, Logging", "metrics"].map((bypass) => ({ networkRuleSet: { bypass } })),
      refuses: ["None, Logging", "Everything"].map((bypass) => ({ networkRuleSet: { bypass } })),
      text: /InvalidValuesForRequestParameters.*networkAcls\.bypass/,
    },
    "let subnets in that have an endpoint": {
      token: ACCOUNT,
      accepts: ({ cloud, subnet }) => {
        cloud.update(subnet, { serviceEndpoints: [{ service: "Microsoft.Storage.Global" }] });
        return fromSubnet(subnet);
      },
      refuses: ({ subnet }) => fromSubnet(subnet),
      text: /SubnetsHaveNoServiceEndpointsConfigured.*Subnets s of virtual network net /,
    },
    "have keys of their own with who may read them": {
      token: ACCOUNT,
      accepts: ({ identity: { id } }) => ({
        identity: { type: "UserAssigned", userAssignedIdentities: [id] },
        encryption: OWN_KEY,
      }),
      refuses: [
        { encryption: OWN_KEY },
        { identity: { type: "SystemAssigned" }, encryption: { keySource: "Microsoft.Keyvault" } },
      ],
      text: /is required with the key source Microsoft\.Keyvault/,
    },
    "write times of signatures with days": {
      token: ACCOUNT,
      accepts: { sasPolicy: { sasExpirationPeriod: "1.12:00:00", expirationAction: "Log" } },
      refuses: ["1 day", "24:00:00"].map((sasExpirationPeriod) => ({ sasPolicy: { sasExpirationPeriod } })),
      text: /sasPolicy\.sasExpirationPeriod/,
    },
    "are immutable by versions where there is no hierarchy": {
      token: ACCOUNT,
      accepts: { immutableStorageWithVersioning: { enabled: true } },
      refuses: { immutableStorageWithVersioning: { enabled: true }, isHnsEnabled: true },
      text: /Version-level immutability is not supported/,
    },
    "have at most 400 rules": { token: ACCOUNT, accepts: ips(400), refuses: ips(401), text: /more than 400/ },
  });

  it("tell where they are read from when their region is away", () => {
    const land = new Landscape();
    const { secondaryEndpoints } = land.make(ACCOUNT, sku("Standard_RAGRS")).outputs;
    assert.match(JSON.stringify(secondaryEndpoints), /https:\/\/another-secondary\.blob\.core\.windows\.net\//);
    assert.equal(land.account.outputs.secondaryEndpoints, undefined);
    assert.equal(land.account.outputs.accessTier, "Hot");
  });

  it("are at most 250 in a region", () => {
    const land = new Landscape();
    for (let i = 1; i < 250; i++) land.make(ACCOUNT, { accountName: `account${i}` });
    assert.throws(() => land.make(ACCOUNT), /MaxStorageAccountsCountPerSubscriptionExceeded.*contains 250/);
    assert.ok(land.make(ACCOUNT, { location: "northeurope" }));
  });
});

describe("containers of the simulated Azure", () => {
  const open = { allowBlobPublicAccess: true };
  obeys({
    "are public in accounts that allow it": {
      token: "storage:BlobContainer",
      accepts: [{ publicAccess: "None" }, (land) => land.cloud.update(land.account, open) && { publicAccess: "Blob" }],
      refuses: [{ publicAccess: "Blob" }, { publicAccess: "Container" }],
      text: /PublicAccessNotPermitted/,
    },
    "are immutable by versions where there are any": {
      token: "storage:BlobContainer",
      accepts: (land) => {
        land.make("storage:BlobServiceProperties", { isVersioningEnabled: true });
        return { immutableStorageWithVersioning: { enabled: true } };
      },
      refuses: { immutableStorageWithVersioning: { enabled: true } },
      text: /VersioningNotEnabledForAccount/,
    },
    "have metadata by names that are identifiers": {
      token: "storage:BlobContainer",
      accepts: { metadata: { cost_center: "1" } },
      refuses: [{ metadata: { "cost-center": "1" } }, { metadata: { "1st": "1" } }],
      text: /InvalidMetadata/,
    },
    "keep to a scope of encryption that they have": {
      token: "storage:BlobContainer",
      accepts: [
        { defaultEncryptionScope: "own", denyEncryptionScopeOverride: true },
        { denyEncryptionScopeOverride: false },
      ],
      refuses: { denyEncryptionScopeOverride: true },
      text: /cannot be set without 'defaultEncryptionScope'/,
    },
  });

  it("keep their name for half a minute after they went, unless their account went too", () => {
    const land = new Landscape();
    const make = () => land.make("storage:BlobContainer");
    land.cloud.delete(make());
    assert.throws(make, /ContainerBeingDeleted/);
    land.cloud.advance(30_000);
    land.cloud.delete(make());
    land.cloud.delete(land.account);
    land.cloud.advance(1);
    land.make(ACCOUNT, { accountName: land.account.inputs.accountName });
    assert.ok(make());
  });
});

describe("settings of blobs in the simulated Azure", () => {
  const token = "storage:BlobServiceProperties";
  const cors = (count: number, change: Props = {}) => ({
    cors: {
      corsRules: Array.from({ length: count }, () => ({
        allowedMethods: ["GET"],
        allowedOrigins: ["*"],
        maxAgeInSeconds: 60,
        ...change,
      })),
    },
  });
  const restore = {
    restorePolicy: { enabled: true, days: 6 },
    deleteRetentionPolicy: { enabled: true, days: 7 },
    isVersioningEnabled: true,
    changeFeed: { enabled: true },
  };
  obeys({
    "keep what is deleted for whole days": {
      token,
      accepts: [{ deleteRetentionPolicy: { enabled: true, days: 365 } }, { deleteRetentionPolicy: { enabled: false } }],
      refuses: [
        { deleteRetentionPolicy: { enabled: true, days: 1.5 } },
        { containerDeleteRetentionPolicy: { enabled: true } },
      ],
      text: /for property '\w+\.days' is invalid/,
    },
    "restore with versions, change feed and a longer soft delete": {
      token,
      accepts: restore,
      refuses: [
        { ...restore, isVersioningEnabled: false },
        { ...restore, changeFeed: undefined },
        { ...restore, deleteRetentionPolicy: { enabled: true, days: 6 } },
        { ...restore, deleteRetentionPolicy: { enabled: true, days: 7, allowPermanentDelete: true } },
      ],
      text: /'restorePolicy' cannot be enabled without/,
    },
    "have a version of the API by its date": {
      token,
      accepts: { defaultServiceVersion: "2020-06-12" },
      refuses: { defaultServiceVersion: "latest" },
      text: /'latest' for property 'defaultServiceVersion'/,
    },
    "have versions where there is no hierarchy": {
      token,
      accepts: { isVersioningEnabled: true },
      refuses: (land) => {
        const { accountName } = land.make(ACCOUNT, { accountName: "lake", isHnsEnabled: true }).inputs;
        return { accountName, isVersioningEnabled: true };
      },
      text: /FeatureNotSupportedForAccount/,
    },
    "have at most 5 rules of origins": { token, accepts: cors(5), refuses: cors(6), text: /more than 5/ },
    "have 1 to 64 origins in each": {
      token,
      accepts: cors(1, { allowedOrigins: Array(64).fill("https://a.example") }),
      refuses: [cors(1, { allowedOrigins: [] }), cors(1, { allowedOrigins: Array(65).fill("*") })],
      text: /1 to 64/,
    },
    "have methods and an age in each": {
      token,
      accepts: cors(1, { maxAgeInSeconds: 0 }),
      refuses: [cors(1, { allowedMethods: [] }), cors(1, { maxAgeInSeconds: -1 })],
      text: /allowed method|maxAgeInSeconds/,
    },
  });

  it("are always there", () => {
    const land = new Landscape();
    land.make(token);
    assert.ok(land.make(token, { isVersioningEnabled: true }));
  });
});

describe("lifecycle policies of the simulated Azure", () => {
  const token = "storage:ManagementPolicy";
  const rules = (...changes: Props[]) => ({
    policy: { rules: changes.map((change, i) => ({ ...POLICY_RULE, name: `rule${i}`, ...change })) },
  });
  const defined = (actions: Props, filters: Props = { blobTypes: ["blockBlob"] }) =>
    rules({ definition: { actions, filters } });
  const ACCESSED = {
    baseBlob: { tierToCool: { daysAfterLastAccessTimeGreaterThan: 30 }, enableAutoTierToHotFromCool: true },
  };
  const deleted = (days: unknown) => ({ baseBlob: { delete: { daysAfterModificationGreaterThan: days } } });
  obeys({
    "have one age in each action": {
      token,
      accepts: [
        defined({ baseBlob: { delete: { daysAfterCreationGreaterThan: 1 } } }),
        defined({
          baseBlob: {
            tierToArchive: { daysAfterModificationGreaterThan: 9, daysAfterLastTierChangeGreaterThan: 7 },
          },
        }),
      ],
      refuses: [
        defined({ baseBlob: { delete: { daysAfterCreationGreaterThan: 1, daysAfterModificationGreaterThan: 1 } } }),
        defined({
          baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 9, daysAfterLastTierChangeGreaterThan: 7 } },
        }),
        defined({
          baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 9 }, enableAutoTierToHotFromCool: true },
        }),
      ],
      text: /more than one age for delete|cannot have (daysAfterLastTierChange|enableAutoTier)/,
    },
    "look at the last access where it is tracked": {
      token,
      accepts: (land) => {
        land.make("storage:BlobServiceProperties", { lastAccessTimeTrackingPolicy: { enable: true } });
        return defined(ACCESSED);
      },
      refuses: defined(ACCESSED),
      text: /without the account's last access time tracking policy/,
    },
    "compare tags for equality": {
      token,
      accepts: defined(deleted(1), { blobTypes: ["blockBlob"], blobIndexMatch: [{ name: "a", op: "==", value: "b" }] }),
      refuses: defined(deleted(1), { blobTypes: ["blockBlob"], blobIndexMatch: [{ name: "a", op: ">", value: "b" }] }),
      text: /'>' for property 'op'/,
    },
    "are for all blobs, or for some": {
      token,
      accepts: rules({ definition: { actions: deleted(1) } }),
      refuses: defined(deleted(1), {}),
      text: /must have a blob type in its filters/,
    },
    "are called default": {
      token,
      accepts: {},
      refuses: { managementPolicyName: "mine" },
      text: /must be 'default'/,
    },
    "have 1 to 100 rules": {
      token,
      accepts: rules(...Array(100).fill({})),
      refuses: [rules(), rules(...Array(101).fill({}))],
      text: /at least one rule|more than 100/,
    },
    "name each rule once": {
      token,
      accepts: rules({ name: "a-1" }, { name: "b" }),
      refuses: rules({ name: "a" }, { name: "a" }),
      text: /'a' for property 'rules\.name' is not unique/,
    },
    "name rules by letters and digits": {
      token,
      accepts: rules({ name: "x".repeat(256) }),
      refuses: [rules({ name: "a b" }), rules({ name: "x".repeat(257) })],
      text: /'rules\.name' is invalid/,
    },
    "name types of blobs": {
      token,
      accepts: defined(deleted(1), { blobTypes: ["blockBlob", "appendBlob"] }),
      refuses: [defined(deleted(1), { blobTypes: [] }), defined(deleted(1), { blobTypes: ["block"] })],
      text: /must have a blob type|'block' for property 'blobTypes'/,
    },
    "do something": {
      token,
      accepts: defined({ version: { delete: { daysAfterCreationGreaterThan: 1 } } }),
      refuses: [defined({}), defined({ baseBlob: {} })],
      text: /must have an action/,
    },
    "move no append blobs": {
      token,
      accepts: defined(deleted(1), { blobTypes: ["appendBlob"] }),
      refuses: defined(
        { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 1 } } },
        { blobTypes: ["blockBlob", "appendBlob"] },
      ),
      text: /tiering actions for append blobs/,
    },
    "name at most 10 prefixes": {
      token,
      accepts: defined(deleted(1), { blobTypes: ["blockBlob"], prefixMatch: Array(10).fill("data/a") }),
      refuses: defined(deleted(1), { blobTypes: ["blockBlob"], prefixMatch: Array(11).fill("data/a") }),
      text: /more than 10 prefixes/,
    },
    "begin prefixes with containers": {
      token,
      accepts: defined(deleted(1), { blobTypes: ["blockBlob"], prefixMatch: ["data", "$web/a", "data/A"] }),
      refuses: defined(deleted(1), { blobTypes: ["blockBlob"], prefixMatch: ["Data/a"] }),
      text: /must begin with a container name/,
    },
    "count whole days": {
      token,
      accepts: defined(deleted(0)),
      refuses: defined(deleted(1.5)),
      text: /of days in rule 'rule0' is invalid/,
    },
    "act on a condition": {
      token,
      accepts: defined(deleted(1)),
      refuses: defined({ baseBlob: { delete: {} } }),
      text: /without a condition/,
    },
  });
});
