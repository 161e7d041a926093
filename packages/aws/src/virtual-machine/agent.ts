import type { MachineSpec, Scope } from "@isobar/core/driver";
import { all, log, type Output } from "@pulumi/pulumi";
import { partitionOf } from "../partition";
import { imageName } from "./choices";

/** "Run commands when you launch an EC2 instance with user data input": raw, before base64. */
export const MAX_USER_DATA = 16_384;

const ATTEMPTS = 5;

/**
 * The first boot's script; on Debian, whose images lack it, with Session Manager's agent before it. The running machine
 * keeps the lines that it was made with, because other user data would stop and start it.
 *
 * @param wanted Session Manager opens the shell.
 */
export function withAgent(scope: Scope, spec: MachineSpec, wanted: boolean): Output<string | undefined> {
  const { firstBoot, image, zone, arch } = spec;
  if (!imageName(scope).startsWith("debian-")) return firstBoot;
  const kept = scope.kept<string>("agent", { pick: wanted ? installAgent(scope, arch) : "", wish: { image, zone } });
  return all([firstBoot, kept]).apply(([script, lines]) => {
    if (wanted && lines === "") warn(scope);
    return checked(scope, merged(script, lines));
  });
}

/** "Manually installing SSM Agent on Debian Server instances". */
function installAgent(scope: Scope, arch: MachineSpec["arch"]): string {
  const { region } = scope.target;
  const folder = `https://s3.${region}.${partitionOf(scope).dnsSuffix}/amazon-ssm-${region}/latest/debian_${arch}`;
  return [
    `for i in $(seq ${ATTEMPTS}); do`,
    `  python3 -c 'import sys, urllib.request as u; u.urlretrieve(*sys.argv[1:])' ${folder}/amazon-ssm-agent.deb /run/agent.deb &&`,
    "    dpkg -i /run/agent.deb && systemctl enable --now amazon-ssm-agent && break",
    "  sleep 5",
    "done",
  ].join("\n");
}

function merged(script: string | undefined, lines: string): string | undefined {
  if (lines === "") return script;
  const [first, ...rest] = (script ?? "#!/bin/sh\n").split("\n");
  return [first, lines, ...rest].join("\n");
}

function checked(scope: Scope, userData: string | undefined): string | undefined {
  const bytes = Buffer.byteLength(userData ?? "");
  if (bytes <= MAX_USER_DATA) return userData;
  throw scope.plan.refusal(
    "startupScript",
    "too long for AWS together with the lines that install Session Manager's agent",
    {
      given: `${bytes} bytes`,
      allowed: `at most ${MAX_USER_DATA} bytes`,
      fix: "keep the rest in a bucket that the machine may read, and fetch it in the script",
    },
  );
}

function warn({ plan, component }: Scope): void {
  const what = `${plan.label}: it was made with an open SSH port and has no agent for Session Manager`;
  log.warn(`${what}; replace it, for example with another choice, or install amazon-ssm-agent on it`, component);
}
