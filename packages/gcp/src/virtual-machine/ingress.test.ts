import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { mocksOf } from "@isobar/sandbox";
import { provider } from "../sandbox";
import { PROJECT, REGION, refusal, run } from "../simulated.test.helper";

const SIZE = { vcpus: 2, memoryGib: 4 };
const FIREWALL = "gcp:compute/firewall:Firewall";

async function web(args: Partial<VirtualMachineArgs>) {
  return run(() => new VirtualMachine("web", { size: SIZE, ...args }));
}

describe("ingress of a VirtualMachine on GCP", () => {
  it("is one firewall rule for each, from ranges and machines alike, and never by tags", async () => {
    const { find } = await run(() => {
      const network = new Network("net");
      const front = new VirtualMachine("front", { network, size: SIZE });
      const ports = [80, "8000-8010"] as const;
      const rule = { ports: [...ports], from: ["internet", network, front] as (string | Network | VirtualMachine)[] };
      return new VirtualMachine("web", { network, size: SIZE, ingress: { http: rule } });
    });
    const { network, targetServiceAccounts, sourceServiceAccounts, ...inputs } = find(
      FIREWALL,
      "web-ingress-http",
    ).inputs;
    assert.deepEqual(inputs, {
      direction: "INGRESS",
      priority: 1000,
      sourceRanges: ["0.0.0.0/0", "10.0.0.0/16"],
      allows: [{ protocol: "tcp", ports: ["80", "8000-8010"] }],
    });
    assert.match(String(network), /\/networks\/net-/);
    assert.match(String(targetServiceAccounts), /^web-sa-/);
    assert.match(String(sourceServiceAccounts), /^front-sa-/);
  });

  it("names no ranges where only machines may connect", async () => {
    const { find } = await run(() => {
      const front = new VirtualMachine("front", { size: SIZE });
      new VirtualMachine("web", { size: SIZE, ingress: { dns: { protocol: "udp", ports: 53, from: front } } });
    });
    const { sourceRanges, allows } = find(FIREWALL, "web-ingress-dns").inputs;
    assert.equal(sourceRanges, undefined);
    assert.deepEqual(allows, [{ protocol: "udp", ports: ["53"] }]);
  });

  it("refuses more machines than one rule takes", async () => {
    const message = await refusal(() => {
      const from = Array.from({ length: 11 }, (_, i) => new VirtualMachine(`m${i}`, { size: SIZE }));
      new VirtualMachine("web", { size: SIZE, ingress: { http: { ports: 80, from } } });
    });
    assert.match(message, /VirtualMachine "web": ingress\.http\.from.*11 machines.*at most 10/);
  });

  it("lets in Google's tunnel only where SSH does not go directly", async () => {
    const { find, result } = await web({ publicIp: "static" });
    const { sourceRanges, allows } = find(FIREWALL, "web-iap-ingress").inputs;
    assert.deepEqual([sourceRanges, allows], [["35.235.240.0/20"], [{ protocol: "tcp", ports: ["22"] }]]);
    const name = (await settled(result.id)).split("/").at(-1);
    assert.equal(
      await settled(result.connectCommand),
      `gcloud compute ssh isobar@${name} --project ${PROJECT} --zone ${REGION}-a --tunnel-through-iap`,
    );
    const direct = await web({ publicIp: "static", ssh: { from: ["203.0.113.7/32"] } });
    assert.deepEqual(
      direct.all(FIREWALL).map((rule) => rule.name),
      ["web-ingress-ssh"],
    );
  });

  it("follows a machine to another network by new rules, because GCP moves none", async () => {
    const { all } = await web({ ssh: { from: ["10.0.0.0/8"] } });
    for (const { replaceOnChanges, deleteBeforeReplace } of all(FIREWALL)) {
      assert.deepEqual([replaceOnChanges, deleteBeforeReplace], [["network"], true]);
    }
  });

  it("belongs to the project of a network that is shared, and names none otherwise", async () => {
    const projects = async (host: string) => {
      const shared = `projects/${host}`;
      const { outputs } = mocksOf(provider, REGION);
      const link = (path: string) => `https://www.googleapis.com/compute/v1/${shared}/${path}`;
      const { all } = await run(
        () => {
          const network = Network.existing("shared", {
            id: link("global/networks/net"),
            privateSubnets: [link(`regions/${REGION}/subnetworks/sub`)],
            cidr: "10.0.0.0/16",
          });
          new VirtualMachine("web", { network, size: SIZE, ssh: { from: [network] } });
        },
        { outputs: (resource) => (/Firewall|Instance/.test(resource.type) ? {} : outputs(resource)) },
      );
      return all(FIREWALL).map(({ inputs }) => inputs.project);
    };
    assert.deepEqual(await projects("host-project"), ["host-project", "host-project"]);
    assert.deepEqual(await projects(PROJECT), [undefined, undefined]);
  });

  it("keeps the tunnel for a machine without a public address though port 22 is open inside", async () => {
    const { all } = await web({ ssh: { from: ["10.0.0.0/8"] } });
    assert.deepEqual(
      all(FIREWALL)
        .map((rule) => rule.name)
        .sort(),
      ["web-iap-ingress", "web-ingress-ssh"],
    );
  });
});
