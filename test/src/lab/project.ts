import * as fs from "node:fs";
import * as path from "node:path";
import { EventLog, type Happened } from "@isobar/tools";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { parse } from "yaml";
import { Lab, type Outcome } from "./lab.js";
import type { LabStack, StateResource } from "./stack.js";

const STACKS = path.resolve(__dirname, "../../../stacks");

export type ProjectOutcome = Outcome & Happened;

/** A project of one stack in a {@link Lab}: programs are texts, which are compiled without a check of their types. */
export class LabProject {
  private constructor(
    private readonly lab: Lab,
    private readonly stack: LabStack,
  ) {}

  /** A project with a stack and its config. Default: the shared config of a stack of that name. */
  static async create(project: string, stack: string, config = configOf(stack)): Promise<LabProject> {
    const lab = await Lab.open({ project });
    return new LabProject(lab, lab.stack(stack, config));
  }

  /** Faults, clock and log of the simulated clouds. */
  get controls() {
    return this.lab.sandbox.controls;
  }

  /** Sets the program. */
  write(program: string): void {
    const { outputText } = transpileModule(program, {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
    });
    fs.writeFileSync(this.program, outputText);
  }

  up(...args: readonly string[]): Promise<ProjectOutcome> {
    return this.logged("up", (logs) => this.stack.up({ module: this.program }, ...args, ...logs));
  }

  destroy(...args: readonly string[]): Promise<ProjectOutcome> {
    return this.logged("destroy", (logs) => this.stack.destroy(...args, ...logs));
  }

  /** Runs any other command, which has to succeed. */
  async must(...args: readonly string[]): Promise<Outcome> {
    const outcome = await this.stack.pulumi(...args);
    if (outcome.code !== 0) throw new Error(outcome.output);
    return outcome;
  }

  /** Outputs of the stack. */
  outputs(): Readonly<Record<string, unknown>> {
    const isStack = ({ type }: StateResource) => type === "pulumi:pulumi:Stack";
    return this.stack.state().find(isStack)?.outputs ?? {};
  }

  /** All that exists in the simulated clouds. */
  resources() {
    return this.stack.resources();
  }

  close(): Promise<void> {
    return this.lab.close();
  }

  private get program(): string {
    return path.join(this.lab.folder, "program.js");
  }

  private async logged(command: string, run: (args: readonly string[]) => Promise<Outcome>): Promise<ProjectOutcome> {
    const events = new EventLog(this.lab.folder, command);
    return { ...(await run(events.args)), ...events.read() };
  }
}

function configOf(stack: string): Readonly<Record<string, unknown>> {
  return parse(fs.readFileSync(path.join(STACKS, `Pulumi.${stack}.yaml`), "utf8")).config;
}
