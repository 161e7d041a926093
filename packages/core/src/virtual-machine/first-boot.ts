import { digest } from "../names";

const HOME = "/var/lib/isobar";

/** Shell commands around a user's script. */
export interface FirstBoot {
  /** Commands that come before it. */
  readonly before?: string;
  readonly script?: string;
}

/**
 * One shell script for every cloud's first boot. It does its work once, however often the machine starts it: GCP runs
 * startup scripts at each boot ("Use startup scripts on Linux VMs"), cloud-init on AWS and Azure once per instance.
 */
export function firstBootScript({ before, script }: FirstBoot): string {
  const lines = [
    "#!/bin/sh",
    `[ -e ${HOME}/first-boot ] && exit 0`,
    `mkdir -p ${HOME}`,
    `date -u > ${HOME}/first-boot`,
    ...(before ? [before] : []),
    ...(script === undefined ? [] : run(script)),
  ];
  return `${lines.join("\n")}\n`;
}

function run(script: string): string[] {
  const end = `ISOBAR_${digest(script).toUpperCase()}`;
  const body = script.startsWith("#!") ? script : `#!/bin/sh\n${script}`;
  return [
    `cat > ${HOME}/startup-script <<'${end}'`,
    body.replace(/\n$/, ""),
    end,
    `chmod 700 ${HOME}/startup-script`,
    `${HOME}/startup-script > /var/log/isobar-startup.log 2>&1`,
    "code=$?",
    "cat /var/log/isobar-startup.log",
    "exit $code",
  ];
}
