import assert from "node:assert/strict";
import { Network, NetworkPeering } from "@isobar/core";
import { PROJECT, run } from "./simulated.test.helper";

const PEERING = "gcp:compute/networkPeering:NetworkPeering";
const two = (): [Network, Network] => [
  new Network("apps", { cidr: "10.0.0.0/16" }),
  new Network("data", { cidr: "10.1.0.0/16" }),
];

describe("NetworkPeering on GCP", () => {
  it("leads both ways, one after the other", async () => {
    const { find, result, all } = await run(() => new NetworkPeering("link", { networks: two() }));
    const there = find(PEERING, "link-peering-apps");
    const { network, peerNetwork, ...rest } = there.inputs;
    assert.match(String(network), /\/networks\/apps-[0-9a-f]{7}$/);
    assert.match(String(peerNetwork), /\/networks\/data-[0-9a-f]{7}$/);
    assert.deepEqual(rest, { exportSubnetRoutesWithPublicIp: true, importSubnetRoutesWithPublicIp: true });
    const back = find(PEERING, "link-peering-data");
    assert.deepEqual([back.inputs.network, back.inputs.peerNetwork], [peerNetwork, network]);
    assert.ok(back.dependsOn.some((urn) => urn.endsWith("::link-peering-apps")));
    assert.ok(all(PEERING).every(({ deleteBeforeReplace }) => deleteBeforeReplace));
    assert.deepEqual(Object.keys(result.native("gcp")?.peering ?? {}), ["apps", "data"]);
  });

  it("does not care which network comes first", async () => {
    const inputsOf = async (networks: (both: [Network, Network]) => [Network, Network]) => {
      const { find } = await run(() => new NetworkPeering("link", { networks: networks(two()) }));
      return String(find(PEERING, "link-peering-apps").inputs.network).replace(/-[0-9a-f]+$/, "");
    };
    assert.equal(await inputsOf(([a, b]) => [a, b]), await inputsOf(([a, b]) => [b, a]));
  });

  it("takes a network that is known by its mere name", async () => {
    const old = { id: "legacy", privateSubnets: ["a"], cidr: "10.7.0.0/16" };
    const networks = () => [new Network("apps"), Network.existing("old", old)] as const;
    const outputs = ({ name }: { readonly name: string }) => ({ id: name, selfLink: `projects/p-1/global/networks/a` });
    const { find } = await run(() => new NetworkPeering("link", { networks: networks() }), { outputs });
    assert.equal(find(PEERING, "link-peering-old").inputs.network, `projects/${PROJECT}/global/networks/legacy`);
    assert.equal(find(PEERING, "link-peering-apps").inputs.network, "projects/p-1/global/networks/a");
  });

  it("has legal names, however long its own is", async () => {
    const name = `Link.${"x".repeat(70)}`;
    const { all } = await run(() => new NetworkPeering(name, { networks: two() }));
    const names = all(PEERING).map(({ inputs }) => String(inputs.name));
    for (const given of names) assert.match(given, /^link-x+-[0-9a-f]{7}$/);
    assert.equal(new Set(names).size, 2);
  });
});
