import assert from "node:assert/strict";
import type { Props, StoredResource } from "@isobar/sandbox";
import { Landscape, obeys, space } from "./landscape.test";

describe("subnets in the inputs of networks of the simulated Azure", () => {
  const token = "network:VirtualNetwork";
  const SUBNETS = [
    { name: "a", addressPrefix: "10.1.0.0/24" },
    { name: "b", addressPrefixes: ["10.1.1.0/24"] },
  ];
  const change = (second: Props) => ({ subnets: [SUBNETS[0], { ...SUBNETS[1], ...second }] });
  const guarded = ({ securityGroup }: Landscape, more = "") =>
    change({ networkSecurityGroup: { id: securityGroup.id + more } });
  const firstOf = ({ outputs }: StoredResource) => (outputs.subnets as Props[])[0];
  const used = (land: Landscape) => {
    const made = land.make(token, { subnets: SUBNETS });
    const subnet = { id: firstOf(made)?.id };
    return { made, user: land.make("network:NetworkInterface", { ipConfigurations: [{ name: "p", subnet }] }) };
  };

  obeys({
    "have names of their own": {
      token,
      accepts: { subnets: SUBNETS },
      refuses: change({ name: "A" }),
      text: /Duplicate resource name A/,
    },
    "have names as all else": {
      token,
      accepts: change({ name: "b.c" }),
      refuses: change({ name: "b c" }),
      text: /InvalidResourceName/,
    },
    "have a range": {
      token,
      accepts: { subnets: SUBNETS },
      refuses: change({ addressPrefixes: [] }),
      text: /AddressPrefixStringCannotBeNullOrEmpty.*\/subnets\/b/,
    },
    "lie in a range of their network": {
      token,
      accepts: { ...space("10.1.0.0/16", "10.2.0.0/16"), ...change({ addressPrefixes: ["10.2.0.0/24"] }) },
      refuses: change({ addressPrefixes: ["10.2.0.0/24"] }),
      text: /NetcfgSubnetRangeOutsideVnet.*Subnet 'b'/,
    },
    "overlap no other": {
      token,
      accepts: change({ addressPrefixes: ["10.1.2.0/25"] }),
      refuses: change({ addressPrefixes: ["10.1.0.128/25"] }),
      text: /NetcfgSubnetRangesOverlap.*Subnet 'b'/,
    },
    "refer to what is there": {
      token,
      accepts: (land) => guarded(land),
      refuses: (land) => guarded(land, "x"),
      text: /InvalidResourceReference/,
    },
    "take their room from others": {
      token: "network:Subnet",
      accepts: (land) =>
        land.make(token, { subnets: SUBNETS }, "in") && { virtualNetworkName: "in", addressPrefix: "10.1.2.0/24" },
      refuses: (land) =>
        land.make(token, { subnets: SUBNETS }, "in") && { virtualNetworkName: "in", addressPrefix: "10.1.1.0/25" },
      text: /NetcfgSubnetRangesOverlap/,
    },
  });

  it("have ids by which others are in them", () => {
    const { made, user } = used(new Landscape());
    assert.equal(firstOf(made)?.id, `${made.id}/subnets/a`);
    assert.equal((user.outputs.ipConfigurations as Props[])[0]?.privateIPAddress, "10.1.0.4");
  });

  it("stay while anything is in them", () => {
    const land = new Landscape();
    const { made, user } = used(land);
    land.cloud.update(made, { subnets: SUBNETS.slice(0, 1) });
    const text = /InUseSubnetCannotBeDeleted.*Subnet a is in use by .*\/networkInterfaces\/another/;
    assert.throws(() => land.cloud.update(made, { subnets: [] }), text);
    assert.throws(() => land.cloud.delete(made), text);
    land.cloud.delete(user);
    land.cloud.update(made, { subnets: [] });
    land.cloud.delete(made);
  });

  it("keep what they refer to", () => {
    const land = new Landscape();
    land.make(token, guarded(land));
    assert.throws(() => land.cloud.delete(land.securityGroup), /InUseNetworkSecurityGroupCannotBeDeleted/);
  });
});
