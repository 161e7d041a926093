import { CLOUD_FAULTS, OWN_FAULTS } from "@isobar/sandbox";
import { Command } from "commander";
import type { SandboxOptions } from "./sandbox.js";

const STATE_OPTION = [
  "--state <folder>",
  "the sandbox's state folder (default: $ISOBAR_SANDBOX_STATE, else .isobar/sandbox in the Pulumi project)",
] as const;

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** `isobar sandbox` with its subcommands. */
export function sandboxCommand(afterDashes: readonly string[]): Command {
  const sandbox = new Command("sandbox")
    .description("run a command against simulated clouds: no account, nothing real is touched")
    .usage("[--state <folder>] [--fault <fault>]… [--latency <factor>] -- COMMAND…")
    .argument("[command...]", "the command to run, usually written after --")
    .option(...STATE_OPTION)
    .option("--fault <fault>", "what goes wrong while the command runs (repeatable)", collect, [])
    .option("--faults <file>", "a file with a fault on each line")
    .option("--kubernetes <ground>", '"real" for a real API server instead of a simulated cluster (default: "memory")')
    .option("--latency <factor>", '"real" for the typical times of the real clouds, or a part of them such as 0.1')
    .passThroughOptions()
    .enablePositionalOptions()
    .addHelpText("after", EXAMPLES)
    .action(async (before: string[], options: SandboxOptions) => {
      const { refuseUnknown, runSandboxCommand } = await import("./sandbox.js");
      if (afterDashes.length === 0) refuseUnknown(before);
      await runSandboxCommand([...before, ...afterDashes], options);
    });
  sandbox
    .command("list")
    .description("show what exists in the simulated clouds")
    .option(...STATE_OPTION)
    .option("--json", "as a JSON array")
    .action(async (_, command: Command) => {
      const { listSandbox } = await import("./list.js");
      await listSandbox(command.optsWithGlobals());
    });
  sandbox
    .command("show <id>")
    .description("show all that is known of a resource, by its id or its name in the program")
    .option(...STATE_OPTION)
    .option("--json", "as a JSON array")
    .option("--show-secrets", "don't mask what is secret")
    .action(async (id: string, _, command: Command) => {
      const { showResource } = await import("./show.js");
      await showResource(id, command.optsWithGlobals());
    });
  sandbox
    .command("log")
    .description("show the calls of the clouds' APIs, each with its verdict")
    .option(...STATE_OPTION)
    .option("-n, --last <number>", "only so many calls")
    .option("--refused", "only calls that were refused")
    .option("-f, --follow", "also those to come, until Ctrl-C")
    .option("--json", "as a JSON array, or a line of JSON for each call that is followed")
    .action(async (_, command: Command) => {
      const { showLog } = await import("./log.js");
      await showLog(command.optsWithGlobals());
    });
  for (const add of [uiCommand, faultCommand, timeCommands, driftCommands]) add(sandbox);
  sandbox
    .command("reset")
    .description("remove all resources of the simulated clouds, and the sandbox's stacks")
    .option(...STATE_OPTION)
    .action(async (_, command: Command) => {
      const { resetSandboxCommand } = await import("./reset.js");
      await resetSandboxCommand(command.optsWithGlobals());
    });
  return sandbox;
}

function uiCommand(sandbox: Command): void {
  sandbox
    .command("ui")
    .description("show the simulated clouds on a live page: resources, relations, faults, clock and calls")
    .option(...STATE_OPTION)
    .option("--port <number>", "the port on loopback (default: one that is free)")
    .option("--no-open", "only print the page's address")
    .action(async (_, command: Command) => (await import("./ui.js")).showUi(command.optsWithGlobals()));
}

function faultCommand(sandbox: Command): void {
  const fault = sandbox
    .command("fault")
    .description("what goes wrong, from now on and until it is switched off")
    .addHelpText("after", FAULT_HELP);
  fault
    .command("list", { isDefault: true })
    .description("show the faults that are on")
    .option(...STATE_OPTION)
    .action(async (_, command: Command) => (await import("./faults.js")).listFaults(command.optsWithGlobals()));
  fault
    .command("add <fault...>")
    .description("switch faults on, such as capacity:zone=eu-central-1a,machine=p4d.*,calls=1-2")
    .option(...STATE_OPTION)
    .addHelpText("after", FAULT_HELP)
    .action(async (faults: string[], _, command: Command) =>
      (await import("./faults.js")).addFaults(faults, command.optsWithGlobals()),
    );
  fault
    .command("remove [id...]")
    .description("switch faults off, all if none is named")
    .option(...STATE_OPTION)
    .action(async (ids: string[], _, command: Command) =>
      (await import("./faults.js")).removeFaults(ids, command.optsWithGlobals()),
    );
}

function timeCommands(sandbox: Command): void {
  sandbox
    .command("clock [time]")
    .description('show the sandbox\'s time, or set it forward by a time such as "72h", which lets things come due')
    .option(...STATE_OPTION)
    .action(async (time: string | undefined, _, command: Command) =>
      (await import("./clock.js")).clock(time, command.optsWithGlobals()),
    );
}

function driftCommands(sandbox: Command): void {
  sandbox
    .command("reclaim <id>")
    .description("take the capacity of a spot machine back, by its id or its name in the program")
    .option(...STATE_OPTION)
    .action(async (id: string, _, command: Command) =>
      (await import("./drift.js")).reclaimMachine(id, command.optsWithGlobals()),
    );
  sandbox
    .command("edit <id> <property=value...>")
    .description("change a resource behind Pulumi's back, as by hand in a console; values are JSON or plain text")
    .option(...STATE_OPTION)
    .action(async (id: string, values: string[], _, command: Command) =>
      (await import("./drift.js")).editResource(id, values, command.optsWithGlobals()),
    );
  sandbox
    .command("delete <id>")
    .description("delete a resource behind Pulumi's back")
    .option(...STATE_OPTION)
    .action(async (id: string, _, command: Command) =>
      (await import("./drift.js")).deleteResource(id, command.optsWithGlobals()),
    );
}

const EXAMPLES = `
Examples:
  $ isobar sandbox -- pulumi up
  $ isobar sandbox -- npm run deploy
  $ isobar sandbox --fault capacity:machine=p4d.* -- pulumi up
  $ isobar sandbox list
  $ isobar sandbox reset`;

const FAULT_HELP = `
A fault is a kind and, after a colon, what it is limited to: cloud, region, zone, type, machine, name (with * for any part),
operation (create, read, update, delete, call), calls (2, 2-4, 2-), probability with seed; slow takes seconds.

Kinds:
${Object.entries({ ...CLOUD_FAULTS, ...OWN_FAULTS })
  .map(([kind, what]) => `  ${kind.padEnd(16)}${what}`)
  .join("\n")}`;
