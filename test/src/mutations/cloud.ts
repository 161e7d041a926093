import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { status } from "@grpc/grpc-js";
import { type Props, type Sandbox, type SimulatedProvider, startSandbox } from "@isobar/sandbox";
import { ProviderClient } from "../../../packages/sandbox/dist/testing/client.js";
import type { Existing } from "./mutation.js";

/** A resource that was created. */
export interface Created {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** What became of a call: a refusal, or nothing. */
export type Refusal = string | undefined;

/** What became of a change: neither where it was made in place. */
export interface Change {
  readonly refusal: Refusal;
  readonly replaced: boolean;
}

/** One simulated cloud that is asked over gRPC, as the engine asks it. */
export class Cloud implements Existing {
  readonly #created = new Map<string, Created>();

  private constructor(
    private readonly provider: SimulatedProvider,
    private readonly folder: string,
    private readonly sandbox: Sandbox,
    private readonly client: ProviderClient,
  ) {}

  static async start(provider: SimulatedProvider, config: Props): Promise<Cloud> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-mutations-"));
    const sandbox = await startSandbox({ stateDir: folder, providers: [provider] });
    const client = new ProviderClient(Number(sandbox.env.PULUMI_DEBUG_PROVIDERS?.split(":").at(-1)));
    await client.configure(config);
    return new Cloud(provider, folder, sandbox, client);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.sandbox.close();
    fs.rmSync(this.folder, { recursive: true });
  }

  /** Whether resources of that type are this cloud's. */
  has(type: string): boolean {
    return type.startsWith(`${this.provider.package}:`);
  }

  /** The name of a resource in tables of mutations. */
  key(type: string, name: string): string {
    return `${type.slice(this.provider.package.length + 1)} ${name}`;
  }

  get(resource: string): Created {
    const found = this.#created.get(resource);
    if (!found) throw new Error(`there is no ${resource} yet; there are: ${[...this.#created.keys()].join(", ")}`);
    return found;
  }

  output(resource: string, property: string): string {
    const { id, outputs } = this.get(resource);
    const value = property === "id" ? id : outputs[property];
    if (typeof value !== "string") throw new Error(`${resource} has no text "${property}"`);
    return value;
  }

  async call(token: string, args: Props): Promise<Props> {
    const { result, failures } = await this.client.invoke(token, args);
    if (failures.length > 0) throw new Error(`${token}: ${failures.join("; ")}`);
    return result;
  }

  /** Creates a resource of a correct program. */
  async create(type: string, name: string, given: Props): Promise<Created> {
    const urn = urnOf(type, name);
    const { failures, inputs } = await this.client.check(urn, given);
    if (failures.length > 0) throw new Error(`${type} "${name}" is refused: ${failures.join("; ")}`);
    const created = { urn, inputs, ...(await this.client.create(urn, inputs)) };
    this.#created.set(this.key(type, name), created);
    return created;
  }

  /** Tries to create a resource. One that is accepted is deleted again. */
  tryToCreate(type: string, name: string, given: Props): Promise<Refusal> {
    const urn = urnOf(type, name);
    return this.#refusal(urn, given, {}, async (inputs) => {
      const { id } = await this.client.create(urn, inputs);
      return () => this.client.delete(urn, id);
    });
  }

  /** Tries to change an existing resource. A change that is accepted in place is taken back. */
  async tryToChange({ urn, id, inputs: before }: Created, given: Props): Promise<Change> {
    let replaced = false;
    const refusal = await this.#refusal(urn, given, before, async (inputs) => {
      replaced = (await this.client.diff(urn, before, inputs)).replaces.length > 0;
      if (replaced) return async () => undefined;
      await this.client.update(urn, id, inputs);
      return () => this.client.update(urn, id, before);
    });
    return { refusal, replaced };
  }

  /** Tries to delete an existing resource, which is then gone if that is accepted. */
  tryToDelete({ urn, id }: Created): Promise<Refusal> {
    return refusalOf(this.client.delete(urn, id));
  }

  async #refusal(
    urn: string,
    given: Props,
    before: Props,
    act: (inputs: Props) => Promise<() => Promise<unknown>>,
  ): Promise<Refusal> {
    const { failures, inputs } = await this.client.check(urn, given, before);
    if (failures.length > 0) return failures.join("; ");
    let undo = async (): Promise<unknown> => undefined;
    const attempt = async () => {
      undo = await act(inputs);
    };
    const refusal = await refusalOf(attempt());
    await undo();
    return refusal;
  }
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** Why the cloud refused. Rejects where it failed, which is no refusal. */
async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const { code, details } = error as { code?: status; details?: string };
    if (code === undefined || code === status.INTERNAL || code === status.UNIMPLEMENTED) throw error;
    return details ?? "refused";
  }
}
