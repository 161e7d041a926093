import { join } from "node:path";
import type { SimulatedProvider } from "@isobar/sandbox";
import { getBastionHost } from "./functions/get-bastion-host";
import { getStorageAccount } from "./functions/get-storage-account";
import { getSubnet } from "./functions/get-subnet";
import { getVirtualMachine } from "./functions/get-virtual-machine";
import { getVirtualMachineRunCommand } from "./functions/get-virtual-machine-run-command";
import { getVirtualNetwork } from "./functions/get-virtual-network";
import { applicationSecurityGroup } from "./models/application-security-group";
import { bastionHost } from "./models/bastion-host";
import { blobContainer } from "./models/blob-container";
import { blobServiceProperties } from "./models/blob-service-properties";
import { disk } from "./models/disk";
import { flowLog } from "./models/flow-log";
import { managementLock } from "./models/management-lock";
import { managementPolicy } from "./models/management-policy";
import { natGateway } from "./models/nat-gateway";
import { networkInterface } from "./models/network-interface";
import { networkSecurityGroup } from "./models/network-security-group";
import { publicIpAddress } from "./models/public-ip-address";
import { resourceGroup } from "./models/resource-group";
import { roleAssignment } from "./models/role-assignment";
import { storageAccount } from "./models/storage-account";
import { subnet } from "./models/subnet";
import { userAssignedIdentity } from "./models/user-assigned-identity";
import { virtualMachine } from "./models/virtual-machine";
import { virtualMachineRunCommand } from "./models/virtual-machine-run-command";
import { virtualNetwork } from "./models/virtual-network";
import { virtualNetworkPeering } from "./models/virtual-network-peering";
import { workflow } from "./models/workflow";

/** The simulated `azure-native` provider. */
export const provider: SimulatedProvider = {
  package: "azure-native",
  cloud: "azure",
  account: "3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17",
  regionKey: "location",
  schemaPath: join(__dirname, "..", "..", "generated", "schema.json"),
  constraintsPath: join(__dirname, "..", "..", "generated", "constraints.json"),
  models: [
    applicationSecurityGroup,
    bastionHost,
    blobContainer,
    blobServiceProperties,
    disk,
    flowLog,
    managementLock,
    managementPolicy,
    natGateway,
    networkInterface,
    networkSecurityGroup,
    publicIpAddress,
    resourceGroup,
    roleAssignment,
    storageAccount,
    subnet,
    userAssignedIdentity,
    virtualMachine,
    virtualMachineRunCommand,
    virtualNetwork,
    virtualNetworkPeering,
    workflow,
  ],
  functions: [
    getBastionHost,
    getStorageAccount,
    getSubnet,
    getVirtualMachine,
    getVirtualMachineRunCommand,
    getVirtualNetwork,
  ],
};
