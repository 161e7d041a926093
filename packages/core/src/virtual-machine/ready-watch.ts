import { EXIT_CODE, STARTUP_LOG } from "./first-boot";
import { type CheckedArgs, portOf } from "./schema";

/** Where the machine writes whether it is "waiting", "ready" or "failed". */
export const READY_STATE = "/var/lib/isobar/ready";

const WATCH = "/var/lib/isobar/watch";
/** The service that checks. */
export const READY_UNIT = "isobar-ready.service";
/** Seconds between two checks, and checks between two reports that the machine still waits. */
const INTERVAL = 2;
const REPORT_EVERY = 15;

/**
 * Shell commands that start a service which checks whether the machine is ready, also after a restart, until it is. The
 * checks are bash's own, so that they need nothing that an image may lack.
 *
 * @param report Commands that tell the cloud, given the state and the log's path.
 */
export function readyWatch(ready: NonNullable<CheckedArgs["ready"]>, report: string | undefined): string {
  return [
    `cat > ${WATCH} <<'ISOBAR_WATCH'`,
    "#!/bin/bash",
    "report() {",
    report ?? "  true",
    "}",
    `check() { timeout 5 bash -c '${checkCommand(ready)}' > /dev/null 2>&1; }`,
    "round=0",
    "told=",
    'while [ "$told" != ready ]; do',
    `  code=$(cat ${EXIT_CODE} 2> /dev/null || echo 0)`,
    '  if check; then state=ready; elif [ "$code" != 0 ]; then state=failed; else state=waiting; fi',
    `  echo $state > ${READY_STATE}`,
    `  if [ "$state" != "$told" ] || [ $((round % ${REPORT_EVERY})) = 0 ]; then`,
    `    report "$state" ${STARTUP_LOG} && told=$state`,
    "  fi",
    "  round=$((round + 1))",
    `  sleep ${INTERVAL}`,
    "done",
    `systemctl disable ${READY_UNIT}`,
    "ISOBAR_WATCH",
    `chmod 700 ${WATCH}`,
    `cat > /etc/systemd/system/${READY_UNIT} <<'ISOBAR_UNIT'`,
    "[Service]",
    `ExecStart=${WATCH}`,
    "[Install]",
    "WantedBy=multi-user.target",
    "ISOBAR_UNIT",
    `systemctl enable --now ${READY_UNIT}`,
  ].join("\n");
}

function checkCommand({ http, tcp }: NonNullable<CheckedArgs["ready"]>): string {
  if (http === undefined) return `exec 3<> /dev/tcp/127.0.0.1/${tcp}`;
  const path = http.slice(http.indexOf("/"));
  const request = `printf "GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n" "${path}" >&3`;
  return `exec 3<> /dev/tcp/127.0.0.1/${portOf(http)}; ${request}; read -r _ status _ <&3; [ "\${status:0:1}" = 2 ] || [ "\${status:0:1}" = 3 ]`;
}
