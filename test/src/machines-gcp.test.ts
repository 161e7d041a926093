import assert from "node:assert/strict";
import { LabProject, type ProjectOutcome } from "./lab/project.js";

const PROGRAM = (args: string, more = "") => `
import type {} from "@isobar/gcp";
import { Network, NetworkPeering, VirtualMachine } from "@isobar/core";
const apps = new Network("apps", { cidr: "10.0.0.0/16" });
const data = new Network("data", { cidr: "10.1.0.0/16" });
${more}
new VirtualMachine("web", { network: apps, size: { vcpus: 2, memoryGib: 4 }, ${args} });
`;
const PEERING = `new NetworkPeering("link", { networks: [apps, data] });`;
const SWAPPED = `new NetworkPeering("link", { networks: [data, apps] });`;

const short = ({ steps }: ProjectOutcome) =>
  steps.map(({ op, type, name }) => `${op} ${type.split(":").at(-1)} ${name}`).filter((step) => !/read/.test(step));

describe("machines and peerings on GCP, by the real engine", () => {
  let project: LabProject;
  const up = async (args: string, more?: string) => {
    project.write(PROGRAM(args, more));
    const outcome = await project.up();
    assert.equal(outcome.code, 0, outcome.output);
    return short(outcome);
  };
  before(async () => {
    project = await LabProject.create("web-and-data", "gcp");
    await up(`ready: { http: "/" }, egress: { https: { ports: 443, to: "internet" } }, expires: "72h"`, PEERING);
  });
  after(() => project.close());

  it("has nothing to do a second time, also for networks in another order", async () => {
    const args = `ready: { http: "/" }, egress: { https: { ports: 443, to: "internet" } }, expires: "72h"`;
    assert.deepEqual(await up(args, PEERING), []);
    const peerings = (await project.resources()).filter(({ type }) => type.endsWith(":NetworkPeering"));
    assert.deepEqual(peerings.map(({ name }) => name).sort(), ["link-peering-apps", "link-peering-data"]);
    assert.deepEqual(await up(args, SWAPPED), []);
  });

  it("swaps egress rules without touching the machine or the denial", async () => {
    const egress = `{ dns: { protocol: "udp", ports: 53, to: data }, ping: { protocol: "icmp", to: data } }`;
    const steps = await up(`ready: { http: "/" }, egress: ${egress}, expires: "72h"`, PEERING);
    assert.deepEqual(steps.sort(), [
      "create Firewall web-egress-dns",
      "create Firewall web-egress-ping",
      "delete Firewall web-egress-https",
    ]);
    const all = `{ dns: { protocol: "all", to: "10.9.0.0/16" }, ping: { protocol: "icmp", to: data } }`;
    assert.deepEqual(await up(`ready: { http: "/" }, egress: ${all}, expires: "72h"`, PEERING), [
      "update Firewall web-egress-dns",
    ]);
  });

  it("denies last and lifts the denial first, so that nothing allowed is ever cut", async () => {
    const rest = `ready: { http: "/" }, expires: "72h"`;
    const lifted = await up(rest, PEERING);
    assert.equal(lifted[0], "delete Firewall web-egress-denial");
    assert.equal(lifted.length, 3);
    const made = await up(`${rest}, egress: { https: { ports: 443, to: "internet" } }`, PEERING);
    assert.deepEqual(made, ["create Firewall web-egress-https", "create Firewall web-egress-denial"]);
    assert.deepEqual(await up(`${rest}, egress: {}`, PEERING), ["delete Firewall web-egress-https"]);
  });

  it("expires at another time without touching the machine", async () => {
    const later = await up(`ready: { http: "/" }, egress: {}, expires: "96h"`, PEERING);
    assert.ok(later.includes("update Job web-expiry-job"), later.join());
    assert.ok(
      later.every((step) => /web-expiry/.test(step)),
      later.join(),
    );
    const never = await up(`ready: { http: "/" }, egress: {}`, PEERING);
    assert.deepEqual(never.sort(), [
      "delete Account web-expiry",
      "delete InstanceIAMMember web-expiry-grant",
      "delete Job web-expiry-job",
    ]);
    assert.equal((await up(`ready: { http: "/" }, egress: {}, expires: "2h"`, PEERING)).length, 3);
  });

  it("is no longer waited for and waited for again in place", async () => {
    assert.deepEqual(await up(`egress: {}, expires: "2h"`, PEERING), ["update Instance web"]);
    assert.deepEqual(await up(`ready: { tcp: 80 }, egress: {}, expires: "2h"`, PEERING), ["update Instance web"]);
    assert.deepEqual(await up(`ready: { tcp: 80 }, startupScript: "true", egress: {}, expires: "2h"`, PEERING), []);
  });

  it("changes the kind of its address by a new machine, and gets and loses one in place", async () => {
    const kinds = async (publicIp: string) => {
      const steps = await up(`ready: { tcp: 80 }, egress: {}, expires: "2h", publicIp: ${publicIp}`, PEERING);
      return steps.filter((step) => /Instance web$|Address web/.test(step));
    };
    assert.deepEqual(await kinds(`"static"`), ["create Address web-address", "update Instance web"]);
    const released = await kinds(`"ephemeral"`);
    assert.ok(released.includes("delete-replaced Instance web"), released.join());
    assert.equal(released.at(-1), "delete Address web-address");
    assert.deepEqual(await kinds("false"), ["update Instance web"]);
    assert.deepEqual(await kinds(`"ephemeral"`), ["update Instance web"]);
    assert.deepEqual(await kinds(`"ephemeral"`), []);
  });

  it("tells the log of a script that failed", async () => {
    const failing = `new VirtualMachine("bad", { network: apps, size: { vcpus: 2, memoryGib: 4 }, ready: { tcp: 80 },
      startupScript: "apt-get install nothing\\nexit 3" });`;
    project.write(PROGRAM(`ready: { tcp: 80 }, publicIp: "ephemeral"`, PEERING + failing));
    const { code, output } = await project.up();
    assert.notEqual(code, 0);
    assert.match(output, /VirtualMachine "bad": ready: its startup script failed.*\n.*exit 3/);
    const again = await project.up();
    assert.match(again.output, /its startup script failed/);
  });

  it("leaves nothing behind", async () => {
    const { code, output } = await project.destroy();
    assert.equal(code, 0, output);
    assert.deepEqual(await project.resources(), []);
  });
});
