import type { Consumers } from "@isobar/core/driver";
import { disk } from "./disk";
import { virtualMachine } from "./machine";
import { bastion, flowLog, loadBalancer, natGateway, networkInterface, publicAddress } from "./network";
import { agentPool, cluster, postgres, storageAccount } from "./services";

const FREE = [
  "azure-native:authorization:ManagementLockByScope",
  "azure-native:authorization:RoleAssignment",
  "azure-native:compute:VirtualMachineRunCommandByVirtualMachine",
  // "Cost Management pricing": nothing for what is spent on Azure.
  "azure-native:consumption:Budget",
  // "Azure Logic Apps pricing": hundredths of a cent for the one run that it makes.
  "azure-native:logic:Workflow",
  "azure-native:managedidentity:UserAssignedIdentity",
  "azure-native:network:ApplicationSecurityGroup",
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:Route",
  "azure-native:network:RouteTable",
  "azure-native:network:Subnet",
  "azure-native:network:VirtualNetwork",
  "azure-native:network:VirtualNetworkPeering",
  "azure-native:resources:ResourceGroup",
  "azure-native:storage:BlobContainer",
  "azure-native:storage:BlobServiceProperties",
  "azure-native:storage:ManagementPolicy",
] as const;

/** What Azure's resources consume. */
export const consumers: Consumers = {
  ...Object.fromEntries(FREE.map((type) => [type, "free" as const])),
  "azure-native:compute:Disk": disk,
  "azure-native:compute:VirtualMachine": virtualMachine,
  "azure-native:containerservice:AgentPool": agentPool,
  "azure-native:containerservice:ManagedCluster": cluster,
  "azure-native:dbforpostgresql:Server": postgres,
  "azure-native:network:BastionHost": bastion,
  "azure-native:network:FlowLog": flowLog,
  "azure-native:network:LoadBalancer": loadBalancer,
  "azure-native:network:NatGateway": natGateway,
  "azure-native:network:NetworkInterface": networkInterface,
  "azure-native:network:PublicIPAddress": publicAddress,
  "azure-native:storage:StorageAccount": storageAccount,
};
