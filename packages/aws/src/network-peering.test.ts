import assert from "node:assert/strict";
import { Network, NetworkPeering } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { natives, refusal, run } from "./testing";

const CONNECTION = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ROUTE = "aws:ec2/route:Route";

const networks = (): [Network, Network] => [
  new Network("apps", { cidr: "10.0.0.0/16", outbound: "none" }),
  new Network("data", { cidr: "10.1.0.0/16", outbound: "none", zones: 1 }),
];

describe("aws: NetworkPeering", () => {
  it("is a connection that is accepted, and a route to it in every table of both networks", async () => {
    const recording = await run(() => {
      const [apps, data] = networks();
      new NetworkPeering("link", { networks: [apps, data] });
      return { apps, data };
    });
    assert.deepEqual(
      natives(recording).filter((native) => native.includes(" link")),
      [
        "Route link-route-apps-1",
        "Route link-route-apps-2",
        "Route link-route-apps-3",
        "Route link-route-data-1",
        "Route link-route-data-2",
        "VpcPeeringConnection link",
      ],
    );
    const { apps, data } = recording.result;
    assert.deepEqual(recording.find(CONNECTION, "link").inputs, {
      vpcId: await settled(apps.id),
      peerVpcId: await settled(data.id),
      autoAccept: true,
      accepter: { allowRemoteVpcDnsResolution: true },
      requester: { allowRemoteVpcDnsResolution: true },
      tags: { Name: "link", project: "shop", stack: "dev" },
    });
    const routes = recording.all(ROUTE).filter(({ name }) => name.startsWith("link"));
    const { vpcPeeringConnectionId, destinationCidrBlock } = recording.find(ROUTE, "link-route-apps-1").inputs;
    assert.match(String(vpcPeeringConnectionId), /^pcx-0[0-9a-f]{16}$/);
    assert.equal(destinationCidrBlock, "10.1.0.0/16");
    assert.equal(new Set(routes.map(({ inputs }) => inputs.routeTableId)).size, 5);
  });

  it("does not change with the order of its networks", async () => {
    const connection = async (order: (pair: [Network, Network]) => [Network, Network]) => {
      const recording = await run(() => {
        const pair = networks();
        new NetworkPeering("link", { networks: order(pair) });
        return pair[0].id;
      });
      const requester = recording.find(CONNECTION, "link").inputs.vpcId;
      assert.equal(requester, await settled(recording.result));
      const names = natives(recording).filter((native) => native.includes(" link"));
      const vpcs = new Map(recording.all("aws:ec2/vpc:Vpc").map(({ name, inputs }) => [inputs.cidrBlock, name]));
      const routes = recording.all(ROUTE).filter(({ name }) => name.startsWith("link-route"));
      return [names, routes.map(({ name, inputs }) => [name, vpcs.get(inputs.destinationCidrBlock)]).sort()];
    };
    assert.deepEqual(await connection(([one, other]) => [other, one]), await connection((pair) => pair));
  });

  it("leads from an adopted network by the tables that it is given, and leaves its names alone", async () => {
    const program = (routeTables: string[]) => () => {
      const [apps] = networks();
      const old = Network.existing("old", {
        id: "vpc-1",
        privateSubnets: ["subnet-1"],
        cidr: "10.9.0.0/16",
        routeTables,
      });
      return new NetworkPeering("link", { networks: [old, apps] });
    };
    const outputs = ({ name }: { name: string }) => ({ id: `${name}-id`, cidrBlock: "10.0.0.0/16" });
    const calls = {
      "aws:ec2/getSubnet:getSubnet": () => ({ id: "subnet-1", vpcId: "vpc-1", availabilityZone: "eu-central-1a" }),
      "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({ names: ["eu-central-1a", "eu-central-1b"] }),
    };
    const recording = await run(program(["rtb-1", "rtb-2"]), { outputs, calls });
    const { accepter, requester, peerVpcId } = recording.find(CONNECTION, "link").inputs;
    assert.deepEqual([accepter, requester, peerVpcId], [undefined, undefined, "vpc-1"]);
    assert.equal(recording.find(ROUTE, "link-route-old-2").inputs.routeTableId, "rtb-2");
    assert.match(await refusal(program([]), { outputs, calls }), /networks:.*route tables.*Given: old.*routeTables/);
  });
});
