import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Bucket, Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { natives, REGION, refusal, run, simulated, statements, waitsFor } from "../testing";
import { createUser } from "./user";

const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
const OFFERINGS = "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings";
const KEY = "ssh-ed25519 AAAAC3Nz jo's";
const size = { vcpus: 2, memoryGib: 4 };

function machine(args: Partial<VirtualMachineArgs> = {}, options: Parameters<typeof run>[1] = {}) {
  return run(() => {
    const network = new Network("net", { outbound: "none" });
    return new VirtualMachine("web", { network, size, ...args });
  }, options);
}

async function instanceOf(args: Partial<VirtualMachineArgs>) {
  return (await machine(args)).find(INSTANCE, "web").inputs;
}

describe("aws: VirtualMachine", () => {
  it("is an instance with a role, a profile and a security group of its own", async () => {
    const recording = await machine();
    assert.deepEqual(
      natives(recording).filter((native) => native.includes(" web")),
      [
        "Instance web",
        "InstanceProfile web-instance-profile",
        "Role web-role",
        "RolePolicy web-session-policy",
        "SecurityGroup web-security-group",
        "SecurityGroupEgressRule web-egress",
      ],
    );
    const { inputs, deleteBeforeReplace } = recording.find(INSTANCE, "web");
    const tags = { Name: "web", project: "shop", stack: "dev" };
    assert.match(String(inputs.ami), /^ami-0[0-9a-f]{16}$/);
    assert.match(String(inputs.subnetId), /^subnet-[0-9a-f]{17}$/);
    assert.match(String(inputs.iamInstanceProfile), /^web-instance-profile-[0-9a-f]{7}$/);
    const { ami: _, subnetId: __, iamInstanceProfile: ___, vpcSecurityGroupIds, ...rest } = inputs;
    assert.equal((vpcSecurityGroupIds as string[]).length, 1);
    assert.deepEqual(rest, {
      associatePublicIpAddress: false,
      disableApiTermination: false,
      instanceType: "c7i.large",
      metadataOptions: { httpEndpoint: "enabled", httpPutResponseHopLimit: 2, httpTokens: "required" },
      rootBlockDevice: {
        deleteOnTermination: true,
        encrypted: true,
        iops: 3000,
        throughput: 125,
        tags: { ...tags, Name: "web-boot" },
        volumeSize: 30,
        volumeType: "gp3",
      },
      tags,
      userDataReplaceOnChange: false,
    });
    assert.equal(deleteBeforeReplace, true);
  });

  it("has a security group without rules inside, whose name and description stay", async () => {
    const { inputs } = (await machine()).find(GROUP, "web-security-group");
    assert.deepEqual(Object.keys(inputs).sort(), ["description", "tags", "vpcId"]);
    assert.equal(inputs.description, "Virtual machine");
  });

  it("reaches out through a rule that exists before its first boot", async () => {
    const recording = await machine();
    const { securityGroupId: _, tags: __, ...rule } = recording.find(EGRESS, "web-egress").inputs;
    assert.deepEqual(rule, { cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" });
    assert.ok(waitsFor(recording, INSTANCE, "web").includes("web-egress"));
  });

  it("boots when its access and its connection exist", async () => {
    const recording = await run(() => {
      const data = new Bucket("data");
      const access = [{ to: data, access: "read" as const }];
      return new VirtualMachine("web", { network: new Network("net"), size, access });
    });
    const before = waitsFor(recording, INSTANCE, "web");
    for (const name of ["data-web-read", "net-private-route-1", "net-private-route-table-association-1"]) {
      assert.ok(before.includes(name), `the machine does not wait for ${name}`);
    }
    const { inputs } = recording.find("aws:iam/rolePolicy:RolePolicy", "data-web-read");
    assert.match(String(inputs.role), /^web-role-[0-9a-f]{7}$/);
  });

  it("lets in each range of ports from each peer by a rule of its own", async () => {
    const recording = await run(() => {
      const network = new Network("net", { cidr: "10.7.0.0/16", outbound: "none" });
      const db = new VirtualMachine("db", { network, size });
      const ingress = {
        web: { ports: [80, "8000-8010" as const], from: ["internet", db] as ["internet", typeof db] },
        dns: { ports: 53, protocol: "udp" as const, from: network },
      };
      return new VirtualMachine("web", { network, size, ingress });
    });
    const rules = recording.all(INGRESS).map(({ name, inputs }) => {
      const { securityGroupId: _, tags: __, referencedSecurityGroupId: group, ...rule } = inputs;
      return [name, group === undefined ? rule : { ...rule, group: String(group).slice(0, 3) }];
    });
    assert.deepEqual(Object.fromEntries(rules), {
      "web-ingress-tcp-80-internet": { cidrIpv4: "0.0.0.0/0", fromPort: 80, toPort: 80, ipProtocol: "tcp" },
      "web-ingress-tcp-80-db": { group: "sg-", fromPort: 80, toPort: 80, ipProtocol: "tcp" },
      "web-ingress-tcp-8000to8010-internet": { cidrIpv4: "0.0.0.0/0", fromPort: 8000, toPort: 8010, ipProtocol: "tcp" },
      "web-ingress-tcp-8000to8010-db": { group: "sg-", fromPort: 8000, toPort: 8010, ipProtocol: "tcp" },
      "web-ingress-udp-53-10-7-0-0-16": { cidrIpv4: "10.7.0.0/16", fromPort: 53, toPort: 53, ipProtocol: "udp" },
    });
  });

  it("keeps a native rule when the user renames the rule, because EC2 takes no second one beside it", async () => {
    const names = async (ingress: NonNullable<VirtualMachineArgs["ingress"]>) =>
      (await machine({ ingress })).all(INGRESS).map(({ name }) => name);
    const before = await names({ web: { ports: 80, from: "internet" } });
    assert.deepEqual(await names({ http: { ports: 80, from: "internet" } }), before);
    assert.deepEqual(await names({ web: { ports: 80, from: "0.0.0.0/0" } }), before);
  });

  it("refuses two rules that are one to EC2", async () => {
    const ingress = { a: { ports: 80, from: "internet" as const }, b: { ports: 80, from: "internet" as const } };
    const program = () => new VirtualMachine("web", { size, ingress });
    assert.match(await refusal(program), /ingress\.b: lets in what ingress\.a lets through already/);
  });

  it("has a public address of the moment, or one that it has before its first boot and keeps", async () => {
    const ephemeral = await machine({ publicIp: "ephemeral" });
    assert.equal(ephemeral.find(INSTANCE, "web").inputs.associatePublicIpAddress, true);
    assert.equal(ephemeral.all("aws:ec2/eip:Eip").length, 0);
    const fixed = await machine({ publicIp: "static" });
    const { inputs } = fixed.find(INSTANCE, "web");
    assert.deepEqual(
      ["associatePublicIpAddress", "subnetId", "vpcSecurityGroupIds"].filter((key) => key in inputs),
      [],
    );
    const { networkInterfaceId } = inputs.primaryNetworkInterface as Record<string, unknown>;
    assert.deepEqual(fixed.find("aws:ec2/eip:Eip", "web-address").inputs, {
      domain: "vpc",
      tags: { Name: "web-address", project: "shop", stack: "dev" },
    });
    const association = fixed.find(ASSOCIATION, "web-address-association").inputs;
    assert.match(String(association.allocationId), /^eipalloc-/);
    assert.equal(association.networkInterfaceId, networkInterfaceId);
    assert.ok(waitsFor(fixed, INSTANCE, "web").includes("web-address-association"));
    assert.ok(waitsFor(fixed, ASSOCIATION, "web-address-association").includes("net-public-route"));
    const ips = await Promise.all([settled(fixed.result.publicIp), settled(ephemeral.result.publicIp)]);
    for (const ip of ips) assert.match(String(ip), /^3\.\d+\.\d+\.\d+$/);
    assert.equal(await settled((await machine()).result.publicIp), undefined);
  });

  it("is replaced when its kind of address changes, and not when it is stopped and has none", async () => {
    const options = async (publicIp: VirtualMachineArgs["publicIp"]) => {
      const { ignoreChanges, replacementTrigger } = (await machine({ publicIp: publicIp ?? false })).find(
        INSTANCE,
        "web",
      );
      assert.deepEqual(ignoreChanges, ["associatePublicIpAddress"]);
      return replacementTrigger;
    };
    const kinds = [await options(false), await options("ephemeral"), await options("static")];
    assert.equal(new Set(kinds).size, 3);
    assert.equal(await options("static"), kinds[2]);
  });

  it("sits in the subnet of the first zone that offers its type, and stays there", async () => {
    const offered = (zones: string[]) => {
      const calls = { ...zoneCalls(), [OFFERINGS]: () => ({ locations: zones }) };
      return { calls };
    };
    const zoneOf = async (options: Parameters<typeof run>[1]) => {
      const subnets = new Map<unknown, unknown>();
      const { outputs = () => ({}), ...simulation } = simulated(options);
      const observe: typeof outputs = (resource) => {
        const state: Record<string, unknown> = outputs(resource);
        if (resource.name.startsWith("net-private-subnet")) subnets.set(state.id, resource.inputs.availabilityZone);
        return state;
      };
      const recording = await machine({}, { ...simulation, outputs: observe });
      const zone = subnets.get(recording.find(INSTANCE, "web").inputs.subnetId);
      assert.equal(await settled(recording.result.zone), zone);
      return zone;
    };
    assert.equal(await zoneOf(offered([`${REGION}b`])), `${REGION}b`);
    const kept = { ...offered([`${REGION}b`, `${REGION}a`]), kept: { "web-zone": `${REGION}b` } };
    assert.equal(await zoneOf(kept), `${REGION}b`);
    const nowhere = () => new VirtualMachine("web", { size });
    assert.match(
      await refusal(nowhere, offered([`${REGION}c`])),
      /none of the network's zones .* offers.*zones eu-central-1c/,
    );
  });

  it("asks for the image as it is today, without making it a secret", async () => {
    const recording = await machine({ image: "debian-12" });
    const name = "/aws/service/debian/release/12/latest/amd64";
    const asked = recording.calls.find(({ token }) => token === "aws:ssm/getParameter:getParameter");
    assert.deepEqual(asked?.args, { name });
    assert.match(await settled(recording.result.imageId), /^ami-/);
    const native = await machine({ image: { native: { aws: "ami-0123456789abcdef0" } } });
    assert.equal(native.find(INSTANCE, "web").inputs.ami, "ami-0123456789abcdef0");
  });

  it("gives gp3 disks, with more operations for ssd", async () => {
    const disk = async (bootDisk: VirtualMachineArgs["bootDisk"]) => {
      const { tags: _, ...rest } = (await instanceOf(bootDisk ? { bootDisk } : {})).rootBlockDevice as Record<
        string,
        unknown
      >;
      return rest;
    };
    const gp3 = { deleteOnTermination: true, encrypted: true, volumeType: "gp3" };
    const basic = { ...gp3, iops: 3000, throughput: 125 };
    assert.deepEqual(await disk({ sizeGib: 50, class: "hdd" }), { ...basic, volumeSize: 50 });
    assert.deepEqual(await disk({ sizeGib: 8 }), { ...basic, volumeSize: 8 });
    const fast = { ...gp3, volumeSize: 100, iops: 6000, throughput: 250 };
    assert.deepEqual(await disk({ sizeGib: 100, class: "ssd" }), fast);
    assert.deepEqual(await disk({ sizeGib: 10, class: "ssd" }), { ...fast, volumeSize: 10, iops: 5000 });
  });

  it("is protected by EC2 itself with onDelete: protect", async () => {
    assert.equal((await instanceOf({ onDelete: "protect" })).disableApiTermination, true);
  });

  it("hands over the script as it is, and is replaced by a changed one only when asked to", async () => {
    const startupScript = "#!/bin/sh\necho hello";
    const kept = await instanceOf({ startupScript });
    assert.match(String(kept.userData), /^#!\/bin\/sh\n(.*\n)*echo hello\n/);
    assert.equal(kept.userDataReplaceOnChange, false);
    assert.equal((await instanceOf({ startupScript, rerunScriptOnChange: true })).userDataReplaceOnChange, true);
    const long = { startupScript: `#!/bin/sh\n${"#".repeat(16_384)}` };
    assert.match(await refusal(() => new VirtualMachine("web", { size, ...long })), /at most 16384 bytes/);
  });

  it("is opened by ssh where that port is open, else by Session Manager with just its rights", async () => {
    const ssh = { keys: [KEY], from: ["10.0.0.0/8" as const] };
    const open = await machine({ publicIp: "static", ssh });
    const [ip, command] = await Promise.all([settled(open.result.publicIp), settled(open.result.connectCommand)]);
    assert.equal(command, `ssh isobar@${ip}`);
    assert.equal(open.all("aws:iam/rolePolicy:RolePolicy").length, 0);
    const closed = await machine({ publicIp: "static" });
    const [id, session] = await Promise.all([settled(closed.result.id), settled(closed.result.connectCommand)]);
    assert.equal(session, `aws ssm start-session --region eu-central-1 --target ${id}`);
    const { policy } = closed.find("aws:iam/rolePolicy:RolePolicy", "web-session-policy").inputs;
    const actions = statements(policy).flatMap(({ Action }) => Action as string[]);
    assert.deepEqual(actions.sort(), [
      "ssm:UpdateInstanceInformation",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]);
    assert.ok(waitsFor(closed, INSTANCE, "web").includes("web-session-policy"));
  });

  it("is trusted by EC2 of its partition and bounded where the organisation asks for it", async () => {
    const permissionsBoundary = "arn:aws-cn:iam::123456789012:policy/boundary";
    const config = { "isobar:aws": { permissionsBoundary } };
    const image = { native: { aws: "ami-0123456789abcdef0" } };
    const type = { type: { aws: "m5.large" } };
    const recording = await machine({ image, size: type }, { region: "cn-north-1", config });
    const { assumeRolePolicy, permissionsBoundary: bound } = recording.find("aws:iam/role:Role", "web-role").inputs;
    assert.deepEqual(statements(assumeRolePolicy)[0]?.Principal, { Service: "ec2.amazonaws.com.cn" });
    assert.equal(bound, permissionsBoundary);
    const principal = await settled(recording.result.principal);
    assert.deepEqual({ ...principal, id: "" }, { cloud: "aws", account: "123456789012", kind: "machine", id: "" });
    assert.match(principal.id, /^arn:aws-cn:iam::123456789012:role\/web-role-/);
  });

  it("has names that IAM takes, however long its own is", async () => {
    const name = "a-machine-with-a-name-that-is-too-long-for-the-role-of-an-instance";
    const recording = await run(() => new VirtualMachine(name, { size, publicIp: "ephemeral" }));
    const role = recording.find("aws:iam/role:Role", `${name}-role`).inputs.name;
    assert.match(String(role), /^a-machine[a-z-]+-[0-9a-f]{7}$/);
    assert.ok(String(role).length <= 64);
  });
});

describe("aws: the SSH user", () => {
  const script = createUser("isobar", [KEY, "ssh-rsa BBBB"]);

  it("gets a script that a shell can parse", () => {
    execFileSync("sh", ["-n"], { input: script });
  });

  it("gets exactly the keys, whatever characters they have", () => {
    const line = script.split("\n").find((text) => text.startsWith("printf") && text.includes("authorized_keys"));
    const printed = execFileSync("sh", ["-c", String(line).replace(/ > .*/, "")], { encoding: "utf8" });
    assert.equal(printed, `${KEY}\nssh-rsa BBBB\n`);
  });
});

function zoneCalls() {
  return {
    "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({ names: [`${REGION}a`, `${REGION}b`] }),
    "aws:ssm/getParameter:getParameter": () => ({ insecureValue: "ami-0123456789abcdef0" }),
  };
}
