import { type Consumer, Reading } from "@isobar/core/driver";

export const eip: Consumer = { inputs: [], consume: () => [{ kind: "public-ip" }] };

/** What an address is given to sends through it. */
export const eipAssociation: Consumer = { inputs: [], consume: () => [{ kind: "egress" }] };

/** A private NAT gateway leads to other networks, not to the internet. */
export const natGateway: Consumer = {
  inputs: ["connectivityType"],
  consume(inputs) {
    const closed = new Reading(inputs).text("connectivityType") === "private";
    return closed ? [{ kind: "nat" }] : [{ kind: "nat" }, { kind: "egress" }];
  },
};

/** "AWS PrivateLink pricing": gateway endpoints cost nothing, and are what is made by default. */
export const vpcEndpoint: Consumer = {
  inputs: ["vpcEndpointType"],
  consume(inputs) {
    const type = new Reading(inputs).text("vpcEndpointType") ?? "Gateway";
    return type === "Gateway" ? [] : [{ kind: "unknown", why: "an interface endpoint, by the hour, zone and GB" }];
  },
};

/** "What is Elastic Load Balancing?": an Application Load Balancer where no type is given. */
export const loadBalancer: Consumer = {
  inputs: ["loadBalancerType", "internal"],
  consume(inputs) {
    const args = new Reading(inputs);
    const type = args.text("loadBalancerType") ?? "application";
    if (type === "gateway") return [{ kind: "unknown", why: "a gateway load balancer" }];
    const balanced = { kind: "load-balancer", http: type === "application" } as const;
    return args.flag("internal") ? [balanced] : [balanced, { kind: "egress" }];
  },
};
