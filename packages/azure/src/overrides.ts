import type { Override } from "@isobar/core";
import type {
  ManagementLockByScope,
  ManagementLockByScopeArgs,
} from "@pulumi/azure-native/authorization/managementLockByScope";
import type { RoleAssignment, RoleAssignmentArgs } from "@pulumi/azure-native/authorization/roleAssignment";
import type { Disk, DiskArgs } from "@pulumi/azure-native/compute/disk";
import type { VirtualMachine, VirtualMachineArgs } from "@pulumi/azure-native/compute/virtualMachine";
import type {
  VirtualMachineRunCommandByVirtualMachine,
  VirtualMachineRunCommandByVirtualMachineArgs,
} from "@pulumi/azure-native/compute/virtualMachineRunCommandByVirtualMachine";
import type { Workflow, WorkflowArgs } from "@pulumi/azure-native/logic/workflow";
import type {
  UserAssignedIdentity,
  UserAssignedIdentityArgs,
} from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type {
  ApplicationSecurityGroup,
  ApplicationSecurityGroupArgs,
} from "@pulumi/azure-native/network/applicationSecurityGroup";
import type { BastionHost, BastionHostArgs } from "@pulumi/azure-native/network/bastionHost";
import type { FlowLog, FlowLogArgs } from "@pulumi/azure-native/network/flowLog";
import type { NatGateway, NatGatewayArgs } from "@pulumi/azure-native/network/natGateway";
import type { NetworkInterface, NetworkInterfaceArgs } from "@pulumi/azure-native/network/networkInterface";
import type { NetworkSecurityGroup, NetworkSecurityGroupArgs } from "@pulumi/azure-native/network/networkSecurityGroup";
import type { PublicIPAddress, PublicIPAddressArgs } from "@pulumi/azure-native/network/publicIPAddress";
import type { Subnet, SubnetArgs } from "@pulumi/azure-native/network/subnet";
import type { VirtualNetwork, VirtualNetworkArgs } from "@pulumi/azure-native/network/virtualNetwork";
import type {
  VirtualNetworkPeering,
  VirtualNetworkPeeringArgs,
} from "@pulumi/azure-native/network/virtualNetworkPeering";
import type { ResourceGroup, ResourceGroupArgs } from "@pulumi/azure-native/resources/resourceGroup";
import type { BlobContainer, BlobContainerArgs } from "@pulumi/azure-native/storage/blobContainer";
import type {
  BlobServiceProperties,
  BlobServicePropertiesArgs,
} from "@pulumi/azure-native/storage/blobServiceProperties";
import type { ManagementPolicy, ManagementPolicyArgs } from "@pulumi/azure-native/storage/managementPolicy";
import type { StorageAccount, StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount";

declare module "@isobar/core" {
  interface BucketOverrides {
    azure?: {
      /** The bucket's own resource group, which is kept with it. */
      resourceGroup?: Override<ResourceGroupArgs>;
      account?: Override<StorageAccountArgs>;
      blobService?: Override<BlobServicePropertiesArgs>;
      container?: Override<BlobContainerArgs>;
      lifecycle?: Override<ManagementPolicyArgs>;
    };
  }
  interface BucketNatives {
    /** Empty for an existing bucket. */
    azure?: {
      readonly resourceGroup?: ResourceGroup;
      readonly account?: StorageAccount;
      readonly blobService?: BlobServiceProperties;
      readonly container?: BlobContainer;
      readonly lifecycle?: ManagementPolicy;
    };
  }

  interface GrantOverrides {
    azure?: { roleAssignment?: Override<RoleAssignmentArgs> };
  }
  interface GrantNatives {
    azure?: { readonly roleAssignment: RoleAssignment };
  }

  interface NetworkOverrides {
    azure?: {
      network?: Override<VirtualNetworkArgs>;
      publicSubnet?: Override<SubnetArgs>;
      privateSubnet?: Override<SubnetArgs>;
      natGateway?: Override<NatGatewayArgs>;
      /** The NAT gateway's public address. */
      natAddress?: Override<PublicIPAddressArgs>;
      /** The storage account of the flow logs. */
      flowLogAccount?: Override<StorageAccountArgs>;
      flowLog?: Override<FlowLogArgs>;
      bastionSubnet?: Override<SubnetArgs>;
      /** The Bastion host's public address. */
      bastionAddress?: Override<PublicIPAddressArgs>;
      bastion?: Override<BastionHostArgs>;
    };
  }
  interface NetworkNatives {
    /** Empty for an existing network. */
    azure?: {
      readonly network?: VirtualNetwork;
      readonly publicSubnet?: Subnet;
      readonly privateSubnet?: Subnet;
      readonly natGateway?: NatGateway;
      readonly natAddress?: PublicIPAddress;
      readonly flowLogAccount?: StorageAccount;
      readonly flowLog?: FlowLog;
      readonly bastionSubnet?: Subnet;
      readonly bastionAddress?: PublicIPAddress;
      readonly bastion?: BastionHost;
    };
  }

  interface NetworkPeeringOverrides {
    /** Of both directions. */
    azure?: { peering?: Override<VirtualNetworkPeeringArgs> };
  }
  interface NetworkPeeringNatives {
    /** One per direction, by the name of the network that it is in. */
    azure?: { readonly peering: Readonly<Record<string, VirtualNetworkPeering>> };
  }

  interface VirtualMachineOverrides {
    azure?: {
      identity?: Override<UserAssignedIdentityArgs>;
      applicationSecurityGroup?: Override<ApplicationSecurityGroupArgs>;
      networkSecurityGroup?: Override<NetworkSecurityGroupArgs>;
      publicAddress?: Override<PublicIPAddressArgs>;
      networkInterface?: Override<NetworkInterfaceArgs>;
      /** The data disks' own resource group, which is kept with them. */
      diskGroup?: Override<ResourceGroupArgs>;
      /** Each data disk. */
      dataDisk?: Override<DiskArgs>;
      virtualMachine?: Override<VirtualMachineArgs>;
      /** What waits for the machine to be ready. */
      readyWatch?: Override<VirtualMachineRunCommandByVirtualMachineArgs>;
      /** What ends the machine when it expires, and by which rights. */
      expiry?: Override<WorkflowArgs>;
      expiryIdentity?: Override<UserAssignedIdentityArgs>;
      expiryRole?: Override<RoleAssignmentArgs>;
      lock?: Override<ManagementLockByScopeArgs>;
    };
  }
  interface VirtualMachineNatives {
    azure?: {
      readonly identity: UserAssignedIdentity;
      readonly applicationSecurityGroup: ApplicationSecurityGroup;
      readonly networkSecurityGroup: NetworkSecurityGroup;
      readonly publicAddress?: PublicIPAddress;
      readonly networkInterface: NetworkInterface;
      readonly diskGroup?: ResourceGroup;
      readonly dataDisk?: Readonly<Record<string, Disk>>;
      readonly virtualMachine: VirtualMachine;
      readonly readyWatch?: VirtualMachineRunCommandByVirtualMachine;
      readonly expiry?: Workflow;
      readonly expiryIdentity?: UserAssignedIdentity;
      readonly expiryRole?: RoleAssignment;
      readonly lock?: ManagementLockByScope;
    };
  }
}
