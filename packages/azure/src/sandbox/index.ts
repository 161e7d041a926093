import { join } from "node:path";
import type { Model, SimulatedProvider } from "@isobar/sandbox";
import { FAULTS } from "./faults";
import { sizeIn, zoneOf } from "./faults/scope";
import { getBastionHost } from "./functions/get-bastion-host";
import { getClientConfig } from "./functions/get-client-config";
import { getStorageAccount } from "./functions/get-storage-account";
import { getSubnet } from "./functions/get-subnet";
import { getVirtualMachine } from "./functions/get-virtual-machine";
import { getVirtualMachineRunCommand } from "./functions/get-virtual-machine-run-command";
import { getVirtualNetwork } from "./functions/get-virtual-network";
import { applicationSecurityGroup } from "./models/application-security-group";
import { bastionHost } from "./models/bastion-host";
import { blobContainer } from "./models/blob-container";
import { blobServiceProperties } from "./models/blob-service-properties";
import { budget } from "./models/budget";
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

const IN_GROUPS: readonly Model[] = [
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
  roleAssignment,
  storageAccount,
  subnet,
  userAssignedIdentity,
  virtualMachine,
  virtualMachineRunCommand,
  virtualNetwork,
  virtualNetworkPeering,
  workflow,
];

/** The simulated `azure-native` provider. */
export const provider: SimulatedProvider = {
  package: "azure-native",
  cloud: "azure",
  account: "3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17",
  regionKey: "location",
  schemaPath: join(__dirname, "..", "..", "generated", "schema.json"),
  constraintsPath: join(__dirname, "..", "..", "generated", "constraints.json"),
  models: [budget, resourceGroup(IN_GROUPS.map(({ type }) => type.replace(/^azure-native:/, ""))), ...IN_GROUPS],
  functions: [
    getBastionHost,
    getClientConfig,
    getStorageAccount,
    getSubnet,
    getVirtualMachine,
    getVirtualMachineRunCommand,
    getVirtualNetwork,
  ],
  faults: FAULTS,
  // What the provider waits when Azure says AnotherOperationInProgress: three times, each time longer.
  retries: [20, 60, 120],
  placeOf: (_, inputs) => {
    const [zone, machine] = [zoneOf(inputs), sizeIn(inputs)];
    return { ...(zone !== undefined && { zone }), ...(machine !== undefined && { machine }) };
  },
};
