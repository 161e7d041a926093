import { type Consumer, Reading } from "@isobar/core/driver";

export const address: Consumer = {
  inputs: ["addressType"],
  consume: (inputs) => (new Reading(inputs).text("addressType") === "INTERNAL" ? [] : [{ kind: "public-ip" }]),
};

export const nat: Consumer = { inputs: [], consume: () => [{ kind: "nat" }, { kind: "egress" }] };

/** "Cloud Load Balancing pricing": by the forwarding rule. */
export const forwardingRule: Consumer = {
  inputs: ["loadBalancingScheme"],
  consume(inputs) {
    const scheme = new Reading(inputs).text("loadBalancingScheme") ?? "EXTERNAL";
    const balanced = { kind: "load-balancer", http: scheme.endsWith("_MANAGED") } as const;
    return scheme.startsWith("INTERNAL") ? [balanced] : [balanced, { kind: "egress" }];
  },
};

export const globalForwardingRule: Consumer = {
  inputs: [],
  consume: () => [{ kind: "load-balancer", http: true }, { kind: "egress" }],
};
