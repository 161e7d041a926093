import { Bucket, VirtualMachine } from "@isobar/core";
import { Config, secret } from "@pulumi/pulumi";

/** What must not be read anywhere, and what changes at the second run. */
export interface SecretArgs {
  readonly key: string;
  readonly script: string;
}

const SIZE = { vcpus: 2, memoryGib: 4 };

/** Machines whose scripts and keys are secret, by `pulumi.secret` and by the stack's config. */
export async function program({ key, script }: SecretArgs): Promise<Record<string, unknown>> {
  const config = new Config("secrets");
  const password = config.requireSecret("password");
  const bucket = new Bucket("data", { onDelete: "delete" });
  const plain = new VirtualMachine("plain", {
    size: SIZE,
    startupScript: secret(`#!/bin/sh\necho ${script} > /srv/a\n`),
    ssh: { keys: [secret(`ssh-ed25519 ${key} user`)] },
    dataDisks: { data: { sizeGib: 20, mountPath: "/data", onDelete: "delete" } },
    access: [{ to: bucket, access: "read" }],
  });
  const replaced = new VirtualMachine("replaced", {
    size: SIZE,
    publicIp: "static",
    startupScript: password.apply((text) => `#!/bin/sh\necho ${text} > /srv/b\n`),
    ssh: { keys: [secret(`ssh-ed25519 ${key} user`)], user: "ada", from: ["203.0.113.0/24"] },
    rerunScriptOnChange: true,
  });
  return { plain: plain.connectCommand, replaced: replaced.connectCommand, password };
}
