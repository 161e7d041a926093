import * as fs from "node:fs";
import * as path from "node:path";

/** A resource of `@pulumi/azure-native` as its declarations tell. */
export interface SdkResource {
  readonly token: string;
  readonly module: string;
  readonly name: string;
  /** Of the API, such as `2024-05-01`. */
  readonly version: string;
  readonly inputs: readonly string[];
}

const VERSION = /Uses Azure REST API version (\d{4}-\d\d-\d\d(?:-\w+)?)/;

/** All resources of an installed `@pulumi/azure-native`. */
export function sdkResources(sdkDir: string): SdkResource[] {
  const modules = fs.readdirSync(sdkDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return modules.flatMap(({ name: module }) =>
    fs
      .readdirSync(path.join(sdkDir, module))
      .filter((file) => file.endsWith(".d.ts"))
      .flatMap((file) => resourceIn(path.join(sdkDir, module, file), module)),
  );
}

function resourceIn(file: string, module: string): SdkResource[] {
  const text = fs.readFileSync(file, "utf8");
  const name = /export declare class (\w+) extends pulumi\.CustomResource/.exec(text)?.[1];
  const version = VERSION.exec(text)?.[1];
  if (name === undefined || version === undefined) {
    return [];
  }
  const [, body = ""] = new RegExp(`export interface ${name}Args \\{\\n([\\s\\S]*?)\\n\\}`).exec(text) ?? [];
  const inputs = [...body.matchAll(/^ {4}(\w+)\??: /gm)].map(([, input = ""]) => input);
  return [{ token: `azure-native:${module}:${name}`, module, name, version, inputs }];
}
