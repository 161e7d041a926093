import assert from "node:assert/strict";
import { type Props, UNKNOWN } from "../model.js";
import { secret } from "../testing/toy.js";
import { refusalsBy, sliceOf } from "./testing.js";

const TOKENS = {
  account: "azure-native:storage:StorageAccount",
  container: "azure-native:storage:BlobContainer",
  group: "azure-native:resources:ResourceGroup",
  blobs: "azure-native:storage:BlobServiceProperties",
  policy: "azure-native:storage:ManagementPolicy",
  rules: "azure-native:network:NetworkSecurityGroup",
  subnet: "azure-native:network:Subnet",
  nic: "azure-native:network:NetworkInterface",
};
type Kind = keyof typeof TOKENS;

/** Inputs that the provider takes. */
const GOOD: Readonly<Record<Kind, Props>> = {
  account: { accountName: "shopdata", resourceGroupName: "shop", kind: "StorageV2", sku: { name: "Standard_LRS" } },
  container: { containerName: "photos", accountName: "shopdata", resourceGroupName: "shop" },
  group: { resourceGroupName: "shop-(prod)_1.a", location: "westeurope" },
  blobs: { blobServicesName: "default", accountName: "shopdata", resourceGroupName: "shop" },
  policy: {
    managementPolicyName: "default",
    accountName: "shopdata",
    resourceGroupName: "shop",
    policy: { rules: [] },
  },
  rules: {
    networkSecurityGroupName: "web",
    resourceGroupName: "shop",
    securityRules: [{ name: "https", priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp" }],
  },
  subnet: { subnetName: "public", virtualNetworkName: "net", resourceGroupName: "shop", addressPrefix: "10.0.0.0/24" },
  nic: { networkInterfaceName: "web", resourceGroupName: "shop", ipConfigurations: [{ subnet: { id: "/s" } }] },
};

const actions = (baseBlob: Props) => ({
  policy: { rules: [{ name: "a", type: "Lifecycle", definition: { actions: { baseBlob } } }] },
});

/** One thing broken, and the refusal. */
const BROKEN: readonly [Kind, Props, string | RegExp][] = [
  ["account", { accountName: "ab" }, "accountName: 'accountName' is too short (2): at least 3 characters required"],
  ["account", { accountName: "a".repeat(25) }, /'accountName' is too long \(25\): at most 24 characters allowed/],
  ["account", { accountName: "Shop" }, "accountName: 'accountName' does not match expression '^[a-z0-9]+$'"],
  [
    "account",
    { immutableStorageWithVersioning: { immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 0 } } },
    /^immutableStorageWithVersioning\.immutabilityPolicy\.immutabilityPeriodSinceCreationInDays: .* is too low \(0 < 1\)/,
  ],
  ["container", { containerName: "p" }, /is too short \(1\): at least 3/],
  ["container", { accountName: "Shop_Data" }, /^accountName: 'accountName' does not match expression/],
  ["container", { resourceGroupName: "" }, /^resourceGroupName: 'resourceGroupName' is too short/],
  ["group", { resourceGroupName: "g".repeat(91) }, /is too long \(91\): at most 90/],
  ["group", { resourceGroupName: "shop/prod" }, /does not match expression/],
  [
    "blobs",
    { blobServicesName: "other" },
    /^blobServicesName: Status=400 Code="InvalidParameter" Message="The value 'other' .* Allowed values are: default\."/,
  ],
  ["blobs", { restorePolicy: { enabled: true, days: 366 } }, /^restorePolicy\.days: .* is too high \(366 > 365\)/],
  [
    "policy",
    actions({ delete: { daysAfterModificationGreaterThan: -1 } }),
    /^policy\.rules\[0\]\.definition\.actions.* too low/,
  ],
  [
    "rules",
    { securityRules: [{ name: "a", direction: "Inbound", access: "Allow", protocol: "Tcp" }] },
    'securityRules[0].priority: Status=400 Code="InvalidParameter" Message="Required parameter \'securityRules[0].priority\' is missing (null)."',
  ],
  [
    "subnet",
    { networkSecurityGroup: { securityRules: [{ direction: "Inbound", access: "Allow", protocol: "Tcp" }] } },
    /^networkSecurityGroup\.securityRules\[0\]\.priority: /,
  ],
  ["nic", { ipConfigurations: [{ privateIPAddressPrefixLength: 129 }] }, /^ipConfigurations\[0\]\.private.* too high/],
];

describe("constraints of Azure", () => {
  const refusals = refusalsBy(sliceOf("azure").constraints);

  for (const [kind, inputs] of Object.entries(GOOD)) {
    it(`lets a good ${kind} pass, known or not yet`, () => {
      assert.deepEqual(refusals(TOKENS[kind as Kind], inputs), []);
      const unknown = Object.fromEntries(Object.keys(inputs).map((name) => [name, UNKNOWN]));
      assert.deepEqual(refusals(TOKENS[kind as Kind], unknown), []);
    });
  }

  for (const [kind, broken, expected] of BROKEN) {
    it(`refuses a ${kind} with ${JSON.stringify(broken).slice(0, 80)}`, () => {
      const found = refusals(TOKENS[kind], { ...GOOD[kind], ...broken });
      assert.ok(
        found.some((refusal) => (typeof expected === "string" ? refusal === expected : expected.test(refusal))),
        found.join("\n") || "nothing was refused",
      );
    });
  }

  it("demand nothing of what is only referred to, and never show a secret", () => {
    const group = { id: "/nsg", securityRules: [{ id: "/rule", direction: "Inbound" }] };
    assert.deepEqual(refusals(TOKENS.subnet, { ...GOOD.subnet, networkSecurityGroup: group }), []);
    const [refusal] = refusals(TOKENS.blobs, { ...GOOD.blobs, blobServicesName: secret("hush") });
    assert.match(refusal ?? "", /\(sensitive value\)/);
  });
});
