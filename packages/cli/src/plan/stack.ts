import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "../errors.js";
import { readJson } from "../files.js";
import { namespaced, type Project } from "./project.js";
import { isMap, readMap } from "./yaml.js";

/** A stack's config, as texts. */
export interface StackConfig {
  /** Without organisation and project. */
  readonly stack: string;
  readonly file: string;
  readonly values: Readonly<Record<string, string>>;
  /** Keys whose values are secret: {@link STAND_IN} stands for them, because they can't be read without their key. */
  readonly secretKeys: readonly string[];
  /** Whether the stack imports environments of Pulumi's service, which are not read. */
  readonly importsEnvironments: boolean;
}

/** What stands for a secret of the config. */
export const STAND_IN = "isobar-stand-in";

const FILE = /^Pulumi\.(.+)\.ya?ml$/;

/**
 * Reads the config of the stack that is asked for: else the selected one, else the only one that has a file.
 * @param given Values by key for this run, before those of the files.
 * @throws UserError if there are several or none of that name.
 */
export function readStack(
  project: Project,
  asked: string | undefined,
  given: Readonly<Record<string, string>>,
): StackConfig {
  const files = stackFiles(project.stackFolder);
  const wish = asked ?? process.env.PULUMI_STACK ?? selected(project);
  const [only, ...others] = files.keys();
  const stack = wish?.split("/").at(-1) ?? (others.length === 0 ? only : undefined);
  const file = stack === undefined ? undefined : files.get(stack);
  if (stack === undefined || file === undefined) throw unknownStack(project, stack, [...files.keys()]);
  const { config, environment } = readMap(file);
  const own = namespaced(isMap(config) ? config : {}, project.name);
  const kept: Record<string, unknown> = { ...defaults(project.config), ...own };
  const entries = Object.entries({ ...kept, ...namespaced(given, project.name) });
  return {
    stack,
    file,
    values: Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, text(value)]]))),
    secretKeys: Object.keys(kept).filter((key) => holdsSecret(kept[key])),
    importsEnvironments: environment !== undefined,
  };
}

function stackFiles(folder: string): Map<string, string> {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return new Map(
    names.flatMap((name) => {
      const stack = FILE.exec(name)?.[1];
      return stack === undefined ? [] : [[stack, path.join(folder, name)] as const];
    }),
  );
}

/** The stack that `pulumi stack select` chose: Pulumi keeps it by the hash of the project's path. */
function selected({ name, file }: Project): string | undefined {
  const home = process.env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
  const hash = createHash("sha1").update(file).digest("hex");
  const workspace = readJson(path.join(home, "workspaces", `${name}-${hash}-workspace.json`));
  const stack = isMap(workspace) ? workspace.stack : undefined;
  return typeof stack === "string" && stack !== "" ? stack : undefined;
}

function unknownStack({ stackFolder }: Project, stack: string | undefined, known: readonly string[]): UserError {
  const have =
    known.length > 0
      ? `stacks with a file in ${stackFolder}: ${known.join(", ")}`
      : `${stackFolder} has no Pulumi.<stack>.yaml`;
  return new UserError(
    stack === undefined
      ? `which stack's config? Name it by --stack (${have})`
      : `there is no file of the stack "${stack}" (${have})`,
  );
}

/** Values that a project gives to all of its stacks: plain ones, or the `value` or `default` of a declaration. */
function defaults(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, isMap(value) ? (value.value ?? value.default) : value]),
  );
}

/** As Pulumi hands values to programs: objects and lists as JSON, all else as text. */
function text(value: unknown): string {
  if (isSecure(value)) return STAND_IN;
  return typeof value === "object" && value !== null ? JSON.stringify(withStandIns(value)) : String(value ?? "");
}

function withStandIns(value: unknown): unknown {
  if (isSecure(value)) return STAND_IN;
  if (Array.isArray(value)) return value.map(withStandIns);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withStandIns(item)]));
}

function holdsSecret(value: unknown): boolean {
  if (isSecure(value)) return true;
  return (isMap(value) || Array.isArray(value)) && Object.values(value).some(holdsSecret);
}

function isSecure(value: unknown): boolean {
  return isMap(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}
