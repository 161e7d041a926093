import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { Landscape, network, obeys, second } from "./landscape.test";

describe("interfaces of the simulated Azure", () => {
  const token = "network:NetworkInterface";
  const of = (land: Landscape, ...changes: Props[]) => ({
    ipConfigurations: changes.map((change, i) => ({ name: `c${i}`, subnet: { id: land.subnet.id }, ...change })),
  });
  const many = (land: Landscape, count: number) => {
    const { id } = second(land, { addressPrefix: "10.0.8.0/22" });
    const configuration = (_: unknown, i: number) => ({ primary: i === 0, subnet: { id } });
    return of(land, ...Array.from({ length: count }, configuration));
  };
  const fixed = (privateIPAddress?: string) => (land: Landscape) =>
    of(land, { privateIPAllocationMethod: "Static", privateIPAddress });
  const SIX = { privateIPAddressVersion: "IPv6" };
  const dual = (land: Landscape) => {
    const id = `${land.network.id}/subnets/t`;
    const prefixes = { addressPrefix: undefined, addressPrefixes: ["10.0.3.0/24", "fd00:db8:0:1::/64"] };
    return { subnet: { id: land.cloud.has({ id }) ? id : second(land, prefixes).id } };
  };
  const reached = (land: Landscape, change: Props) => ({
    publicIPAddress: { id: land.make("network:PublicIPAddress", change).id },
  });
  const peers = (land: Landscape) => ({ applicationSecurityGroups: [{ id: land.peers.id }] });
  obeys({
    "have a configuration": {
      token,
      accepts: (land) => of(land, {}),
      refuses: { ipConfigurations: [] },
      text: /MustHaveIpConfiguration/,
    },
    "have at most 256": {
      token,
      accepts: (land) => many(land, 256),
      refuses: (land) => many(land, 257),
      text: /more than 256/,
    },
    "have one that is primary": {
      token,
      accepts: (land) => of(land, { primary: true }, {}),
      refuses: [(land) => of(land, {}, {}), (land) => of(land, { primary: true }, { primary: true })],
      text: /one primary/,
    },
    "have each by a name": {
      token,
      accepts: (land) => of(land, { primary: true, name: "a" }, { name: "b" }),
      refuses: (land) => of(land, { primary: true, name: "a" }, { name: "A" }),
      text: /Duplicate resource name A/,
    },
    "have each in a subnet": {
      token,
      accepts: (land) => of(land, {}),
      refuses: (land) => of(land, { subnet: undefined }),
      text: /SubnetRequired/,
    },
    "have subnets of one network": {
      token,
      accepts: (land) => of(land, { primary: true }, { subnet: { id: second(land).id } }),
      refuses: (land) => {
        network(land, "away", "10.9.0.0/16");
        const { id } = second(land, { virtualNetworkName: "away", addressPrefix: "10.9.0.0/24" });
        return of(land, { primary: true }, { subnet: { id } });
      },
      text: /SubnetsNotInSameVnet/,
    },
    "stay in their network": {
      token,
      before: {},
      accepts: (land) => of(land, { subnet: { id: second(land).id } }),
      refuses: (land) => {
        network(land, "away", "10.9.0.0/16");
        const { id } = second(land, { virtualNetworkName: "away", addressPrefix: "10.9.0.0/24" });
        return of(land, { subnet: { id } });
      },
      text: /SubnetsNotInSameVnet/,
    },
    "share no public address": {
      token,
      accepts: (land) => of(land, { publicIPAddress: { id: land.address.id } }),
      refuses: (land) => {
        land.make(token, of(land, { publicIPAddress: { id: land.address.id } }), "first");
        return of(land, { publicIPAddress: { id: land.address.id } });
      },
      text: /PublicIPAddressInUse/,
    },
    "of one application security group are in one network": {
      token,
      accepts: (land) => land.make(token, of(land, peers(land)), "first") && of(land, peers(land)),
      refuses: (land) => {
        land.make(token, of(land, peers(land)), "first");
        network(land, "away", "10.9.0.0/16");
        const { id } = second(land, { virtualNetworkName: "away", addressPrefix: "10.9.0.0/24" });
        return of(land, { subnet: { id }, ...peers(land) });
      },
      text: /ApplicationSecurityGroupsNotInSameVnet/,
    },
    "have IPv6 beside IPv4, where their subnet has it": {
      token,
      accepts: (land) => of(land, { primary: true, ...dual(land) }, { ...SIX, ...dual(land) }),
      refuses: [
        (land) => of(land, SIX),
        (land) => of(land, {}, { ...SIX, primary: true }),
        (land) => of(land, { primary: true }, SIX),
      ],
      text: /PrimaryIpConfigurationMustBeIPv4|SubnetHasNoIPv6Prefix/,
    },
    "have public addresses of their region and version": {
      token,
      accepts: (land) => of(land, reached(land, {})),
      refuses: [
        (land) => of(land, reached(land, { publicIPAddressVersion: "IPv6" })),
        (land) => of(land, reached(land, { sku: { name: "Standard", tier: "Global" } })),
      ],
      text: /PublicIPAddressVersionMismatch|GlobalTierPublicIPAddressNotSupported/,
    },
    "ask Azure or servers for names": {
      token,
      accepts: [["AzureProvidedDNS"], ["10.0.0.4", "fd00::4"]].map((dnsServers) => ({ dnsSettings: { dnsServers } })),
      refuses: [["AzureProvidedDNS", "10.0.0.4"], ["dns.example.org"]].map((dnsServers) => ({
        dnsSettings: { dnsServers },
      })),
      text: /AzureProvidedDNS must be the only one|InvalidIPAddressFormat/,
    },
    "are auxiliary by mode and size": {
      token,
      accepts: [{ auxiliaryMode: "None" }, { auxiliaryMode: "MaxConnections", auxiliarySku: "A1" }],
      refuses: [{ auxiliaryMode: "MaxConnections" }, { auxiliarySku: "A1" }],
      text: /AuxiliaryModeAndSkuMismatch/,
    },
    "say which address is static": {
      token,
      accepts: fixed("10.0.1.4"),
      refuses: fixed(),
      text: /StaticPrivateIPAddressNotSpecified/,
    },
    "have static addresses of their subnet": {
      token,
      accepts: fixed("10.0.1.254"),
      refuses: fixed("10.0.2.4"),
      text: /10\.0\.2\.4 does not belong to the range of subnet prefix 10\.0\.1\.0\/24/,
    },
    "have none of Azure's own five addresses": {
      token,
      accepts: fixed("10.0.1.4"),
      refuses: [fixed("10.0.1.0"), fixed("10.0.1.3"), fixed("10.0.1.255")],
      text: /falls within reserved IP range/,
    },
    "have addresses that nobody has": {
      token,
      accepts: fixed("10.0.1.5"),
      refuses: (land) => land.make(token, fixed("10.0.1.5")(land), "first") && fixed("10.0.1.5")(land),
      text: /10\.0\.1\.5 which is already allocated/,
    },
  });

  it("get an address of each version", () => {
    const land = new Landscape();
    const made = land.make(token, of(land, { primary: true, ...dual(land) }, { ...SIX, ...dual(land) }));
    const all = made.outputs.ipConfigurations as Props[];
    assert.deepEqual(
      all.map(({ id, privateIPAddress, privateIPAddressVersion }) => [id, privateIPAddress, privateIPAddressVersion]),
      [
        [`${made.id}/ipConfigurations/c0`, "10.0.3.4", "IPv4"],
        [`${made.id}/ipConfigurations/c1`, "fd00:db8:0:1::4", "IPv6"],
      ],
    );
  });

  it("get the addresses of their subnet one by one until it is full", () => {
    const land = new Landscape();
    const { id } = second(land, { addressPrefix: "10.0.3.0/29" });
    const make = (name: string) => land.make(token, { ipConfigurations: [{ name: "p", subnet: { id } }] }, name);
    const addresses = ["a", "b", "c"].map(
      (name) => (make(name).outputs.ipConfigurations as Props[])[0]?.privateIPAddress,
    );
    assert.deepEqual(addresses, ["10.0.3.4", "10.0.3.5", "10.0.3.6"]);
    assert.throws(() => make("d"), /SubnetIsFull/);
  });
});
