import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { Landscape, obeys, RULE } from "./landscape.test";

const token = "network:NetworkSecurityGroup";
const rules = (...changes: Props[]) => ({
  securityRules: changes.map((change, i) => ({ ...RULE, name: `rule${i}`, priority: 100 + i, ...change })),
});
const many = (count: number) => rules(...Array.from({ length: count }, () => ({})));
const groups = (land: Landscape, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: land.make("network:ApplicationSecurityGroup", {}, `asg${i}`).id,
  }));
const fromPeers = (land: Landscape, count: number, change: Props = {}) =>
  rules({ sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: groups(land, count), ...change });

describe("security rules of the simulated Azure", () => {
  obeys({
    "have priorities from 100 to 4096": {
      token,
      accepts: [rules({ priority: 100 }), rules({ priority: 4096 })],
      refuses: [rules({ priority: 99 }), rules({ priority: 4097 })],
      text: /SecurityRuleInvalidPriority.*Value provided: (99|4097) Allowed range 100-4096/,
    },
    "have a priority of their own in their direction": {
      token,
      accepts: rules({ priority: 200 }, { priority: 200, direction: "Outbound" }),
      refuses: rules({ priority: 200 }, { priority: 200 }),
      text: /SecurityRuleConflict/,
    },
    "are described in 140 characters": {
      token,
      accepts: rules({ description: "x".repeat(140) }),
      refuses: rules({ description: "x".repeat(141) }),
      text: /SecurityRuleDescriptionTooLong/,
    },
    "have a name of their own": {
      token,
      accepts: rules({ name: "a" }, { name: "b" }),
      refuses: rules({ name: "a" }, { name: "A" }),
      text: /Duplicate resource name A/,
    },
    "are named as all else": {
      token,
      accepts: rules({ name: "a.b" }),
      refuses: [rules({ name: "a b" }), rules({ name: "x".repeat(81) })],
      text: /InvalidResourceName/,
    },
    "are at most 1000": { token, accepts: many(1000), refuses: many(1001), text: /SecurityRuleCountLimitReached/ },
    "are at most 1000 of an update": {
      token,
      before: many(1),
      accepts: many(1000),
      refuses: many(1001),
      text: /SecurityRuleCountLimitReached/,
    },
    "name ports up to 65535": {
      token,
      accepts: ["0", "65535", "80-443", "*"].map((destinationPortRange) => rules({ destinationPortRange })),
      refuses: ["65536", "443-80", "-1", "http", "80,443"].map((destinationPortRange) =>
        rules({ destinationPortRange }),
      ),
      text: /SecurityRuleInvalidPortRange.*Valid range 0-65535/,
    },
    "name no ports of protocols that have none": {
      token,
      accepts: [
        rules({ protocol: "Icmp", destinationPortRange: "8" }),
        rules({ protocol: "Esp", destinationPortRange: "*" }),
      ],
      refuses: [
        rules({ protocol: "Ah", destinationPortRange: "8" }),
        rules({ protocol: "Esp", destinationPortRange: undefined, destinationPortRanges: ["8"] }),
      ],
      text: /SecurityRuleInvalidPortRange.*must have \* as port range/,
    },
    "name ranges, addresses and service tags": {
      token,
      accepts: ["*", "10.0.0.0/8", "1.2.3.4", "Internet", "Storage.WestEurope", "2001:db8::/32"].map(
        (sourceAddressPrefix) => rules({ sourceAddressPrefix }),
      ),
      refuses: ["10.0.0.1/8", "10.0.0.0/33", "1.2.3.256", "1.2.3"].map((sourceAddressPrefix) =>
        rules({ sourceAddressPrefix }),
      ),
      text: /SecurityRuleInvalidAddressPrefix.*another\/securityRules\/rule0 .*Value provided: 1/,
    },
    "name both ends": {
      token,
      accepts: [
        rules({ sourceAddressPrefix: undefined, sourceAddressPrefixes: ["10.0.0.0/8"] }),
        (land) => fromPeers(land, 1),
      ],
      refuses: [rules({ sourceAddressPrefix: undefined }), rules({ destinationAddressPrefix: undefined })],
      text: /Required security rule parameters are missing.*must specify (Source|Destination)AddressPrefixes/,
    },
    "name ranges or groups": {
      token,
      accepts: (land) => fromPeers(land, 1),
      refuses: (land) => fromPeers(land, 1, { sourceAddressPrefix: "*" }),
      text: /cannot have both/,
    },
    "name one range or a list": {
      token,
      accepts: [
        rules({ sourceAddressPrefix: "", sourceAddressPrefixes: ["10.0.0.0/8", "192.168.0.0/16"] }),
        rules({ destinationPortRange: undefined, destinationPortRanges: ["80", "443"] }),
      ],
      refuses: [rules({ sourceAddressPrefixes: ["10.0.0.0/8"] }), rules({ destinationPortRanges: ["80"] })],
      text: /SecurityRuleParametersConflict.*cannot have both (sourceAddressPrefix|destinationPortRange) and/,
    },
    "name no service tags among ranges": {
      token,
      accepts: rules({ sourceAddressPrefix: undefined, sourceAddressPrefixes: ["10.0.0.0/8", "fd00::/8"] }),
      refuses: ["*", "Internet"].map((tag) =>
        rules({ sourceAddressPrefix: undefined, sourceAddressPrefixes: ["10.0.0.0/8", tag] }),
      ),
      text: /SecurityRuleParameterContainsUnsupportedValue.*Unsupported value used: (\*|Internet)/,
    },
    "name at most 10 groups": {
      token,
      accepts: (land) => fromPeers(land, 10),
      refuses: (land) => fromPeers(land, 11),
      text: /cannot have more than 10/,
    },
    "name groups that are there": {
      token,
      accepts: (land) => fromPeers(land, 1),
      refuses: ({ peers }) => rules({ sourceApplicationSecurityGroups: [{ id: `${peers.id}x` }] }),
      text: /InvalidResourceReference/,
    },
  });

  it("are told with their ids, and with those that all groups have", () => {
    const { id, outputs } = new Landscape().securityGroup;
    const told = (key: string) => (outputs[key] as Props[]).map((rule) => [rule.id, rule.priority]);
    assert.deepEqual(told("securityRules"), [[`${id}/securityRules/web`, 100]]);
    assert.equal(told("defaultSecurityRules").length, 6);
    assert.deepEqual(told("defaultSecurityRules")[2], [`${id}/defaultSecurityRules/DenyAllInBound`, 65_500]);
  });
});
