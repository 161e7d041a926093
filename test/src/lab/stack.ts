import * as fs from "node:fs";
import { type ListedResource, listResources } from "@isobar/sandbox";
import type { Lab, Outcome } from "./lab.js";
import type { Order } from "./program-host.js";

/** A resource as the state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly protect?: boolean;
}

/** One stack in a {@link Lab}. */
export class LabStack {
  constructor(
    private readonly lab: Lab,
    readonly name: string,
  ) {}

  /** `pulumi up` without preview. */
  up(order: Order, ...args: readonly string[]): Promise<Outcome> {
    return this.run("up", order, "--yes", "--skip-preview", ...args);
  }

  /** `pulumi destroy` of all that is not protected, and of what nothing protected needs. */
  destroy(...args: readonly string[]): Promise<Outcome> {
    const usual = ["--yes", "--skip-preview", "--exclude-protected"];
    return this.lab.pulumi("destroy", "--stack", this.name, ...usual, ...args);
  }

  /** Runs a command that runs the program. */
  async run(command: "up" | "preview", order: Order, ...args: readonly string[]): Promise<Outcome> {
    return this.lab.pulumi(command, "--stack", this.name, ...(await this.lab.load(order)), ...args);
  }

  /** Runs any other command for this stack. */
  pulumi(...args: readonly string[]): Promise<Outcome> {
    return this.lab.pulumi(...args, "--stack", this.name);
  }

  /** What it made in the simulated clouds. */
  async resources(): Promise<ListedResource[]> {
    return (await listResources(this.lab.sandbox.stateDir)).filter(({ stack }) => stack === this.name);
  }

  /** All of its state. */
  state(): StateResource[] {
    const text = fs.readFileSync(this.lab.stateFile(this.name), "utf8");
    const { checkpoint } = JSON.parse(text) as { checkpoint: { latest: { resources?: StateResource[] } } };
    return checkpoint.latest.resources ?? [];
  }
}

/** The logical name, the last part of a URN. */
export function nameOf({ urn }: { readonly urn: string }): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** False for what lives in the state alone: components, providers and kept choices. */
export function isNative({ type, custom }: { readonly type: string; readonly custom: boolean }): boolean {
  return custom && !type.startsWith("pulumi:");
}
