import assert from "node:assert/strict";
import { Network } from "../network/network";
import { assertChildren, assertRefused, type ContractSetup, recordOn } from "../testing/setup";
import { NetworkPeering } from "./network-peering";

/** The contract of {@link NetworkPeering}. */
export function networkPeeringContract(setup: ContractSetup): void {
  const { backend, describe, it } = setup;
  const { existing } = backend.drivers.networkPeering().features;
  const own = (name: string, cidr: string) => new Network(name, { cidr });
  const adopted = () => Network.existing("old", { id: "old", privateSubnets: ["a"], cidr: "10.2.0.0/16" });
  describe(`contract of NetworkPeering on ${backend.title}`, () => {
    it("connects two networks", async () => {
      const program = () =>
        new NetworkPeering("link", { networks: [own("apps", "10.0.0.0/16"), own("data", "10.1.0.0/16")] });
      assertChildren(await recordOn(setup, program), "NetworkPeering", "link");
    });
    it("refuses networks whose ranges overlap", () =>
      refused(() => [own("apps", "10.0.0.0/16"), own("data", "10.0.128.0/20")], /ranges that overlap.*10\.0\.128\.0/));
    it("refuses one network twice", () =>
      refused(() => {
        const network = own("apps", "10.0.0.0/16");
        return [network, network];
      }, /names one network twice/));
    it("refuses anything but two networks", () =>
      assertRefused(setup, () => new NetworkPeering("link", { networks: [] as never }), /two networks/));
    if (!existing)
      it("refuses networks that something else made", () =>
        refused(() => [adopted(), own("a", "10.0.0.0/16")], /networks/));
  });

  /** The networks themselves were declared before. */
  async function refused(networks: () => [Network, Network], words: RegExp): Promise<void> {
    const run = recordOn(setup, () => new NetworkPeering("link", { networks: networks() }));
    await assert.rejects(run, words);
  }
}
