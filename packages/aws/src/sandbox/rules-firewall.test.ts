import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { types } from "./types";

const ALL_PORTS = /from_port \(\d\) and to_port \(\d+\) must both be 0 to use the 'ALL' "-1" protocol!/;

function scene(land: Land) {
  const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" });
  const other = land.make(types.vpc, { cidrBlock: "10.1.0.0/16" });
  const group = land.make(types.securityGroup, { vpcId: vpc.id, name: "one" });
  const near = land.make(types.securityGroup, { vpcId: vpc.id, name: "near" });
  const far = land.make(types.securityGroup, { vpcId: other.id, name: "far" });
  return { land, vpc, other, group, near, far };
}
type Scene = ReturnType<typeof scene>;

rules(types.securityGroup, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id, name: "web" }), [
  ["has a name of 255", { name: "n".repeat(255) }, { name: "n".repeat(256) }, /length of name/],
  ["has a name that is no id", { name: "web-sg-1" }, { name: "sg-web" }, /cannot begin with sg-/],
  ["has a name of its own", { name: "defaults" }, { name: "default" }, /reserved security group name/],
  ["has a name of some characters", { name: "a b:/()#" }, { name: "wéb" }, /Character sets beyond ASCII/],
  [
    "has a description of some characters",
    { description: "a [b] $1" },
    { description: "it's" },
    /Invalid security group description/,
  ],
  [
    "has a name that none of its network has",
    ({ far }) => ({ name: far.inputs.name }),
    { name: "one" },
    /InvalidGroup\.Duplicate/,
  ],
  [
    "has no ports for all protocols",
    inline({ fromPort: 0, toPort: 0 }),
    inline({ fromPort: 0, toPort: 443 }),
    ALL_PORTS,
  ],
]);

rules(types.defaultSecurityGroup, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id }), [
  ["has no ports for all protocols", inline({ fromPort: 0, toPort: 0 }), inline({ fromPort: 1, toPort: 0 }), ALL_PORTS],
]);

function inline(ports: object) {
  return { ingress: [{ protocol: "-1", cidrBlocks: ["10.0.0.0/8"], ...ports }] };
}

const http = { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" };
const all = { ipProtocol: "-1", fromPort: undefined, toPort: undefined };

rules(types.securityGroupIngressRule, scene, ({ group }: Scene) => ({ securityGroupId: group.id, ...http }), [
  ["has one peer", {}, { cidrIpv6: "::/0" }, /Exactly one of these attributes .*cidr_ipv4/],
  ["has a peer", {}, { cidrIpv4: undefined }, /Exactly one/],
  [
    "has a peer that is a network",
    { cidrIpv4: "10.0.0.0/8" },
    { cidrIpv4: "10.0.0.1/8" },
    /represents a network address/,
  ],
  ["has ports that are there", { toPort: 65_535 }, { toPort: 65_536 }, /between -1 and 65535/],
  [
    "has ports in order",
    { fromPort: 80, toPort: 81 },
    { fromPort: 81, toPort: 80 },
    /Invalid TCP\/UDP port range \(81:80\)/,
  ],
  ["has both ports", {}, { toPort: undefined }, /Must specify both from and to ports/],
  ["has no ports for all protocols", all, { ipProtocol: "-1" }, /must not be set if ipProtocol is -1/],
  ["has a protocol that is one", { ipProtocol: "50" }, { ipProtocol: "http" }, /Unknown protocol/],
  [
    "may be ICMP",
    { ipProtocol: "icmp", fromPort: -1, toPort: -1 },
    { fromPort: -1, toPort: -1 },
    /Invalid TCP\/UDP port range/,
  ],
  [
    "has a description of some characters",
    { description: "a [b] $1" },
    { description: "it's" },
    /Invalid rule description/,
  ],
  [
    "names a group that is there",
    peer("near"),
    { cidrIpv4: undefined, referencedSecurityGroupId: "sg-gone" },
    /InvalidGroup\.NotFound/,
  ],
  [
    "names a group of its network or a peered one",
    peered,
    peer("far"),
    /two resources that belong to different networks/,
  ],
  [
    "is there once",
    { toPort: 81 },
    ({ land, group }) => ({
      securityGroupId: land.make(types.securityGroupIngressRule, { securityGroupId: group.id, ...http }).inputs
        .securityGroupId,
    }),
    /InvalidPermission\.Duplicate: the specified rule "peer: 0\.0\.0\.0\/0, TCP, from port: 80, to port: 80, ALLOW" already exists/,
  ],
  ["is one of 60", full(59), full(60), /RulesPerSecurityGroupLimitExceeded/],
]);

function peer(name: "near" | "far") {
  return (scene: Scene) => ({ cidrIpv4: undefined, referencedSecurityGroupId: scene[name].id });
}

function peered(scene: Scene) {
  scene.land.make(types.vpcPeeringConnection, { vpcId: scene.vpc.id, peerVpcId: scene.other.id, autoAccept: true });
  return peer("far")(scene);
}

function full(count: number) {
  return ({ land, group }: Scene) => {
    for (let port = 1; port <= count; port++) {
      const rule = { ...http, fromPort: 1000 + port, toPort: 1000 + port };
      land.make(types.securityGroupIngressRule, { securityGroupId: group.id, ...rule });
    }
    return {};
  };
}
