import assert from "node:assert/strict";
import type { Props, StoredResource } from "@isobar/sandbox";
import { Cloud } from "./cloud.test";
import { provider } from "./index";

export const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAVp4hpOWGrZWNk6xNspOS6M5k9Sizbfrz4G309cZBDT ada";
export const GUID = "11111111-2222-4333-8444-555555555555";
const REGION = "westeurope";

export const LINUX = {
  adminUsername: "azureuser",
  computerName: "web",
  linuxConfiguration: {
    disablePasswordAuthentication: true,
    ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: KEY }] },
  },
};

export const IMAGE = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" };

/** The id of a role definition by its GUID. */
export function role(guid: string): string {
  return `/subscriptions/${provider.account}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

/** A rule of a security group. */
export const RULE = {
  name: "web",
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "443",
};

/** A cloud with a group in which there is one of everything. */
export class Landscape {
  readonly cloud: Cloud;
  readonly place: Props;
  readonly group: StoredResource;
  readonly network: StoredResource;
  readonly subnet: StoredResource;
  readonly securityGroup: StoredResource;
  readonly peers: StoredResource;
  readonly address: StoredResource;
  readonly identity: StoredResource;
  readonly account: StoredResource;
  readonly disk: StoredResource;

  constructor(region = REGION) {
    const cloud = new Cloud(region);
    const place = { resourceGroupName: "g", location: region };
    this.cloud = cloud;
    this.place = place;
    this.group = cloud.create("resources:ResourceGroup", place);
    this.network = cloud.create("network:VirtualNetwork", this.valid("network:VirtualNetwork", "net"));
    this.subnet = cloud.create("network:Subnet", this.valid("network:Subnet", "s"));
    this.securityGroup = cloud.create(
      "network:NetworkSecurityGroup",
      this.valid("network:NetworkSecurityGroup", "nsg"),
    );
    this.peers = cloud.create(
      "network:ApplicationSecurityGroup",
      this.valid("network:ApplicationSecurityGroup", "asg"),
    );
    this.address = cloud.create("network:PublicIPAddress", this.valid("network:PublicIPAddress", "ip"));
    this.identity = cloud.create("managedidentity:UserAssignedIdentity", { ...place, resourceName: "identity" });
    this.account = cloud.create("storage:StorageAccount", this.valid("storage:StorageAccount", "account"));
    this.disk = cloud.create("compute:Disk", this.valid("compute:Disk", "disk"));
  }

  /** Correct inputs of another resource of a type. */
  valid(token: string, name = "another"): Props {
    const make = VALID[token];
    if (!make) throw new Error(`there are no inputs for ${token}`);
    return make(this, name);
  }

  /** Another network, which is made when it is asked for. */
  far(): StoredResource {
    const id = `${this.network.id.replace(/[^/]+$/, "")}far`;
    return this.cloud.has({ id }) ? this.cloud.get({ id }) : this.make("network:VirtualNetwork", {}, "far");
  }

  make(token: string, change: Props = {}, name?: string): StoredResource {
    return this.cloud.create(token, { ...this.valid(token, name), ...change });
  }
}

/** One of the zones, where the region has any. */
const zoned = ({ location }: Props) => (location === REGION ? { zones: ["1"] } : {});

const inAccount = ({ account }: Landscape) => ({ resourceGroupName: "g", accountName: account.inputs.accountName });

const VALID: Readonly<Record<string, (land: Landscape, name: string) => Props>> = {
  "authorization:ManagementLockByScope": ({ disk }, lockName) => ({ scope: disk.id, lockName, level: "CanNotDelete" }),
  "authorization:RoleAssignment": ({ account }) => ({
    scope: account.id,
    roleAssignmentName: GUID,
    principalId: GUID,
    principalType: "ServicePrincipal",
    roleDefinitionId: role("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
  }),
  "compute:Disk": ({ place }, diskName) => ({
    ...place,
    diskName,
    diskSizeGB: 100,
    sku: { name: "Premium_LRS" },
    creationData: { createOption: "Empty" },
    ...zoned(place),
  }),
  "compute:VirtualMachine": (land, vmName) => ({
    ...land.place,
    vmName,
    ...zoned(land.place),
    hardwareProfile: { vmSize: "Standard_D2ls_v5" },
    osProfile: LINUX,
    storageProfile: {
      imageReference: IMAGE,
      osDisk: { createOption: "FromImage", diskSizeGB: 30, managedDisk: { storageAccountType: "Premium_LRS" } },
      dataDisks: [],
    },
    networkProfile: {
      networkInterfaces: [{ id: land.make("network:NetworkInterface", {}, `${vmName}-nic`).id, primary: true }],
    },
  }),
  "compute:VirtualMachineRunCommandByVirtualMachine": ({ place }, runCommandName) => ({
    ...place,
    vmName: "web",
    runCommandName,
    source: { script: "true" },
  }),
  "logic:Workflow": ({ place, identity }, workflowName) => ({
    ...place,
    workflowName,
    identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
    definition: {
      triggers: { at: { type: "SlidingWindow", recurrence: { frequency: "Hour", interval: 1 } } },
      actions: {},
    },
  }),
  "managedidentity:UserAssignedIdentity": ({ place }, resourceName) => ({ ...place, resourceName }),
  "network:ApplicationSecurityGroup": ({ place }, applicationSecurityGroupName) => ({
    ...place,
    applicationSecurityGroupName,
  }),
  "network:BastionHost": (land, bastionHostName) => {
    const subnet = land.make("network:Subnet", { addressPrefix: "10.0.255.0/26" }, "AzureBastionSubnet");
    const address = land.make("network:PublicIPAddress", {}, "bastion-ip");
    return {
      ...land.place,
      bastionHostName,
      sku: { name: "Standard" },
      ipConfigurations: [{ name: "p", subnet: { id: subnet.id }, publicIPAddress: { id: address.id } }],
    };
  },
  "network:FlowLog": ({ account, network, place }, flowLogName) => ({
    ...place,
    resourceGroupName: "NetworkWatcherRG",
    networkWatcherName: `NetworkWatcher_${place.location}`,
    flowLogName,
    storageId: account.id,
    targetResourceId: network.id,
  }),
  "network:NatGateway": ({ place, address }, natGatewayName) => ({
    ...place,
    natGatewayName,
    sku: { name: "Standard" },
    publicIpAddresses: [{ id: address.id }],
  }),
  "network:NetworkInterface": ({ place, subnet }, networkInterfaceName) => ({
    ...place,
    networkInterfaceName,
    ipConfigurations: [{ name: "primary", subnet: { id: subnet.id } }],
  }),
  "network:NetworkSecurityGroup": ({ place }, networkSecurityGroupName) => ({
    ...place,
    networkSecurityGroupName,
    securityRules: [RULE],
  }),
  "network:PublicIPAddress": ({ place }, publicIpAddressName) => ({
    ...place,
    publicIpAddressName,
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
  }),
  "network:Subnet": (_, subnetName) => ({
    resourceGroupName: "g",
    virtualNetworkName: "net",
    subnetName,
    addressPrefix: subnetName === "s" ? "10.0.1.0/24" : "10.0.2.0/24",
  }),
  "network:VirtualNetwork": ({ place }, virtualNetworkName) => ({
    ...place,
    virtualNetworkName,
    addressSpace: { addressPrefixes: [virtualNetworkName === "net" ? "10.0.0.0/16" : "10.1.0.0/16"] },
  }),
  "network:VirtualNetworkPeering": (land, virtualNetworkPeeringName) => ({
    resourceGroupName: "g",
    virtualNetworkName: "net",
    virtualNetworkPeeringName,
    remoteVirtualNetwork: { id: land.far().id },
  }),
  "resources:ResourceGroup": ({ place }, resourceGroupName) => ({ ...place, resourceGroupName }),
  "storage:BlobContainer": (land, containerName) => ({ ...inAccount(land), containerName }),
  "storage:BlobServiceProperties": (land) => ({ ...inAccount(land), blobServicesName: "default" }),
  "storage:ManagementPolicy": (land) => ({
    ...inAccount(land),
    managementPolicyName: "default",
    policy: { rules: [POLICY_RULE] },
  }),
  "storage:StorageAccount": ({ place }, name) => ({
    ...place,
    accountName: name.replaceAll("-", ""),
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
  }),
};

/** A rule of a lifecycle policy. */
export const POLICY_RULE = {
  name: "old",
  type: "Lifecycle",
  enabled: true,
  definition: {
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } },
    filters: { blobTypes: ["blockBlob"], prefixMatch: ["data/tmp"] },
  },
};

export type Change = Props | ((land: Landscape) => Props);

/** One rule: what Azure accepts, and what it refuses with which text. */
export interface Rule {
  readonly token: string;
  /** Inputs at creation, which are then updated. Absent: it is the creation that is accepted or refused. */
  readonly before?: Change;
  readonly accepts: Change | readonly Change[];
  readonly refuses: Change | readonly Change[];
  readonly text: RegExp;
  /** Default: westeurope. */
  readonly region?: string;
}

/** Tests of rules by what they say, each on a cloud of its own. */
export function obeys(rules: Readonly<Record<string, Rule>>): void {
  for (const [title, rule] of Object.entries(rules)) {
    it(title, () => {
      for (const change of [rule.accepts].flat() as Change[]) tryRule(rule, change);
      for (const change of [rule.refuses].flat() as Change[]) {
        assert.throws(() => tryRule(rule, change), { message: rule.text }, JSON.stringify(change));
      }
    });
  }
}

function tryRule({ token, before, region }: Rule, change: Change): void {
  const land = new Landscape(region);
  const inputsOf = (of: Change) => (typeof of === "function" ? of(land) : of);
  if (before === undefined) {
    land.make(token, inputsOf(change));
    return;
  }
  const made = land.make(token, inputsOf(before));
  const next = inputsOf(change);
  // What is refused must be the update, not what was prepared for it.
  land.cloud.update(made, next);
}

/** Of a virtual network. */
export const space = (...addressPrefixes: string[]) => ({ addressSpace: { addressPrefixes } });
/** Another subnet of the landscape's network. */
export const second = (land: Landscape, change: Props = {}) =>
  land.make("network:Subnet", { subnetName: "t", addressPrefix: "10.0.3.0/24", ...change });
/** Another network. */
export const network = (land: Landscape, name: string, range: string, location = "westeurope") =>
  land.make("network:VirtualNetwork", { virtualNetworkName: name, location, ...space(range) });
