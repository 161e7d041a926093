import { type Consumer, Reading } from "@isobar/core/driver";

export const publicAddress: Consumer = { inputs: [], consume: () => [{ kind: "public-ip" }] };

/** The way out of a machine with an address of its own. */
export const networkInterface: Consumer = {
  inputs: ["ipConfigurations.publicIPAddress?"],
  consume(inputs) {
    const open = new Reading(inputs).list("ipConfigurations").some((each) => each.has("publicIPAddress"));
    return open ? [{ kind: "egress" }] : [];
  },
};

export const natGateway: Consumer = { inputs: [], consume: () => [{ kind: "nat" }, { kind: "egress" }] };

/** "Load Balancing pricing": the Standard one by its rules and the GB; the Basic one was retired in 2025. */
export const loadBalancer: Consumer = {
  inputs: ["frontendIPConfigurations.publicIPAddress?"],
  consume(inputs) {
    const open = new Reading(inputs).list("frontendIPConfigurations").some((each) => each.has("publicIPAddress"));
    return open ? [{ kind: "load-balancer" }, { kind: "egress" }] : [{ kind: "load-balancer" }];
  },
};

export const bastion: Consumer = {
  inputs: [],
  consume: () => [{ kind: "unknown", why: "a Bastion host, by the hour" }],
};

export const flowLog: Consumer = { inputs: [], consume: () => [{ kind: "unknown", why: "flow logs, by the GB" }] };
