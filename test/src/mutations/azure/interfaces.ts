import { of, type Table } from "../mutation.js";

const RULES = "Azure Resource Manager: Naming rules and restrictions for Azure resources";
const NSG = "Azure Virtual Network: Create, change, or delete a network security group";
const NSG_RULES = "Azure Virtual Network: Network security groups";
const NSG_API = "Azure REST API: Security Rules - Create Or Update";
const ADDRESSES = "Azure Virtual Network: Public IP addresses";
const ADDRESS_API = "Azure REST API: Public IP Addresses - Create Or Update";
const NAT = "Azure NAT Gateway: Design virtual networks with NAT gateway";
const NAT_API = "Azure REST API: Nat Gateways - Create Or Update";
const INTERFACES = "Azure Virtual Network: Create, change, or delete an Azure network interface";
const INTERFACE_API = "Azure REST API: Network Interfaces - Create Or Update";
const PRIVATE = "Azure Virtual Network: Configure IP addresses for an Azure network interface";
const GROUPS = "Azure Virtual Network: Application security groups";
const BASTION = "Azure Bastion: About Bastion configuration settings";
const BASTION_API = "Azure REST API: Bastion Hosts - Create Or Update";
const FLOW_LOGS = "Azure Network Watcher: Virtual network flow logs";
const FLOW_LOG_API = "Azure REST API: Flow Logs - Create Or Update";
const LOCATIONS = "Azure: Regions list";

const WEB_ADDRESS = "network:PublicIPAddress web-ip";
const MISSING =
  "/subscriptions/3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17/resourceGroups/missing/providers/Microsoft.Network/";

const analysed = (trafficAnalyticsInterval: number) => ({
  flowAnalyticsConfiguration: {
    networkWatcherFlowAnalyticsConfiguration: {
      enabled: true,
      trafficAnalyticsInterval,
      workspaceResourceId: `${MISSING}workspaces/logs`,
    },
  },
});

/** Mistakes in firewalls, addresses, and what has them. */
export const interfaces: Table = {
  "network:NetworkSecurityGroup web-nsg": [
    { what: "priority 99", set: { "securityRules[0].priority": 99 }, why: NSG_RULES },
    { what: "priority 4097", set: { "securityRules[0].priority": 4097 }, why: NSG_RULES },
    { what: "no priority", set: { "securityRules[0].priority": undefined }, why: NSG_API },
    { what: "two rules of one priority", set: { "securityRules[0].priority": 101 }, why: NSG_RULES },
    { what: "two rules of one name", set: { "securityRules[0].name": "api-db" }, why: NSG },
    { what: "a direction that is none", set: { "securityRules[0].direction": "In" }, why: NSG_API },
    { what: "an access that is none", set: { "securityRules[0].access": "Permit" }, why: NSG_API },
    { what: "a protocol of another layer", set: { "securityRules[0].protocol": "Http" }, why: NSG_API },
    { what: "port 70000", set: { "securityRules[0].destinationPortRanges": ["70000"] }, why: NSG_RULES },
    {
      what: "a port range that ends before it starts",
      set: { "securityRules[0].destinationPortRanges": ["443-80"] },
      why: NSG_RULES,
    },
    {
      what: "a source that is none",
      set: { "securityRules[0].sourceAddressPrefix": "internet cafe" },
      why: NSG_API,
    },
    {
      what: "a service tag that isn't there",
      missed: true,
      set: { "securityRules[4].sourceAddressPrefix": "VirtualNetworks" },
      why: "Azure Virtual Network: Service tags",
    },
    {
      what: "no destination",
      set: { "securityRules[0].destinationAddressPrefix": undefined },
      why: NSG_API,
    },
    {
      what: "a range and a group as source",
      set: { "securityRules[1].sourceAddressPrefix": "10.0.0.0/8" },
      why: GROUPS,
    },
    {
      what: "a group that isn't there",
      set: {
        "securityRules[1].sourceApplicationSecurityGroups": [{ id: `${MISSING}applicationSecurityGroups/missing` }],
      },
      why: GROUPS,
    },
    {
      what: "a rule's name with a space",
      set: { "securityRules[0].name": "https internet" },
      why: RULES,
    },
    {
      what: "a description of 141 characters",
      set: { "securityRules[0].description": "d".repeat(141) },
      why: NSG_API,
    },
    { what: "a name that starts with a hyphen", set: { networkSecurityGroupName: "-web" }, why: RULES },
    { what: "a location that isn't there", set: { location: "mars" }, why: LOCATIONS },
    { what: "while an interface uses it", at: "delete", why: NSG },
    {
      what: "one range and a list of ranges",
      set: { "securityRules[0].sourceAddressPrefixes": ["10.0.0.0/8"] },
      why: NSG_API,
    },
    {
      what: "one port and a list of ports",
      set: { "securityRules[0].destinationPortRange": "443" },
      why: NSG_API,
    },
    {
      what: "a service tag among ranges",
      set: {
        "securityRules[0].sourceAddressPrefix": undefined,
        "securityRules[0].sourceAddressPrefixes": ["10.0.0.0/8", "Internet"],
      },
      why: "hashicorp/terraform-provider-azurerm#5617: cannot specify existing VIRTUALNETWORK, INTERNET, …",
    },
  ],
  "network:ApplicationSecurityGroup web-asg": [
    {
      what: "a name of 81 characters",
      set: { applicationSecurityGroupName: "a".repeat(81) },
      why: RULES,
    },
    { what: "a name with a space", set: { applicationSecurityGroupName: "web servers" }, why: RULES },
    { what: "a location that isn't there", set: { location: "mars" }, why: LOCATIONS },
    { what: "no resource group", set: { resourceGroupName: undefined }, why: GROUPS },
    { what: "while an interface is in it", at: "delete", why: GROUPS },
  ],
  "network:PublicIPAddress web-ip": [
    { what: "a standard address that may change", set: { publicIPAllocationMethod: "Dynamic" }, why: ADDRESSES },
    { what: "a tier that is none", set: { "sku.name": "Premium" }, why: ADDRESS_API },
    { what: "zone 4", set: { zones: ["4"] }, why: ADDRESSES },
    { what: "a version that is none", set: { publicIPAddressVersion: "IPv5" }, why: ADDRESS_API },
    { what: "idle for three minutes", set: { idleTimeoutInMinutes: 3 }, why: ADDRESS_API },
    { what: "idle for 31 minutes", set: { idleTimeoutInMinutes: 31 }, why: ADDRESS_API },
    {
      what: "a DNS label with capitals",
      set: { dnsSettings: { domainNameLabel: "Web" } },
      why: ADDRESSES,
    },
    { what: "an allocation that is none", set: { publicIPAllocationMethod: "Fixed" }, why: ADDRESS_API },
    { what: "a name of 81 characters", set: { publicIpAddressName: "a".repeat(81) }, why: RULES },
    { what: "a location that isn't there", set: { location: "mars" }, why: LOCATIONS },
    {
      what: "while an interface has it",
      at: "delete",
      why: "Azure Virtual Network: Create, change, or delete an Azure public IP address",
    },
    { what: "a label that is taken", set: { dnsSettings: { domainNameLabel: "taken" } }, why: ADDRESSES },
    {
      what: "a plan without protection of its own",
      set: { ddosSettings: { ddosProtectionPlan: { id: `${MISSING}ddosProtectionPlans/plan` } } },
      why: ADDRESS_API,
    },
    { what: "a protection that is none", set: { ddosSettings: { protectionMode: "Some" } }, why: ADDRESS_API },
  ],
  "network:NatGateway net-nat": [
    {
      what: "an address that isn't there",
      set: { publicIpAddresses: [{ id: `${MISSING}publicIPAddresses/missing` }] },
      why: NAT_API,
    },
    { what: "a tier that is none", set: { "sku.name": "Basic" }, why: NAT_API },
    { what: "idle for three minutes", set: { idleTimeoutInMinutes: 3 }, why: NAT },
    { what: "idle for 121 minutes", set: { idleTimeoutInMinutes: 121 }, why: NAT },
    {
      what: "two zones",
      set: { zones: ["1", "2"] },
      why: "Azure NAT Gateway: NAT gateway and availability zones",
    },
    {
      what: "a network for an address",
      set: { "publicIpAddresses[0].id": of("network:VirtualNetwork net") },
      why: NAT_API,
    },
    { what: "an address that is in use", at: "again", set: { natGatewayName: "second" }, why: NAT },
    { what: "while a subnet uses it", at: "delete", why: NAT },
  ],
  "network:NetworkInterface web-nic": [
    { what: "no address", set: { ipConfigurations: [] }, why: INTERFACE_API },
    {
      what: "a subnet that isn't there",
      set: { "ipConfigurations[0].subnet.id": `${MISSING}virtualNetworks/net/subnets/missing` },
      why: INTERFACE_API,
    },
    {
      what: "a network for a subnet",
      set: { "ipConfigurations[0].subnet.id": of("network:VirtualNetwork net") },
      why: INTERFACE_API,
    },
    { what: "no subnet", set: { "ipConfigurations[0].subnet": undefined }, why: INTERFACE_API },
    {
      what: "a static address that isn't given",
      set: { "ipConfigurations[0].privateIPAllocationMethod": "Static" },
      why: PRIVATE,
    },
    {
      what: "an address outside of the subnet",
      set: {
        "ipConfigurations[0].privateIPAllocationMethod": "Static",
        "ipConfigurations[0].privateIPAddress": "10.99.0.10",
      },
      why: PRIVATE,
    },
    {
      what: "an address that Azure keeps",
      set: {
        "ipConfigurations[0].privateIPAllocationMethod": "Static",
        "ipConfigurations[0].privateIPAddress": "10.20.64.1",
      },
      why: "Azure Virtual Network: FAQ",
    },
    { what: "another location than the network's", set: { location: "northeurope" }, why: INTERFACES },
    {
      what: "a firewall that isn't there",
      set: { "networkSecurityGroup.id": `${MISSING}networkSecurityGroups/missing` },
      why: INTERFACE_API,
    },
    {
      what: "a group that isn't there",
      set: { "ipConfigurations[0].applicationSecurityGroups": [{ id: `${MISSING}applicationSecurityGroups/missing` }] },
      why: GROUPS,
    },
    {
      what: "a public address that isn't there",
      set: { "ipConfigurations[0].publicIPAddress.id": `${MISSING}publicIPAddresses/missing` },
      why: INTERFACE_API,
    },
    { what: "a name that starts with a hyphen", set: { networkInterfaceName: "-nic" }, why: RULES },
    {
      what: "a method that is none",
      set: { "ipConfigurations[0].privateIPAllocationMethod": "Fixed" },
      why: INTERFACE_API,
    },
    {
      what: "a public address that is in use",
      at: "again",
      set: { networkInterfaceName: "second" },
      why: "Azure Virtual Network: Create, change, or delete an Azure public IP address",
    },
    { what: "while a machine has it", at: "delete", why: INTERFACES },
    {
      what: "IPv6 alone",
      set: { "ipConfigurations[0].privateIPAddressVersion": "IPv6" },
      why: PRIVATE,
    },
    {
      what: "Azure's name servers and another one",
      set: { dnsSettings: { dnsServers: ["AzureProvidedDNS", "10.20.0.4"] } },
      why: INTERFACE_API,
    },
    { what: "a name server that is no address", set: { dnsSettings: { dnsServers: ["dns"] } }, why: INTERFACE_API },
    { what: "an auxiliary mode without a size", set: { auxiliaryMode: "MaxConnections" }, why: INTERFACE_API },
  ],
  "network:BastionHost net-bastion": [
    {
      what: "a subnet of another name",
      set: { "ipConfigurations[0].subnet.id": of("network:Subnet net-public") },
      why: BASTION,
    },
    { what: "tunnels in the basic tier", set: { "sku.name": "Basic" }, why: BASTION },
    { what: "a tier that is none", set: { "sku.name": "Gold" }, why: BASTION_API },
    { what: "51 instances", set: { scaleUnits: 51 }, why: BASTION },
    { what: "one instance", set: { scaleUnits: 1 }, why: BASTION },
    {
      what: "an address that isn't there",
      set: { "ipConfigurations[0].publicIPAddress.id": `${MISSING}publicIPAddresses/missing` },
      why: BASTION_API,
    },
    {
      what: "an address that is in use",
      set: { "ipConfigurations[0].publicIPAddress.id": of("network:PublicIPAddress net-nat-ip") },
      why: BASTION_API,
    },
    { what: "another location than the network's", set: { location: "northeurope" }, why: BASTION },
    {
      what: "a second one in the subnet",
      at: "again",
      set: { bastionHostName: "second", "ipConfigurations[0].publicIPAddress.id": of("network:PublicIPAddress spare") },
      why: BASTION,
    },
    { what: "recordings in the standard tier", set: { enableSessionRecording: true }, why: BASTION },
    { what: "private only in the standard tier", set: { enablePrivateOnlyBastion: true }, why: BASTION },
    {
      what: "three instances in the basic tier",
      set: { "sku.name": "Basic", enableTunneling: false, scaleUnits: 3 },
      why: BASTION,
    },
    {
      what: "the tier for developers without a network",
      set: { "sku.name": "Developer", enableTunneling: false },
      why: BASTION_API,
    },
    {
      what: "a lesser tier",
      at: "update",
      set: { "sku.name": "Basic", enableTunneling: false },
      why: BASTION,
    },
  ],
  "network:FlowLog net-flow-log": [
    {
      what: "a network that isn't there",
      set: { targetResourceId: `${MISSING}virtualNetworks/missing` },
      why: FLOW_LOG_API,
    },
    { what: "an address for a network", set: { targetResourceId: of(WEB_ADDRESS) }, why: FLOW_LOGS },
    {
      what: "a storage account that isn't there",
      set: { storageId: `${MISSING.replace("Network", "Storage")}storageAccounts/missing` },
      why: FLOW_LOG_API,
    },
    {
      what: "a storage account of another location",
      set: { storageId: of("storage:StorageAccount elsewhere") },
      why: FLOW_LOGS,
    },
    { what: "kept for 366 days", set: { "retentionPolicy.days": 366 }, why: FLOW_LOGS },
    { what: "a format that is none", set: { "format.type": "XML" }, why: FLOW_LOG_API },
    {
      what: "a watcher that isn't there",
      set: { networkWatcherName: "missing" },
      why: "Azure Network Watcher: Enable or disable Azure Network Watcher",
    },
    { what: "no storage account", set: { storageId: undefined }, why: FLOW_LOG_API },
    { what: "the same network again", at: "again", set: { flowLogName: "second" }, why: FLOW_LOGS },
    { what: "analysed every half hour", set: { ...analysed(30) }, why: "Azure Network Watcher: Traffic analytics" },
    {
      what: "analysed in no workspace",
      set: { flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: { enabled: true } } },
      why: "Azure Network Watcher: Traffic analytics",
    },
  ],
};
