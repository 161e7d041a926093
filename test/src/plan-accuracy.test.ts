import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { Project } from "@isobar/tools";
import { CLOUDS } from "./clouds.js";
import { reported } from "./plan/planning.js";

interface Previewed {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}
interface Planned extends Omit<Previewed, "custom"> {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly estimate: { readonly lines: readonly { readonly cost: { readonly likely: number } | null }[] } | null;
}

const EXAMPLE = "web-and-data";
/** Made anew in every run until the state keeps them: names that hold data, a key that nobody has. */
const RANDOM = [/\bdata-?[0-9a-f]{8}\b/g, /ssh-ed25519 \S+ discarded/g];
const MARKED = /"\$unknown"|"\$secret"/;
/** What the engine's providers generate of the program's names. */
const GENERATED = /^"[a-z-]+-[0-9a-f]{7}"$/;

function withoutRandom(value: unknown): unknown {
  const text = RANDOM.reduce((rest, pattern) => rest.replace(pattern, "*"), JSON.stringify(value));
  return JSON.parse(text);
}

function isNative({ type, custom }: { readonly type: string; readonly custom: boolean }): boolean {
  return custom && !type.startsWith("pulumi:");
}

interface Preview {
  readonly natives: ReadonlyMap<string, Previewed>;
  /** What the program itself said that its portable resources cost. */
  readonly costs: ReadonlyMap<string, number>;
}

async function previewed(project: Project): Promise<Preview> {
  const { output } = await project.must("preview", "--json");
  const json = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  const { steps, diagnostics } = JSON.parse(json) as {
    readonly steps: readonly { readonly newState: Previewed }[];
    readonly diagnostics: readonly { readonly message: string }[];
  };
  const natives = steps.map(({ newState }) => newState).filter(isNative);
  const said = diagnostics.flatMap(({ message }) => [...message.matchAll(/^ *(\w+ "\w+") +([\d.,]+) USD/gm)]);
  return {
    natives: new Map(natives.map((each) => [each.urn, each])),
    costs: new Map(said.map(([, label = "", usd = ""]) => [label, Number(usd.replaceAll(",", ""))])),
  };
}

/** What the plan says that each portable resource costs. */
function costsOf(plan: readonly Planned[]): Map<string, number> {
  const costs = new Map<string, number>();
  for (const { owner, estimate } of plan) {
    for (const { cost } of estimate?.lines ?? []) costs.set(owner, (costs.get(owner) ?? 0) + (cost?.likely ?? 0));
  }
  return costs;
}

for (const { cloud } of CLOUDS) {
  describe(`isobar plan of ${EXAMPLE} on ${cloud}, beside the real engine's preview`, () => {
    let project: Project;
    let preview: Preview["natives"];
    let costs: Preview["costs"];
    let plan: readonly Planned[];
    before(async () => {
      project = await Project.create(EXAMPLE, cloud);
      ({ natives: preview, costs } = await previewed(project));
      const report = reported<{ places: readonly { resources: readonly Planned[] }[] }>(
        project.folder,
        ...["plan", "--stack", cloud],
      );
      plan = report.places[0]?.resources.filter(({ kind }) => kind === "native") ?? [];
    });
    after(() => project.close());

    it("declares the same native resources under the same parents", () => {
      assert.ok(plan.length > 10);
      assert.deepEqual(plan.map(({ urn }) => urn).sort(), [...preview.keys()].sort());
    });
    it("knows the same of every input", () => {
      const wrong = plan.flatMap(({ urn, inputs }) => {
        const real = preview.get(urn)?.inputs ?? {};
        return Object.entries(inputs).flatMap(([key, value]) => {
          const [mine, its] = [withoutRandom(value), withoutRandom(real[key])];
          return MARKED.test(JSON.stringify(mine)) || isDeepStrictEqual(mine, its) ? [] : [{ urn, key, mine, its }];
        });
      });
      assert.deepEqual(wrong, []);
    });
    it("leaves unknown only what the engine doesn't know, or generates", () => {
      const unknown = plan.flatMap(({ urn, inputs }) =>
        Object.entries(inputs).filter(([key, value]) => {
          const real = JSON.stringify(preview.get(urn)?.inputs[key]);
          const known = !real.includes("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
          return MARKED.test(JSON.stringify(value)) && known && !GENERATED.test(real);
        }),
      );
      assert.deepEqual(unknown, []);
    });
    it("costs what the program says", () => {
      const planned = [...costsOf(plan)].map(([label, usd]) => [label, usd.toFixed(2)]).sort();
      assert.deepEqual(planned, [...costs].map(([label, usd]) => [label, usd.toFixed(2)]).sort());
      assert.equal(planned.length, 3);
    });
    it("protects and retains the same", () => {
      const kept = (each: { protect?: boolean; retainOnDelete?: boolean }) => [!!each.protect, !!each.retainOnDelete];
      for (const each of plan) assert.deepEqual(kept(each), kept(preview.get(each.urn) ?? {}), each.urn);
    });
  });
}
