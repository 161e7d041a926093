import {
  type AskReadiness,
  type CheckedSpec,
  type Plan,
  READY_STATE,
  type ReadinessReport,
  type Scope,
  STARTUP_LOG,
} from "@isobar/core/driver";
import { getVirtualMachine } from "@pulumi/azure-native/compute/getVirtualMachine";
import { getVirtualMachineRunCommandByVirtualMachine } from "@pulumi/azure-native/compute/getVirtualMachineRunCommandByVirtualMachine";
import type { VirtualMachine } from "@pulumi/azure-native/compute/virtualMachine";
import { VirtualMachineRunCommandByVirtualMachine } from "@pulumi/azure-native/compute/virtualMachineRunCommandByVirtualMachine";
import { all, type Input, type Output } from "@pulumi/pulumi";

const DAY_S = 86_400;
/** Azure learns of new output every 30 seconds, which may come late. */
const STALE_MS = 15 * 60_000;

/**
 * Tells the machine's state until it is ready, for a day, each time after the end of the log. Azure keeps the last 4 KB,
 * also when the script has ended ("Run scripts in your Linux VM by using managed Run Commands").
 */
export const SCRIPT = `#!/bin/bash
state=
told=
round=0
until [ "$state" = ready ] || [ $SECONDS -ge ${DAY_S} ]; do
  state=$(cat ${READY_STATE} 2> /dev/null)
  [ -n "$state" ] || state=waiting
  if [ "$state" != "$told" ] || [ $((round % 6)) = 0 ]; then
    tail -c 3500 ${STARTUP_LOG} 2> /dev/null | LC_ALL=C tr -cd '\\11\\12\\40-\\176'
    echo
    echo "isobar: $state $(date +%s)"
    told=$state
  fi
  round=$((round + 1))
  [ "$state" = ready ] || sleep 5
done
`;

/** Has Azure watch the state that the machine keeps in a file. It asks the machine's agent, so no port has to be open. */
export function watchReadiness(scope: Scope, machine: VirtualMachine, group: Input<string>) {
  return scope.child(
    "readyWatch",
    VirtualMachineRunCommandByVirtualMachine,
    {
      runCommandName: "isobar-ready",
      vmName: machine.name,
      resourceGroupName: group,
      location: scope.target.region,
      asyncExecution: true,
      source: { script: SCRIPT },
      timeoutInSeconds: DAY_S + 3600,
      tags: scope.tags,
    },
    // Neither the machine's replacement nor the end of the watch is to be held up by the machine's protection.
    { suffix: "ready", deleteBeforeReplace: true, protect: false },
  );
}

/** Asks Azure what the watch saw. */
export function askReadiness(
  scope: Scope,
  watch: VirtualMachineRunCommandByVirtualMachine,
  machine: VirtualMachine,
  group: Input<string>,
): Output<AskReadiness> {
  return all([group, machine.name, watch.name, watch.urn]).apply(
    ([resourceGroupName, vmName, runCommandName, urn]) =>
      async (): Promise<ReadinessReport> => {
        const place = { resourceGroupName, vmName, expand: "instanceView" };
        const command = { ...place, runCommandName };
        const { instanceView } = await getVirtualMachineRunCommandByVirtualMachine(command, scope.invoke);
        const seen = reportOf(instanceView?.output ?? "");
        if (seen.state === "ready") return seen;
        const { instanceView: power } = await getVirtualMachine(place, scope.invoke);
        // Its agent is silent, and nothing that was stopped, by Azure or by hand, is on its way to become ready.
        if (power?.statuses?.some(({ code = "" }) => STOPPED.test(code))) return { ...seen, state: "ready" };
        const ended = ENDED.test(instanceView?.executionState ?? "") || Date.now() - seen.at > STALE_MS;
        return ended ? withAdvice(seen, urn, instanceView?.executionMessage) : seen;
      },
  );
}

const STOPPED = /^PowerState\/(deallocat|stopp)/i;
const ENDED = /^(Succeeded|Failed|TimedOut|Canceled)$/i;
const MARK = /^isobar: (waiting|ready|failed) (\d+)$/gm;

interface Seen extends ReadinessReport {
  /** When the machine told it, in milliseconds; endlessly far ahead if it did not. */
  readonly at: number;
}

/** What the newest lines of the watch say. */
export function reportOf(output: string): Seen {
  const marks = [...output.matchAll(MARK)];
  const [last, before] = [marks.at(-1), marks.at(-2)];
  if (!last) return { state: "waiting", at: Number.POSITIVE_INFINITY };
  const log = output.slice(before ? before.index + before[0].length : 0, last.index).trim();
  return { state: last[1] as ReadinessReport["state"], log, at: Number(last[2]) * 1000 };
}

/** A run command ends with a restart of the machine and with its time, and nothing starts it again. */
function withAdvice({ state, log = "" }: Seen, urn: string, message = ""): ReadinessReport {
  const what = "Azure no longer watches the machine, because it restarted or was not ready for a day";
  return { state, log: [log, message, `${what}: let it watch again by pulumi up --replace '${urn}'`].join("\n") };
}

/** "Run scripts in your Linux VM by using managed Run Commands": supported distributions. */
export function refuseUnwatched(plan: Plan, { ready, arch }: CheckedSpec): void {
  if (!ready || arch !== "arm64") return;
  throw plan.refusal("ready", "Azure's run commands, which tell whether a machine is ready, have no arm64 version", {
    given: "a machine of arm64",
    allowed: "machines of amd64",
    fix: "leave ready out, or choose another size",
  });
}
