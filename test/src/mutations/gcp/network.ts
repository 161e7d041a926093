import { of, type Table } from "../mutation.js";

const NETWORKS = "Compute Engine API: networks.insert";
const NETWORK_ARGUMENTS = "Pulumi Registry: gcp.compute.Network";
const MTU = "Virtual Private Cloud: Maximum transmission unit";
const NAMES = "Compute Engine: Resource naming convention";
const SUBNETS = "Virtual Private Cloud: Subnets";
const SUBNET_ARGUMENTS = "Pulumi Registry: gcp.compute.Subnetwork";
const FLOW_LOGS = "Virtual Private Cloud: Configure VPC Flow Logs";
const PEERING = "Virtual Private Cloud: VPC Network Peering";
const ROUTERS = "Compute Engine API: routers.insert";
const NAT = "Cloud NAT: Set up and manage network address translation with Public NAT";
const NAT_PORTS = "Cloud NAT: IP addresses and ports";
const NAT_ARGUMENTS = "Pulumi Registry: gcp.compute.RouterNat";
const ADDRESSES = "Compute Engine API: addresses.insert";
const ADDRESS_ARGUMENTS = "Pulumi Registry: gcp.compute.Address";
const LABELS = "Compute Engine: Organize resources using labels";
const IN_USE = "Compute Engine: Troubleshooting resource deletion";

const ZONE_LINK = "https://www.googleapis.com/compute/v1/projects/my-project/";

const INTERNAL = {
  ...{ name: "second", addressType: "INTERNAL" },
  subnetwork: of("compute/subnetwork:Subnetwork net-subnetwork", "selfLink"),
};

/** Mistakes in networks and what leads out of them. */
export const network: Table = {
  "compute/network:Network net": [
    { what: "a name with capitals", set: { name: "Net" }, why: NAMES },
    { what: "a name of 64 characters", set: { name: "n".repeat(64) }, why: NAMES },
    { what: "a name that starts with a digit", set: { name: "1net" }, why: NAMES },
    { what: "a name that ends with a hyphen", set: { name: "net-" }, why: NAMES },
    { what: "a name with an underscore", set: { name: "my_net" }, why: NAMES },
    { what: "a routing mode that is none", set: { routingMode: "LOCAL" }, why: NETWORK_ARGUMENTS },
    { what: "frames of 1,200 bytes", set: { mtu: 1200 }, why: MTU },
    { what: "frames of 9,000 bytes", set: { mtu: 9000 }, why: MTU },
    {
      what: "an IPv6 range of a network without IPv6",
      set: { internalIpv6Range: "fd20:a:b::/48" },
      why: "Compute Engine API: networks.insert",
    },
    { what: "a word for a boolean", set: { autoCreateSubnetworks: "no" }, why: NETWORK_ARGUMENTS },
    { what: "an unknown property", set: { ipCidrRange: "10.20.0.0/16" }, why: NETWORK_ARGUMENTS },
    { what: "the same name again", at: "again", why: NETWORKS },
    { what: "another name", at: "replace", set: { name: "network" }, why: NETWORK_ARGUMENTS },
    { what: "while it has subnetworks", at: "delete", why: "Virtual Private Cloud: Create and manage VPC networks" },
  ],
  "compute/subnetwork:Subnetwork net-subnetwork": [
    { what: "a range smaller than /29", set: { ipCidrRange: "10.20.0.0/30" }, why: SUBNETS },
    { what: "a range that is none", set: { ipCidrRange: "10.20.0.0" }, why: SUBNET_ARGUMENTS },
    { what: "no range", set: { ipCidrRange: undefined }, why: SUBNET_ARGUMENTS },
    {
      what: "internal IPv6 in a network that has none",
      set: { stackType: "IPV4_IPV6", ipv6AccessType: "INTERNAL" },
      why: SUBNETS,
    },
    {
      what: "flow logs of proxies",
      set: { purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE", secondaryIpRanges: [] },
      why: SUBNET_ARGUMENTS,
    },
    { what: "a range that is reserved", set: { ipCidrRange: "169.254.0.0/20" }, why: SUBNETS },
    { what: "a region that isn't there", set: { region: "europe-west99" }, why: SUBNET_ARGUMENTS },
    { what: "a zone for a region", set: { region: "europe-west4-a" }, why: SUBNET_ARGUMENTS },
    { what: "a network that isn't there", set: { network: "missing" }, why: SUBNET_ARGUMENTS },
    {
      what: "an address for a network",
      set: { network: of("compute/address:Address net-nat-address", "selfLink") },
      why: SUBNET_ARGUMENTS,
    },
    { what: "no network", set: { network: undefined }, why: SUBNET_ARGUMENTS },
    {
      what: "a secondary range in the first",
      set: { secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.20.0.0/20" }] },
      why: SUBNETS,
    },
    {
      what: "a secondary range's name with capitals",
      set: { secondaryIpRanges: [{ rangeName: "Pods", ipCidrRange: "10.40.0.0/20" }] },
      why: NAMES,
    },
    {
      what: "two secondary ranges of one name",
      set: {
        secondaryIpRanges: ["10.40.0.0/20", "10.41.0.0/20"].map((ipCidrRange) => ({ rangeName: "pods", ipCidrRange })),
      },
      why: SUBNET_ARGUMENTS,
    },
    {
      what: "an interval that is none",
      set: { "logConfig.aggregationInterval": "INTERVAL_5_MINUTES" },
      why: FLOW_LOGS,
    },
    { what: "more than all flows", set: { "logConfig.flowSampling": 2 }, why: FLOW_LOGS },
    { what: "a stack that is none", set: { stackType: "IPV4" }, why: SUBNET_ARGUMENTS },
    { what: "a name with an underscore", set: { name: "my_subnetwork" }, why: NAMES },
    {
      what: "a range that overlaps another subnetwork's",
      at: "again",
      apart: { name: "second", ipCidrRange: "10.40.0.0/16" },
      set: { ipCidrRange: "10.20.128.0/20" },
      why: SUBNETS,
    },
    {
      what: "a range of a peered network",
      at: "again",
      apart: { name: "second", ipCidrRange: "10.40.0.0/16" },
      set: { ipCidrRange: "10.30.128.0/20" },
      why: PEERING,
    },
    {
      what: "a smaller range",
      at: "replace",
      set: { ipCidrRange: "10.20.0.0/17" },
      why: SUBNET_ARGUMENTS,
    },
    { what: "while machines are in it", at: "delete", why: IN_USE },
  ],
  "compute/networkPeering:NetworkPeering link-peering-net": [
    {
      what: "a network with itself",
      set: { peerNetwork: of("compute/network:Network net", "selfLink") },
      why: PEERING,
    },
    {
      what: "networks whose ranges overlap",
      set: { peerNetwork: of("compute/network:Network overlap", "selfLink") },
      why: PEERING,
    },
    {
      what: "a network's name for its link",
      set: { peerNetwork: of("compute/network:Network other", "name") },
      why: "Pulumi Registry: gcp.compute.NetworkPeering",
    },
    {
      what: "a network that isn't there",
      set: { peerNetwork: `${ZONE_LINK}global/networks/missing` },
      why: "Compute Engine API: networks.addPeering",
    },
    { what: "a stack that is none", set: { stackType: "IPV6" }, why: "Pulumi Registry: gcp.compute.NetworkPeering" },
    { what: "a name with capitals", set: { name: "Link" }, why: NAMES },
    { what: "the same networks again", at: "again", set: { name: "second" }, why: PEERING },
  ],
  "compute/router:Router net-router": [
    { what: "a network that isn't there", set: { network: "missing" }, why: ROUTERS },
    { what: "a region that isn't there", set: { region: "europe-west99" }, why: ROUTERS },
    {
      what: "a public autonomous system",
      set: { bgp: { asn: 64_000 } },
      why: "Cloud Router: Create and manage Cloud Routers",
    },
    {
      what: "a mode that is none",
      set: { bgp: { asn: 64_512, advertiseMode: "ALL" } },
      why: "Pulumi Registry: gcp.compute.Router",
    },
    {
      what: "ranges to advertise, in default mode",
      set: { bgp: { asn: 64_512, advertisedIpRanges: [{ range: "10.0.0.0/8" }] } },
      why: "Pulumi Registry: gcp.compute.Router",
    },
    {
      what: "a range to advertise that is none",
      set: { bgp: { asn: 64_512, advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "office" }] } },
      why: "Cloud Router: Advertise custom address ranges",
    },
    { what: "a name with an underscore", set: { name: "my_router" }, why: NAMES },
    { what: "the same name again", at: "again", why: ROUTERS },
  ],
  "compute/routerNat:RouterNat net-nat": [
    { what: "chosen addresses, but none given", set: { natIps: undefined }, why: NAT_ARGUMENTS },
    { what: "automatic addresses, and some given", set: { natIpAllocateOption: "AUTO_ONLY" }, why: NAT_ARGUMENTS },
    { what: "an allocation that is none", set: { natIpAllocateOption: "SOMETIMES" }, why: NAT_ARGUMENTS },
    { what: "an IP address for the address", set: { natIps: ["34.1.2.3"] }, why: NAT_ARGUMENTS },
    {
      what: "an address that isn't there",
      set: { natIps: [`${ZONE_LINK}regions/europe-west4/addresses/missing`] },
      why: NAT,
    },
    {
      what: "an address of another region",
      set: { natIps: [`${ZONE_LINK}regions/us-central1/addresses/nat`] },
      why: NAT,
    },
    {
      what: "a list of subnetworks that isn't given",
      set: { sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS" },
      why: NAT_ARGUMENTS,
    },
    { what: "ranges that are none", set: { sourceSubnetworkIpRangesToNat: "ALL_SUBNETS" }, why: NAT_ARGUMENTS },
    { what: "100 ports at least, of a dynamic number", set: { minPortsPerVm: 100 }, why: NAT_PORTS },
    { what: "more ports at least than at most", set: { minPortsPerVm: 8192 }, why: NAT_PORTS },
    {
      what: "dynamic ports with endpoint-independent mapping",
      set: { enableEndpointIndependentMapping: true },
      why: NAT_PORTS,
    },
    { what: "a router that isn't there", set: { router: "missing" }, why: NAT },
    { what: "another region than the router's", set: { region: "us-central1" }, why: NAT },
    {
      what: "addresses to drain at first",
      set: { drainNatIps: [`${ZONE_LINK}regions/europe-west4/addresses/nat`] },
      why: NAT_ARGUMENTS,
    },
    {
      what: "secondary ranges without names",
      set: {
        sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
        subnetworks: [
          {
            name: `${ZONE_LINK}regions/europe-west4/subnetworks/net`,
            sourceIpRangesToNats: ["LIST_OF_SECONDARY_IP_RANGES"],
          },
        ],
      },
      why: NAT_ARGUMENTS,
    },
    { what: "a filter that is none", set: { "logConfig.filter": "ERRORS" }, why: NAT_ARGUMENTS },
    { what: "a name with capitals", set: { name: "NAT" }, why: NAMES },
    {
      what: "a second one for all subnetworks",
      at: "again",
      set: { name: "second", natIps: undefined, natIpAllocateOption: "AUTO_ONLY" },
      why: NAT,
    },
  ],
  "compute/address:Address web-address": [
    { what: "a kind that is none", set: { addressType: "PUBLIC" }, why: ADDRESS_ARGUMENTS },
    { what: "a tier that is none", set: { networkTier: "GOLD" }, why: ADDRESS_ARGUMENTS },
    { what: "a region that isn't there", set: { region: "europe-west99" }, why: ADDRESSES },
    { what: "a label key with capitals", set: { labels: { Team: "shop" } }, why: LABELS },
    { what: "a label value with capitals", set: { labels: { team: "Shop" } }, why: LABELS },
    { what: "a label key with a colon", set: { labels: { "isobar:team": "shop" } }, why: LABELS },
    { what: "a label key of 64 characters", set: { labels: { ["k".repeat(64)]: "x" } }, why: LABELS },
    { what: "a name with a dot", set: { name: "web.address" }, why: NAMES },
    { what: "an address that is none", set: { address: "300.1.2.3" }, why: ADDRESSES },
    { what: "a purpose of internal addresses", set: { purpose: "GCE_ENDPOINT" }, why: ADDRESS_ARGUMENTS },
    {
      what: "external, of a subnetwork",
      at: "again",
      apart: { name: "second" },
      set: { subnetwork: of("compute/subnetwork:Subnetwork net-subnetwork", "selfLink") },
      why: ADDRESS_ARGUMENTS,
    },
    { what: "the same name again", at: "again", why: ADDRESSES },
    ...[
      { what: "internal, outside of its subnetwork", set: { address: "10.99.0.3" } },
      { what: "internal, a subnetwork's gateway", set: { address: "10.20.0.1" } },
      { what: "internal, of a subnetwork that isn't there", set: { subnetwork: "missing" } },
      { what: "internal, in another region than its subnetwork", set: { region: "us-central1" } },
      { what: "internal, for a purpose of global ones", set: { purpose: "VPC_PEERING" } },
    ].map((mutation) => ({ ...mutation, at: "again" as const, apart: INTERNAL, why: ADDRESSES })),
    { what: "another region", at: "replace", set: { region: "us-central1" }, why: ADDRESS_ARGUMENTS },
    { what: "while a machine has it", at: "delete", why: IN_USE },
  ],
};
