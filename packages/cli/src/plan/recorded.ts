import * as path from "node:path";
import type { NativeResource } from "@isobar/core/estimate";
import { simulatedAnswers } from "../recorder/answers.js";
import { type Recording, record } from "../recorder/record.js";
import { type BackendPackage, findBackends } from "../sandbox/discovery.js";
import { catalogued, type LoadedBackend, loadBackends } from "./backends.js";
import { keptChoices } from "./kept.js";
import { type ByUrn, kindOf, nativeOf } from "./natives.js";
import { configAt, isOwnPlace } from "./overlay.js";
import { type Place, placesOf } from "./places.js";
import { type Project, readProject } from "./project.js";
import { readStack, STAND_IN, type StackConfig } from "./stack.js";
import { isMap } from "./yaml.js";

export interface PlanOptions {
  readonly cwd: string;
  readonly stack?: string;
  readonly clouds?: readonly string[];
  readonly regions?: readonly string[];
  /** Values by key for this run. */
  readonly config: Readonly<Record<string, string>>;
  /** A file with the stack's exported state. */
  readonly state?: string;
}

/** What a program declared at one place. */
export interface RecordedPlace {
  readonly place: Place;
  readonly recording: Recording;
  readonly byUrn: ByUrn;
  /** The native resources by URN, as they are estimated. */
  readonly natives: ReadonlyMap<string, NativeResource>;
  readonly backends: readonly LoadedBackend[];
  /** `isobar:usage`, as the config has it. */
  readonly usage: unknown;
  readonly assumed: readonly string[];
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

export interface RecordedProgram {
  readonly project: string;
  readonly stack: string;
  readonly places: readonly RecordedPlace[];
}

/** A program that can be recorded at any place. */
export interface OpenProgram {
  readonly project: Project;
  readonly stack: StackConfig;
  readonly packages: readonly BackendPackage[];
  /** Loaded at the first call. */
  readonly backends: () => readonly LoadedBackend[];
  readonly options: Pick<PlanOptions, "state">;
}

/**
 * Runs a program for each place that is asked for, side by side, each in a process of its own, without engine, provider or
 * account.
 * @param accept Called with the places before anything runs; what it throws ends it.
 * @throws UserError if project, stack or place can't be made out.
 */
export async function recordProgram(
  options: PlanOptions,
  accept: (places: readonly Place[]) => void = () => undefined,
): Promise<RecordedProgram> {
  const project = readProject(options.cwd);
  const stack = readStack(project, options.stack, options.config);
  const packages = findBackends([path.resolve(options.cwd), project.folder]);
  const { values } = stack;
  const own = { cloud: values["isobar:cloud"], region: values["isobar:region"] };
  const facts = catalogued(packages, project.folder);
  const places = placesOf(
    facts.map(({ catalogue }) => catalogue),
    { ...options, own },
  );
  accept(places);
  const clouds = new Set(places.map(({ cloud }) => cloud));
  const chosen = facts.filter(({ catalogue }) => clouds.has(catalogue.cloud));
  let loaded: readonly LoadedBackend[] | undefined;
  const backends = () => {
    loaded ??= loadBackends(chosen.map((each) => each.package));
    return loaded;
  };
  const run = { project, stack, packages, backends, options };
  const recorded = await Promise.all(places.map((place) => recordAt(place, run)));
  return { project: project.name, stack: stack.stack, places: recorded };
}

/** Runs the program as it would be at that place. */
export async function recordAt(place: Place, program: OpenProgram): Promise<RecordedPlace> {
  const { project, stack, packages, backends, options } = program;
  const { name, folder: root, main, options: runtime } = project;
  const own = isOwnPlace(stack, place);
  const rules = own ? undefined : backends().find(({ backend }) => backend.name === place.cloud)?.backend;
  const { values, assumed } = configAt(stack, place, rules);
  const kept = options.state !== undefined && own ? keptChoices(options.state) : undefined;
  const config = { ...values, ...ownEstimate(values) };
  const recording = await record(
    { project: name, stack: stack.stack, root, main, options: runtime, config, secretKeys: stack.secretKeys },
    { answer: simulatedAnswers(packages, place.region), meanwhile: backends, ...(kept && { kept }) },
  );
  const byUrn: ByUrn = new Map(recording.resources.map((resource) => [resource.urn, resource]));
  const natives = recording.resources.filter((resource) => kindOf(resource) === "native");
  return {
    place,
    recording,
    byUrn,
    natives: new Map(natives.map((each) => [each.urn, nativeOf(each, byUrn, { place, config, backends: backends() })])),
    backends: backends(),
    usage: parsed(values["isobar:usage"]),
    assumed: [...assumed, ...notRead(stack)],
    secrets: stack.secretKeys.flatMap((key) => stack.values[key] ?? []).filter((value) => !value.includes(STAND_IN)),
  };
}

function notRead({ values, secretKeys, importsEnvironments }: StackConfig): string[] {
  const hidden = secretKeys.filter((key) => values[key]?.includes(STAND_IN));
  return [
    ...(hidden.length > 0 ? [`"${STAND_IN}" for the secrets ${hidden.join(", ")} (--config gives others)`] : []),
    ...(importsEnvironments ? ["nothing of the environments that the stack imports"] : []),
  ];
}

/** The plan makes its own estimate, and shows what costs too much with its price, where `pulumi up` refuses it. */
function ownEstimate(values: Readonly<Record<string, string>>): Record<string, string> {
  const budget = parsed(values["isobar:budget"]);
  return {
    "isobar:estimate": "false",
    ...(budget && { "isobar:budget": JSON.stringify({ ...budget, onExceed: "warn" }) }),
  };
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isMap(value) ? value : undefined;
  } catch {
    // The program refuses it with better words.
    return undefined;
  }
}
