import { of, type Table, tags } from "../mutation.js";

const RULES = "Azure Resource Manager: Naming rules and restrictions for Azure resources";
const TAGS = "Azure Resource Manager: Use tags to organize your Azure resources";
const GROUPS = "Azure REST API: Resource Groups - Create Or Update";
const NETWORKS = "Azure REST API: Virtual Networks - Create Or Update";
const NETWORK_FAQ = "Azure Virtual Network: FAQ";
const PLANNING = "Azure Virtual Network: Plan virtual networks";
const SUBNETS = "Azure Virtual Network: Add, change, or delete a virtual network subnet";
const ENDPOINTS = "Azure Virtual Network: Service endpoints";
const PEERING = "Azure Virtual Network: Create, change, or delete a virtual network peering";
const ARGUMENTS = "Pulumi Registry: azure-native.network.Subnet";
const LOCATIONS = "Azure: Regions list";
const LOCKS = "Azure Resource Manager: Lock your resources to protect your infrastructure";
const LOCK_API = "Azure REST API: Management Locks - Create Or Update By Scope";

const NET = "network:VirtualNetwork net";
const WEB_ADDRESS = "network:PublicIPAddress web-ip";

/** Mistakes in resource groups, networks and subnets. */
export const network: Table = {
  "resources:ResourceGroup data-group": [
    { what: "a name that ends in a dot", set: { resourceGroupName: "shop." }, why: RULES },
    { what: "a name of 91 characters", set: { resourceGroupName: "g".repeat(91) }, why: RULES },
    { what: "a name with a slash", set: { resourceGroupName: "shop/data" }, why: RULES },
    { what: "a location that isn't there", set: { location: "mars" }, why: GROUPS },
    { what: "51 tags", set: { tags: tags(51) }, why: TAGS },
    { what: "a tag key of 513 characters", set: { tags: { ["k".repeat(513)]: "x" } }, why: TAGS },
    { what: "a tag value of 257 characters", set: { tags: { team: "x".repeat(257) } }, why: TAGS },
    { what: "a tag key with a slash", set: { tags: { "isobar/team": "shop" } }, why: TAGS },
    {
      what: "the same name again",
      at: "again",
      why: "pulumi/pulumi-azure-nextgen#94: Cannot create already existing resource",
    },
    {
      what: "another location",
      at: "replace",
      set: { location: "northeurope" },
      why: "Pulumi Registry: azure-native.resources.ResourceGroup",
    },
  ],
  "resources:ResourceGroup isobar-group": [{ what: "while something in it is locked", at: "delete", why: LOCKS }],
  "authorization:ManagementLockByScope kept-lock": [
    { what: "a level that is none", set: { level: "ReadWrite" }, why: LOCK_API },
    { what: "no level", set: { level: undefined }, why: LOCK_API },
    {
      what: "a scope that isn't there",
      set: { scope: "/subscriptions/3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17/resourceGroups/missing" },
      why: LOCK_API,
    },
    { what: "notes of 513 characters", set: { notes: "n".repeat(513) }, why: LOCK_API },
  ],
  "network:VirtualNetwork net": [
    {
      what: "a prefix length of 33",
      set: { "addressSpace.addressPrefixes": ["10.20.0.0/33"] },
      why: NETWORKS,
    },
    {
      what: "a range with host bits",
      set: { "addressSpace.addressPrefixes": ["10.20.0.1/16"] },
      why: NETWORKS,
    },
    { what: "no range", set: { "addressSpace.addressPrefixes": [] }, why: NETWORKS },
    {
      what: "ranges that overlap",
      set: { "addressSpace.addressPrefixes": ["10.20.0.0/16", "10.20.128.0/20"] },
      why: PLANNING,
    },
    {
      what: "a range of no use",
      set: { "addressSpace.addressPrefixes": ["169.254.0.0/16"] },
      why: NETWORK_FAQ,
    },
    { what: "multicast", set: { "addressSpace.addressPrefixes": ["224.0.0.0/16"] }, why: NETWORK_FAQ },
    { what: "a location that isn't there", set: { location: "mars" }, why: LOCATIONS },
    { what: "a name of one character", set: { virtualNetworkName: "n" }, why: RULES },
    { what: "a name of 65 characters", set: { virtualNetworkName: "n".repeat(65) }, why: RULES },
    { what: "a name that starts with an underscore", set: { virtualNetworkName: "_net" }, why: RULES },
    {
      what: "a resource group that isn't there",
      set: { resourceGroupName: "missing" },
      why: "Azure Resource Manager: Troubleshoot common Azure deployment errors",
    },
    { what: "no resource group", set: { resourceGroupName: undefined }, why: NETWORKS },
    { what: "flows that end after three minutes", set: { flowTimeoutInMinutes: 3 }, why: NETWORKS },
    {
      what: "a name server that is no address",
      set: { dhcpOptions: { dnsServers: ["dns"] } },
      why: NETWORKS,
    },
    {
      what: "the same name again",
      at: "again",
      why: "pulumi/pulumi-azure-nextgen#94: Cannot create already existing resource",
    },
    {
      what: "a range without the subnets'",
      at: "update",
      set: { "addressSpace.addressPrefixes": ["10.99.0.0/16"] },
      why: "Azure Virtual Network: Create, change, or delete a virtual network",
    },
    {
      what: "another location",
      at: "replace",
      set: { location: "northeurope" },
      why: "Pulumi Registry: azure-native.network.VirtualNetwork",
    },
    {
      what: "while machines are in it",
      at: "delete",
      why: "Azure Virtual Network: Create, change, or delete a virtual network",
    },
    { what: "protected without a plan", set: { enableDdosProtection: true }, why: NETWORKS },
    {
      what: "an encryption that is none",
      set: { encryption: { enabled: true, enforcement: "Drop" } },
      why: NETWORKS,
    },
    {
      what: "a community of another system",
      set: { bgpCommunities: { virtualNetworkCommunity: "65000:1" } },
      why: "Azure ExpressRoute: Configure custom BGP communities for Azure ExpressRoute private peering",
    },
    {
      what: "subnets in it that overlap",
      set: {
        subnets: [
          { name: "a", addressPrefix: "10.20.0.0/24" },
          { name: "b", addressPrefix: "10.20.0.128/25" },
        ],
      },
      why: NETWORKS,
    },
    {
      what: "a subnet in it that lies outside",
      set: { subnets: [{ name: "a", addressPrefix: "10.21.0.0/24" }] },
      why: NETWORKS,
    },
  ],
  "network:Subnet net-private": [
    { what: "a range outside of the network", set: { addressPrefix: "10.21.0.0/24" }, why: SUBNETS },
    { what: "a range smaller than /29", set: { addressPrefix: "10.20.128.0/30" }, why: NETWORK_FAQ },
    { what: "a range with host bits", set: { addressPrefix: "10.20.128.1/19" }, why: SUBNETS },
    { what: "no range", set: { addressPrefix: undefined }, why: SUBNETS },
    {
      what: "a network that isn't there",
      set: { virtualNetworkName: "missing" },
      why: "Azure Resource Manager: Resolve errors for resource not found",
    },
    { what: "a network's id for its name", set: { virtualNetworkName: of(NET) }, why: ARGUMENTS },
    {
      what: "a NAT gateway that isn't there",
      set: { "natGateway.id": missing("natGateways") },
      why: "Azure REST API: Subnets - Create Or Update",
    },
    {
      what: "an address for a NAT gateway",
      set: { "natGateway.id": of(WEB_ADDRESS) },
      why: "Azure REST API: Subnets - Create Or Update",
    },
    {
      what: "a NAT gateway's name for its id",
      set: { "natGateway.id": of("network:NatGateway net-nat", "name") },
      why: "Azure Resource Manager: Resolve errors for invalid resource reference",
    },
    {
      what: "a firewall that isn't there",
      set: { networkSecurityGroup: { id: missing("networkSecurityGroups") } },
      why: "Azure REST API: Subnets - Create Or Update",
    },
    {
      what: "an endpoint of a service that has none",
      set: { "serviceEndpoints[0].service": "Microsoft.Disk" },
      why: ENDPOINTS,
    },
    {
      what: "a delegation to nobody",
      missed: true,
      set: { delegations: [{ name: "nobody", serviceName: "Microsoft.Nobody/things" }] },
      why: "Azure Virtual Network: Subnet delegation",
    },
    {
      what: "a policy that is none",
      set: { privateEndpointNetworkPolicies: "Off" },
      why: "Azure REST API: Subnets - Create Or Update",
    },
    { what: "a name with a slash", set: { subnetName: "net/private" }, why: RULES },
    { what: "a name of 81 characters", set: { subnetName: "s".repeat(81) }, why: RULES },
    { what: "a word for a boolean", set: { defaultOutboundAccess: "never" }, why: ARGUMENTS },
    {
      what: "a range that overlaps another subnet's",
      at: "again",
      apart: { subnetName: "second", addressPrefix: "10.20.32.0/24" },
      set: { addressPrefix: "10.20.130.0/24" },
      why: SUBNETS,
    },
    {
      what: "the same name again",
      at: "again",
      why: "pulumi/pulumi-azure-nextgen#94: Cannot create already existing resource",
    },
    {
      what: "another range, while machines are in it",
      at: "update",
      set: { addressPrefix: "10.20.192.0/19" },
      why: SUBNETS,
    },
    { what: "while machines are in it", at: "delete", why: SUBNETS },
    {
      what: "endpoints of storage for one region and for all",
      set: { serviceEndpoints: [{ service: "Microsoft.Storage" }, { service: "Microsoft.Storage.Global" }] },
      why: "Azure Storage: Cross-region service endpoints",
    },
    {
      what: "delegated to two services",
      set: {
        delegations: [
          { name: "a", serviceName: "Microsoft.Web/serverFarms" },
          { name: "b", serviceName: "Microsoft.App/environments" },
        ],
      },
      why: "MicrosoftDocs/azure-docs#28698: number of being able to delegation",
    },
    {
      what: "a range of IPv6 that is no /64",
      set: { addressPrefix: undefined, addressPrefixes: ["10.20.128.0/19", "fd00:db8::/80"] },
      why: "Azure Virtual Network: What is IPv6 for Azure Virtual Network?",
    },
  ],
  "network:VirtualNetworkPeering link-net": [
    { what: "a network with itself", set: { "remoteVirtualNetwork.id": of(NET) }, why: PEERING },
    {
      what: "networks whose ranges overlap",
      set: { "remoteVirtualNetwork.id": of("network:VirtualNetwork overlap") },
      why: PEERING,
    },
    {
      what: "a network that isn't there",
      set: { "remoteVirtualNetwork.id": missing("virtualNetworks") },
      why: PEERING,
    },
    {
      what: "a subnet for a network",
      set: { "remoteVirtualNetwork.id": of("network:Subnet other-public") },
      why: "Azure REST API: Virtual Network Peerings - Create Or Update",
    },
    {
      what: "no other network",
      set: { remoteVirtualNetwork: undefined },
      why: "Azure REST API: Virtual Network Peerings - Create Or Update",
    },
    { what: "a gateway that isn't there", set: { useRemoteGateways: true }, why: PEERING },
    { what: "the same network again", at: "again", set: { virtualNetworkPeeringName: "second" }, why: PEERING },
  ],
};

function missing(kind: string): string {
  return `/subscriptions/3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17/resourceGroups/missing/providers/Microsoft.Network/${kind}/missing`;
}
