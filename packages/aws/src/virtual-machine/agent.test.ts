import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { refusal, run } from "../testing";

const size = { vcpus: 2, memoryGib: 4 };
const ssh = { keys: ["ssh-ed25519 AAAA user"], from: ["10.0.0.0/8" as const] };
const SCRIPT = "#!/bin/sh\necho hello\n";

async function userData(args: Partial<VirtualMachineArgs>, options: Parameters<typeof run>[1] = {}) {
  const recording = await run(() => {
    const network = new Network("net", { outbound: "none" });
    return new VirtualMachine("web", { network, size, image: "debian-13", ...args });
  }, options);
  const { inputs } = recording.find("aws:ec2/instance:Instance", "web");
  return inputs.userData === undefined ? undefined : String(inputs.userData);
}

describe("aws: Session Manager's agent", () => {
  it("is installed on Debian from the region's bucket, before the startup script", async () => {
    const text = (await userData({ startupScript: SCRIPT })) ?? "";
    const url =
      "https://s3.eu-central-1.amazonaws.com/amazon-ssm-eu-central-1/latest/debian_amd64/amazon-ssm-agent.deb";
    assert.ok(text.includes(` ${url} `), text);
    assert.ok(text.startsWith("#!/bin/sh\n"));
    assert.ok(text.indexOf("amazon-ssm-agent") < text.indexOf("echo hello"));
    execFileSync("sh", ["-n"], { input: text });
    const arm = (await userData({ size: { ...size, arch: "arm64" } })) ?? "";
    assert.match(arm, /debian_arm64/);
    assert.ok(arm.startsWith("#!/bin/sh\n"), "a machine without a script of its own gets one");
  });

  it("is left out where the image has it, or SSH is open", async () => {
    assert.doesNotMatch((await userData({ image: "ubuntu-24.04", startupScript: SCRIPT })) ?? "", /amazon-ssm-agent/);
    assert.doesNotMatch((await userData({ publicIp: "static", ssh })) ?? "", /amazon-ssm-agent/);
  });

  it("neither comes to nor leaves a running machine, which would have to be stopped", async () => {
    const lines = "echo the lines that it was made with";
    const opened = await userData({ publicIp: "static", ssh }, { kept: { "web-agent": lines } });
    assert.ok(opened?.includes(lines));
    assert.equal(await userData({}, { kept: { "web-agent": "" } }), undefined);
  });

  it("counts among what user data can hold", async () => {
    const startupScript = `#!/bin/sh\n# ${"x".repeat(15_800)}\n`;
    const program = (image: string) => () => new VirtualMachine("web", { size, image, startupScript });
    assert.match(await refusal(program("debian-13")), /startupScript.*agent.*at most 16384 bytes/);
    await run(program("ubuntu-24.04"));
  });
});
