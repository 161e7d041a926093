import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../errors.js";
import { type RuntimeOptions, readOptions } from "../language-host/options.js";
import { projectFolder } from "../sandbox/state-folder.js";
import { isMap, readMap } from "./yaml.js";

/** A Pulumi project of a Node program. */
export interface Project {
  readonly name: string;
  /** Folder of the Pulumi.yaml. */
  readonly folder: string;
  /** Its Pulumi.yaml. */
  readonly file: string;
  /** Folder of the stacks' files. */
  readonly stackFolder: string;
  readonly options: RuntimeOptions;
  /** Folder or file of the program, as `main` names it. */
  readonly main: string;
  /** The section `config`, by full key: values of all stacks, or their declarations. */
  readonly config: Readonly<Record<string, unknown>>;
}

const FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Reads the project around a folder.
 * @throws UserError if there is none, or it is of another language.
 */
export function readProject(cwd: string): Project {
  const folder = projectFolder(cwd);
  const file = folder && FILES.map((name) => path.join(folder, name)).find((each) => fs.existsSync(each));
  if (folder === undefined || file === undefined) {
    throw new UserError(`there is no Pulumi project in ${path.resolve(cwd)} or above: a Pulumi.yaml with a name`);
  }
  const { name, runtime, main, stackConfigDir, config } = readMap(file);
  if (typeof name !== "string" || name === "") throw new UserError(`${file} has no name`);
  const language = isMap(runtime) ? runtime.name : runtime;
  if (language !== "nodejs") {
    throw new UserError(
      `${file}: runtime is ${String(language)}; only programs of the runtime nodejs can be planned, for others see ` +
        "`isobar sandbox -- pulumi preview`",
    );
  }
  const options = isMap(runtime) && isMap(runtime.options) ? runtime.options : {};
  return {
    name,
    folder,
    file,
    stackFolder: path.resolve(folder, typeof stackConfigDir === "string" ? stackConfigDir : "."),
    options: readOptions(options),
    main: typeof main === "string" ? path.resolve(folder, main) : ".",
    config: isMap(config) ? namespaced(config, name) : {},
  };
}

/** Keys without a namespace are the project's own. */
export function namespaced(config: Readonly<Record<string, unknown>>, project: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value]),
  );
}
