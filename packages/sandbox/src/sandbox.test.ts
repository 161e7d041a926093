import assert from "node:assert/strict";
import { delimiter, join } from "node:path";
import { CustomResource, type CustomResourceOptions, type Inputs, type Output, ProviderResource } from "@pulumi/pulumi";
import { type EngineEvent, LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { listResources, resetSandbox, type Sandbox, startSandbox } from "./sandbox.js";
import { openStore } from "./store.js";
import { engineFolder } from "./testing/engine.js";
import { temporaryFolder, toyProvider } from "./testing/toy.js";

class Toy extends ProviderResource {
  constructor(name: string, region: string) {
    super("toy", name, { region });
  }
}

class Box extends CustomResource {
  declare readonly address: Output<string>;
  declare readonly serial: Output<string>;
  declare readonly note: Output<string | undefined>;

  constructor(name: string, args: Inputs, options?: CustomResourceOptions) {
    super("toy:index:Box", name, { address: undefined, serial: undefined, note: undefined, ...args }, options);
  }
}

class Lid extends CustomResource {
  constructor(name: string, args: Inputs, options?: CustomResourceOptions) {
    super("toy:index:Lid", name, args, options);
  }
}

describe("sandbox under the real engine", function () {
  this.timeout(60_000);
  const path = process.env.PATH;
  let stateDir: string;
  let sandbox: Sandbox;
  const stacks = new Map<string, Stack>();

  before(() => {
    process.env.PATH = `${engineFolder()}${delimiter}${path}`;
  });

  after(() => {
    process.env.PATH = path;
  });

  beforeEach(async () => {
    stacks.clear();
    stateDir = temporaryFolder();
    sandbox = await startSandbox({ stateDir, providers: [toyProvider()] });
  });

  afterEach(() => sandbox.close());

  /** A stack under a program. The same stack again costs no command of its own. */
  async function stackOf(program: PulumiFn, stackName = "dev", { env } = sandbox): Promise<Stack> {
    const known = stacks.get(stackName);
    if (known) {
      known.workspace.program = program;
      return known;
    }
    const stack = await LocalWorkspace.createStack(
      { projectName: "shop", stackName, program },
      {
        workDir: temporaryFolder(),
        envVars: { ...env, PULUMI_CONFIG_PASSPHRASE: "toy", PULUMI_SKIP_UPDATE_CHECK: "true" },
      },
    );
    // Engines of their own would tell after each command what its events tell already.
    stack.info = async () => undefined;
    stack.outputs = async () => ({});
    stacks.set(stackName, stack);
    return stack;
  }

  async function up(program: PulumiFn, stackName?: string) {
    const events: EngineEvent[] = [];
    await (await stackOf(program, stackName)).up({ onEvent: (event) => events.push(event) });
    const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
    const done = events.map(({ resOutputsEvent }) => resOutputsEvent?.metadata);
    const stack = done.find((step) => step?.type === "pulumi:pulumi:Stack");
    const changes = Object.entries(summary?.resourceChanges ?? {});
    return { changes: Object.fromEntries(changes), outputs: { ...stack?.new?.outputs } as Record<string, unknown> };
  }

  const ids = async () => (await listResources(stateDir)).map(({ id }) => id);

  /** A box with a lid, in two regions. */
  const program =
    (args: Inputs): PulumiFn =>
    async () => {
      const box = new Box("box", args, { provider: new Toy("here", "eu") });
      new Lid("lid", { box: box.id, tight: true }, { provider: new Toy("there", "us") });
      return { address: box.address, serial: box.serial, note: box.note };
    };

  it("leads a program through its life", async () => {
    const first = await up(program({ size: 1, label: "mine" }));
    assert.deepEqual(first.changes, { create: 5 });
    assert.equal(first.outputs.address, "acme/eu/mine/1");
    assert.deepEqual(
      (await listResources(stateDir)).map(({ id, urn, ...rest }) => rest),
      [
        { cloud: "toyland", region: "eu", type: "toy:index:Box", name: "box", project: "shop", stack: "dev" },
        { cloud: "toyland", region: "us", type: "toy:index:Lid", name: "lid", project: "shop", stack: "dev" },
      ],
    );

    assert.deepEqual((await up(program({ size: 1, label: "mine" }))).changes, { same: 5 });

    const preview = await (await stackOf(program({ size: 2, label: "mine" }))).preview({ diff: true, color: "never" });
    assert.deepEqual(preview.changeSummary, { same: 4, update: 1 });
    assert.match(preview.stdout, /~ size: 1 => 2/);
    assert.match(preview.stdout, /"acme\/eu\/mine\/1" => "acme\/eu\/mine\/2"/);
    assert.doesNotMatch(preview.stdout, /serial|unknown/);

    const changed = await up(program({ size: 2, label: "mine" }));
    assert.deepEqual(changed.changes, { same: 4, update: 1 });
    assert.equal(changed.outputs.serial, first.outputs.serial);

    const before = await ids();
    const replaced = await up(program({ size: 2, label: "yours" }));
    assert.deepEqual(replaced.changes, { same: 3, replace: 2 });
    assert.notEqual(replaced.outputs.serial, first.outputs.serial);
    assert.equal(
      (await ids()).some((id) => before.includes(id)),
      false,
    );

    await (await stackOf(program({}))).destroy();
    assert.deepEqual(await listResources(stateDir), []);
  });

  it("shows the words of a refusal, and creates nothing", async () => {
    await assert.rejects(
      up(program({ size: "1" })),
      /resource 'box' has a problem: expected a number, got the string "1"/,
    );
    await up(program({ size: 1, label: "mine" }));
    await assert.rejects(up(program({ size: 1, label: "mine" }), "other"), /label mine is taken/);
    assert.equal((await ids()).length, 2);
  });

  it("keeps a generated name over updates, and makes another for a replacement", async () => {
    const first = await up(program({ size: 1 }));
    const updated = await up(program({ size: 2 }));
    assert.deepEqual(updated.changes, { same: 4, update: 1 });
    const label = (address: unknown) => String(address).split("/")[2];
    assert.equal(label(updated.outputs.address), label(first.outputs.address));
    const replaced = await up(program({ size: 2, shelves: [{ depth: 1, kind: "oak" }] }));
    assert.equal(replaced.changes?.replace, 2);
    assert.notEqual(label(replaced.outputs.address), label(first.outputs.address));
  });

  it("shows at a refresh what somebody deleted in the cloud", async () => {
    await up(program({ size: 1 }));
    const lid = (await listResources(stateDir)).find(({ type }) => type === "toy:index:Lid");
    const store = openStore(join(stateDir, "resources"));
    store.delete("toy:index:Lid", lid?.id ?? "");
    await store.close();
    let changes: object | undefined;
    const onEvent = ({ summaryEvent }: EngineEvent) => {
      changes = summaryEvent?.resourceChanges ?? changes;
    };
    await (await stackOf(program({ size: 1 }))).refresh({ onEvent });
    assert.deepEqual(changes, { delete: 1, same: 4 });
    assert.deepEqual((await up(program({ size: 1 }))).changes, { create: 1, same: 4 });
  });

  it("lets one stack import what another made", async () => {
    await up(program({ size: 1, label: "mine", password: "p" }));
    const [box] = await ids();
    const { changes, outputs } = await up(async () => {
      const imported = new Box(
        "adopted",
        { size: 1, label: "mine", password: "p" },
        { provider: new Toy("here", "eu"), import: box ?? "" },
      );
      return { address: imported.address };
    }, "other");
    assert.deepEqual(changes, { create: 2, import: 1 });
    assert.equal(outputs.address, "acme/eu/mine/1");
  });

  it("serves two stacks at once, from two sandboxes on one folder", async () => {
    const second = await startSandbox({ stateDir, providers: [toyProvider()] });
    const other = await stackOf(program({ size: 2 }), "two", second);
    await Promise.all([up(program({ size: 1 }), "one"), other.up()]);
    const owners = (await listResources(stateDir)).map(({ stack }) => stack);
    assert.deepEqual(owners.sort(), ["one", "one", "two", "two"]);
    await second.close();
  });

  it("takes the configuration of the stack for resources without a provider of their own", async () => {
    const box: PulumiFn = async () => ({ address: new Box("box", { size: 1, label: "b" }).address });
    await (await stackOf(box)).setConfig("toy:region", { value: "nord" });
    assert.equal((await up(box)).outputs.address, "acme/nord/b/1");
  });

  it("forgets all at a reset", async () => {
    await up(program({ size: 1 }));
    await resetSandbox(stateDir);
    stacks.clear();
    assert.deepEqual(await listResources(stateDir), []);
    assert.deepEqual((await up(program({ size: 1 }))).changes, { create: 5 });
  });
});

describe("sandbox", () => {
  it("holds nothing before it was used", async () => {
    assert.deepEqual(await listResources(join(temporaryFolder(), "none")), []);
  });

  it("never lets the engine touch a real stack", async () => {
    const stateDir = temporaryFolder();
    const { env, close } = await startSandbox({ stateDir, providers: [toyProvider()] });
    assert.match(env.PULUMI_DEBUG_PROVIDERS ?? "", /^toy:\d+$/);
    assert.ok(env.PULUMI_HOME?.startsWith(stateDir));
    assert.ok(env.PULUMI_BACKEND_URL?.startsWith("file://") && env.PULUMI_BACKEND_URL.includes(stateDir));
    await close();
  });

  it("says what to do when a provider's schema was not built", async () => {
    const provider = { ...toyProvider(), schemaPath: "/nowhere/schema.json" };
    await assert.rejects(
      startSandbox({ stateDir: temporaryFolder(), providers: [provider] }),
      /simulated toy provider needs \/nowhere\/schema.json, .* build its package first/,
    );
  });
});
