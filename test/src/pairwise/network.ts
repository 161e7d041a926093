import type { NetworkArgs } from "@isobar/core";
import type { Factors } from "./factor.js";

/** Arguments of `Network "net"`. */
export const NETWORK: Factors<NetworkArgs> = {
  cidr: {
    where: 'Network "net": cidr',
    values: {
      default: {},
      small: { args: { cidr: "192.168.10.0/24" } },
      large: { args: { cidr: "172.16.0.0/12" }, declared: ({ network }) => network.cidrPrefix.min <= 12 },
    },
  },
  zones: {
    where: 'Network "net": zones',
    values: { default: {}, one: { args: { zones: 1 } }, three: { args: { zones: 3 } } },
  },
  outbound: {
    where: 'Network "net": outbound',
    values: {
      nat: {},
      none: { args: { outbound: "none" }, declared: ({ network }) => network.outbound.includes("none") },
      perZone: {
        args: { outbound: "nat-per-zone" },
        declared: ({ network }) => network.outbound.includes("nat-per-zone"),
      },
    },
  },
  privateAccess: {
    where: 'Network "net": privateAccess',
    values: {
      default: {},
      none: { args: { privateAccess: [] } },
      registry: {
        args: { privateAccess: ["registry"] },
        declared: ({ network }) => network.privateAccess.includes("registry"),
      },
      both: {
        args: { privateAccess: ["object-storage", "registry"] },
        declared: ({ network }) => network.privateAccess.length === 2,
      },
    },
  },
  flowLogs: {
    where: 'Network "net": flowLogs',
    values: { off: {}, on: { args: { flowLogs: true }, declared: ({ network }) => network.flowLogs } },
  },
};
