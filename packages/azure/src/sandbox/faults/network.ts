import type { Call, FaultText } from "@isobar/sandbox";
import { refusal, valuesAt } from "../refusal";
import { SUBSCRIPTION, scopeOf, zoneOf } from "./scope";

const NETWORK = ["azure-native:network:*"];
const WRITES = ["create", "update", "delete"] as const;

/** Quotas of the network provider by token: code, what it counts, and the default ("Azure subscription and service limits"). */
const COUNTS: Readonly<Record<string, readonly [code: string, what: string, limit: number, source: string]>> = {
  PublicIPAddress: ["PublicIPCountLimitReached", "public IP addresses", 20, "openshift/openshift-azure#2252"],
  VirtualNetwork: [
    "VirtualNetworkCountLimitReached",
    "virtual networks",
    1000,
    "Azure subscription and service limits, quotas, and constraints",
  ],
  NetworkSecurityGroup: [
    "NetworkSecurityGroupCountLimitReached",
    "network security groups",
    5000,
    "Azure subscription and service limits, quotas, and constraints",
  ],
  NetworkInterface: [
    "NetworkInterfaceCountLimitReached",
    "network interfaces",
    65_536,
    "Azure subscription and service limits, quotas, and constraints",
  ],
};

const QUOTAS: readonly FaultText[] = Object.entries(COUNTS).map(([type, [code, what, limit, source]]) => ({
  kind: "quota",
  tokens: [`azure-native:network:${type}`],
  operations: ["create"],
  code,
  text: () => refusal(400, code, `Cannot create more than ${limit} ${what} for this subscription in this region.`),
  source,
}));

/** Everything of Microsoft.Network. */
export const NETWORK_FAULTS: readonly FaultText[] = [
  ...QUOTAS,
  {
    kind: "conflict",
    tokens: ["azure-native:network:VirtualNetworkPeering"],
    operations: WRITES,
    code: "ReferencedResourceNotProvisioned",
    text: (call) => {
      const peering = scopeOf(call);
      const [network] = peering.split("/virtualNetworkPeerings/");
      return refusal(
        409,
        "ReferencedResourceNotProvisioned",
        `Cannot proceed with operation because resource ${network} used by resource ${peering} is not in Succeeded state. Resource is in Updating state and the last operation that updated/is updating the resource is PutSubnetOperation.`,
      );
    },
    source: "Azure-Samples/azuresandbox#25",
  },
  {
    kind: "conflict",
    tokens: ["azure-native:network:NetworkInterface"],
    applies: (call) => firstReference(call) !== undefined,
    code: "RetryableError",
    text: (call) =>
      detailed(429, "RetryableError", "A retryable error occurred.", {
        code: "ReferencedResourceNotProvisioned",
        message: `Cannot proceed with operation because resource ${firstReference(call)} used by resource ${scopeOf(call)} is not in Succeeded state. Resource is in Updating state and the last operation that updated/is updating the resource is PutSubnetOperation.`,
      }),
    source: "hashicorp/terraform#7986, Azure/azure-sdk-for-go#588",
  },
  {
    kind: "conflict",
    tokens: ["azure-native:network:VirtualNetwork"],
    code: "Canceled",
    text: () =>
      detailed(200, "Canceled", "Operation was canceled.", {
        code: "CanceledAndSupersededDueToAnotherOperation",
        message:
          "Operation PutVirtualNetworkOperation (4c513641-d761-4b80-b4a2-363b23151394) was canceled and superseded by operation PutVirtualNetworkOperation (35c2c800-a926-46a5-b6fe-671822a20e40).",
      }),
    source: "iterative/terraform-provider-iterative#341, microsoft/AzureTRE#3177",
  },
  {
    kind: "conflict",
    tokens: NETWORK,
    operations: WRITES,
    code: "AnotherOperationInProgress",
    text: ({ region }) =>
      refusal(
        409,
        "AnotherOperationInProgress",
        `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/locations/${region}/operations/a12c9cd0-ef67-4686-ae31-32ef46bad36b?api-version=2024-05-01.`,
      ),
    source: "pulumi/pulumi-azure-native#699, Azure/terraform-provider-azapi#503",
  },
  {
    kind: "not-found-yet",
    tokens: [
      "azure-native:network:NetworkInterface",
      "azure-native:network:Subnet",
      "azure-native:network:BastionHost",
    ],
    applies: (call) => firstReference(call) !== undefined,
    code: "InvalidResourceReference",
    text: (call) =>
      refusal(
        400,
        "InvalidResourceReference",
        `Resource ${firstReference(call)} referenced by resource ${scopeOf(call)} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      ),
    source: "crosscloudci/crosscloudci#6",
  },
  {
    kind: "zone-outage",
    tokens: ["azure-native:network:PublicIPAddress", "azure-native:network:NatGateway"],
    operations: WRITES,
    applies: ({ inputs }) => zoneOf(inputs) !== undefined,
    code: "InternalServerError",
    text: internal,
    source: "hashicorp/terraform-provider-azurerm#815",
  },
  {
    kind: "internal-error",
    tokens: ["azure-native:network:NetworkInterface"],
    operations: WRITES,
    code: "InternalExecutionError",
    text: () => refusal(200, "InternalExecutionError", "An internal execution error occurred. Please retry later."),
    source: "Azure/azure-powershell#14460",
  },
  {
    kind: "internal-error",
    tokens: NETWORK,
    operations: WRITES,
    code: "InternalServerError",
    leaves: { provisioningState: "Failed" },
    text: internal,
    source: "hashicorp/terraform-provider-azurerm#815, crosscloudci/crosscloudci#6",
  },
];

/** The operation was taken on, and failed. */
function internal(): string {
  return refusal(200, "InternalServerError", "An error occurred.");
}

/** A refusal whose reason is in its details, as the provider shows them. */
function detailed(status: number, code: string, message: string, detail: { code: string; message: string }): string {
  return `${refusal(status, code, message)} Details=[${JSON.stringify(detail)}]`;
}

function firstReference({ inputs }: Call): unknown {
  const paths = ["ipConfigurations.subnet.id", "networkSecurityGroup.id", "natGateway.id"];
  return paths.flatMap((path) => valuesAt(inputs, path))[0];
}
