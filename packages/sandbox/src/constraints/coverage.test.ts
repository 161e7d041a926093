import assert from "node:assert/strict";
import { schemaOf, sliceOf } from "./testing.js";

/** What of the simulated types is not held to the provider's own constraints, by the reason why. */
interface Known {
  readonly missing: Readonly<Record<string, readonly string[]>>;
  readonly unmapped: Readonly<Record<string, readonly string[]>>;
  readonly unchecked: Readonly<Record<string, readonly string[]>>;
}

const GCP: Known = {
  missing: {
    "IAM resources are generated in the provider, with the same attributes for each": [
      "gcp:compute/instanceIAMMember:InstanceIAMMember",
      "gcp:storage/bucketIAMMember:BucketIAMMember",
    ],
  },
  unmapped: {
    "only in the beta provider, which the SDK is made from": [
      "compute.InstanceNetworkInterface.aliasIpv6Ranges",
      "compute.InstanceNetworkInterface.macAddress",
      "compute.InstanceNetworkInterface.securityPolicy",
      "compute.InstanceNetworkInterfaceAccessConfig.securityPolicy",
      "compute.InstanceNetworkInterfaceIpv6AccessConfig.securityPolicy",
      "compute.InstanceScheduling.gracefulShutdown",
      "compute.InstanceScheduling.maintenanceInterval",
      "compute.InstanceScheduling.preemptionNoticeDuration",
      "compute.InstanceScheduling.skipGuestOsShutdown",
      "compute.ResourcePolicyGroupPlacementPolicy.maxDistance",
      "compute.ResourcePolicyGroupPlacementPolicy.tpuTopology",
      "compute.ResourcePolicyWorkloadPolicy.acceleratorTopologyMode",
      "compute.SubnetworkSecondaryIpRange.ipCollection",
      "compute.SubnetworkSecondaryIpRange.ipVersion",
      "gcp:compute/disk:Disk.eraseWindowsVssSignature",
      "gcp:compute/disk:Disk.interface",
      "gcp:compute/disk:Disk.multiWriter",
      "gcp:compute/disk:Disk.resourcePolicies",
      "gcp:compute/instance:Instance.eraseWindowsVssSignature",
      "gcp:compute/instance:Instance.partnerMetadata",
    ],
  },
  unchecked: {
    "the provider only warns": ["gcp:compute/instance:Instance.metadata: ValidateInstanceMetadata"],
    "the provider names an attribute by a path that leads nowhere, so it never refuses": [
      "compute.InstanceBootDisk.source: group with boot_disk.initialize_params",
    ],
    "the data doesn't name the function": [
      "cloudscheduler.JobAppEngineHttpTarget.headers: a function without a name",
      "cloudscheduler.JobHttpTarget.headers: a function without a name",
    ],
  },
};

const AZURE: Known = {
  missing: { "the data has no locks": ["azure-native:authorization:ManagementLockByScope"] },
  unmapped: {
    "part of the resource's address, not of its body": [
      "azure-native:authorization:RoleAssignment.scope",
      "azure-native:consumption:Budget.scope",
      "azure-native:network:VirtualNetworkPeering.syncRemoteAddressSpace",
    ],
    "the address itself, which follows from the names": [
      "azure-native:network:ApplicationSecurityGroup.id",
      "azure-native:network:BastionHost.id",
      "azure-native:network:FlowLog.id",
      "azure-native:network:NatGateway.id",
      "azure-native:network:NetworkInterface.id",
      "azure-native:network:NetworkSecurityGroup.id",
      "azure-native:network:PublicIPAddress.id",
      "azure-native:network:Subnet.id",
      "azure-native:network:Subnet.type",
      "azure-native:network:VirtualNetwork.id",
      "azure-native:network:VirtualNetworkPeering.id",
      "azure-native:network:VirtualNetworkPeering.type",
      "network.IpamPoolPrefixAllocationArgs.id",
    ],
    "read-only in the API, which ignores it": [
      "network.DelegationArgs.actions",
      "network.DelegationArgs.etag",
      "network.NetworkSecurityGroupArgs.defaultSecurityRules",
      "network.NetworkSecurityGroupArgs.etag",
      "network.NetworkSecurityGroupArgs.provisioningState",
      "network.NetworkSecurityGroupArgs.resourceGuid",
      "network.RouteArgs.etag",
      "network.RouteArgs.provisioningState",
      "network.RouteTableArgs.etag",
      "network.RouteTableArgs.provisioningState",
      "network.SecurityRuleArgs.etag",
      "network.SecurityRuleArgs.provisioningState",
      "network.ServiceEndpointPolicyArgs.etag",
      "network.ServiceEndpointPolicyDefinitionArgs.etag",
      "network.ServiceEndpointPropertiesFormatArgs.provisioningState",
      "network.SubnetArgs.etag",
      "network.SubnetArgs.provisioningState",
      "network.SubnetArgs.resourceNavigationLinks",
      "network.SubnetArgs.serviceAssociationLinks",
    ],
    "not in the API's description at this version": ["network.SubnetArgs.serviceGateway"],
    "renamed in the SDK; the API demands nothing of it": [
      "azure-native:storage:StorageAccount.enableHttpsTrafficOnly",
      "azure-native:storage:StorageAccount.enableNfsV3",
      "storage.EncryptionArgs.encryptionIdentity",
      "storage.IPRuleArgs.iPAddressOrRange",
      "storage.VirtualNetworkRuleArgs.virtualNetworkResourceId",
    ],
  },
  unchecked: {},
};

const sorted = (reasons: Readonly<Record<string, readonly string[]>>) => Object.values(reasons).flat().sort();

describe("coverage of constraints", () => {
  for (const [backend, known] of [
    ["gcp", GCP],
    ["azure", AZURE],
  ] as const) {
    const { gaps, constraints } = sliceOf(backend);
    for (const kind of ["missing", "unmapped", "unchecked"] as const) {
      it(`of ${backend}: what is ${kind} has a reason`, () => {
        assert.deepEqual(gaps[kind], sorted(known[kind]));
      });
    }
    it(`of ${backend}: every other simulated type is there`, () => {
      const types = Object.keys(schemaOf(backend).resources);
      assert.deepEqual([...Object.keys(constraints.resources), ...gaps.missing].sort(), types.sort());
    });
  }
});
