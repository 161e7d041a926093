import { runtime } from "@pulumi/pulumi";

/** Where and how a program is run under mocks. */
export interface RecordOptions {
  /** `isobar:cloud`. */
  readonly cloud: string;
  /** `isobar:region`. */
  readonly region: string;
  /** More stack config, by full key: `gcp:project`. Objects are given as objects. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Computed outputs of native resources, `id` among them. Default: none, and ids made of the name. */
  readonly outputs?: (resource: MockResource) => Readonly<Record<string, unknown>>;
  /** Answers of provider functions by token; a call of any other one fails the program. */
  readonly calls?: Readonly<Record<string, (args: Record<string, unknown>) => Record<string, unknown>>>;
  /** What the state kept from an earlier run, by the name of the Stash: `web-size`. Default: a first run. */
  readonly kept?: Readonly<Record<string, unknown>>;
  /** Default: "shop". */
  readonly project?: string;
  /** Default: "dev". */
  readonly stack?: string;
  /** Runs as a preview does, without ids and computed outputs. Default: false. */
  readonly preview?: boolean;
}

/** A resource as the mocks see it. */
export interface MockResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** One resource as the engine would have been told of it. */
export interface Registered extends MockResource {
  readonly custom: boolean;
  readonly parent: string;
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** URNs. */
  readonly dependsOn: readonly string[];
  readonly replacementTrigger: unknown;
}

export interface Recording<T> {
  /** What the program returned. */
  readonly result: T;
  /** In the order of registration, providers and components included. */
  readonly registered: readonly Registered[];
  readonly calls: readonly { readonly token: string; readonly args: Readonly<Record<string, unknown>> }[];
  /** The one resource of that name and type; throws if there is none. */
  find(type: string, name: string): Registered;
  /** All resources of a type. */
  all(type: string): readonly Registered[];
}

interface Request {
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getParent(): string;
  getProvider(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getDependenciesList(): string[];
  getReplacementTrigger(): { toJavaScript(): unknown } | undefined;
}

type Register = (request: Request, callback: (...answer: unknown[]) => void) => Promise<void>;

const IDLE_TURNS = 12;

/**
 * Runs a program under Pulumi's mocks, without engine and cloud, and tells what it registered once everything settled.
 * An error in the program, also one inside an `apply`, rejects.
 */
export async function record<T>(options: RecordOptions, program: () => T | Promise<T>): Promise<Recording<T>> {
  const { result, failures, ...recording } = await run(options, program);
  if (failures.length) throw failures[0];
  return { ...recording, result: result as T };
}

/** A program that failed, and what it had registered. */
export interface Refused {
  readonly error: unknown;
  readonly registered: readonly Registered[];
}

/** Runs a program that is expected to fail. Rejects if it does not. */
export async function recordRefusal(options: RecordOptions, program: () => unknown): Promise<Refused> {
  const { failures, registered } = await run(options, program);
  if (failures.length === 0) throw new Error("the program was expected to fail, and did not");
  return { error: failures[0], registered };
}

async function run<T>(options: RecordOptions, program: () => T | Promise<T>) {
  const { cloud, region, config = {}, project = "shop", stack = "dev", preview = false } = options;
  const requests: Request[] = [];
  const inputs = new Map<string, MockResource>();
  const calls: { token: string; args: Record<string, unknown> }[] = [];
  let activity = 0;
  const mocks: runtime.Mocks = {
    newResource: (args) => {
      activity++;
      inputs.set(`${args.type} ${args.name}`, args);
      const state = stateOf(args, options);
      const id = typeof state.id === "string" ? state.id : `${args.name}-id`;
      return { id: args.custom && !preview ? id : undefined, state };
    },
    call: ({ token, inputs: args }) => {
      activity++;
      calls.push({ token, args });
      const answer = options.calls?.[token];
      if (!answer) throw new Error(`the test answers no call of ${token}`);
      return answer(args);
    },
  };
  await runtime.setMocks(mocks, project, stack, preview);
  observe((request) => requests.push(request));
  runtime.setAllConfig(flat({ "isobar:cloud": cloud, "isobar:region": region, ...config }));
  const outcome = await guarded(program, () => activity);
  const registered = requests.map((request) => toRegistered(request, inputs));
  return { ...outcome, registered, calls, ...lookup(registered) };
}

function stateOf(resource: MockResource, options: RecordOptions): Record<string, unknown> {
  const { inputs } = resource;
  if (resource.type === "pulumi:index:Stash") {
    return { ...inputs, output: options.kept?.[resource.name] ?? inputs.input };
  }
  return { ...inputs, ...(options.preview ? {} : options.outputs?.(resource)) };
}

function observe(see: (request: Request) => void): void {
  const monitor = runtime.getMonitor() as unknown as { registerResource: Register };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    see(request);
    return register(request, callback);
  };
}

/** Runs the program until nothing happens any more; errors that nobody awaited are the program's. */
async function guarded<T>(program: () => T | Promise<T>, activity: () => number) {
  const failures: unknown[] = [];
  const fail = (reason: unknown) => void (failures.includes(reason) || failures.push(reason));
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", fail);
  const result = await new Promise<T>((resolve) => resolve(program())).catch(fail);
  for (let idle = 0, seen = -1; idle < IDLE_TURNS; idle = seen === activity() ? idle + 1 : 0) {
    seen = activity();
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.removeAllListeners("unhandledRejection");
  for (const listener of listeners) process.on("unhandledRejection", listener);
  return { result, failures };
}

function toRegistered(request: Request, inputs: ReadonlyMap<string, MockResource>): Registered {
  const [type, name] = [request.getType(), request.getName()];
  return {
    type,
    name,
    inputs: inputs.get(`${type} ${name}`)?.inputs ?? {},
    custom: request.getCustom(),
    parent: request.getParent(),
    provider: request.getProvider(),
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    dependsOn: request.getDependenciesList(),
    replacementTrigger: request.getReplacementTrigger()?.toJavaScript(),
  };
}

function lookup(registered: readonly Registered[]) {
  const all = (type: string) => registered.filter((resource) => resource.type === type);
  const find = (type: string, name: string) => {
    const found = all(type).find((resource) => resource.name === name);
    if (found) return found;
    const known = registered.map((resource) => `${resource.type} ${resource.name}`).join("\n  ");
    throw new Error(`no ${type} "${name}" was registered; there are:\n  ${known}`);
  };
  return { all, find };
}

function flat(config: Readonly<Record<string, unknown>>): Record<string, string> {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, text(value)]));
}

/** The value of an output under mocks. */
export function settled<T>(output: { apply(f: (value: T) => void): unknown }): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
