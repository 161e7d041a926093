import { digest } from "../names";

const HOME = "/var/lib/isobar";
/** Where the startup script's exit status is. */
export const EXIT_CODE = `${HOME}/exit-code`;
/** What the startup script wrote. */
export const STARTUP_LOG = "/var/log/isobar-startup.log";

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
    `${HOME}/startup-script > ${STARTUP_LOG} 2>&1`,
    "code=$?",
    `echo $code > ${EXIT_CODE}`,
    `cat ${STARTUP_LOG}`,
    "exit $code",
  ];
}
