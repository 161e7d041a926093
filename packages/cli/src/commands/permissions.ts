import * as path from "node:path";
import { UserError } from "../errors.js";
import { describe, documentsOnly, remarksOnly, writeDocuments } from "../permissions/print.js";
import { rehearse } from "../permissions/rehearsal.js";
import type { CloudReport } from "../permissions/report.js";
import { ofCloud, reportsOf } from "../permissions/reports.js";
import { importsEnvironments, readStackConfig, secretKeys } from "../permissions/stack-config.js";
import { projectSetting } from "../sandbox/stack-files.js";
import { projectFolder } from "../sandbox/state-folder.js";

export interface PermissionsOptions {
  readonly stack?: string;
  readonly cloud?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly config: readonly string[];
}

/** Prints the least rights that a deployment of the program needs. */
export async function permissionsCommand(options: PermissionsOptions): Promise<void> {
  const cwd = process.cwd();
  const folder = projectFolder(cwd);
  const project = folder && projectSetting(folder, "name");
  if (folder === undefined || project === undefined) {
    throw new UserError(`there is no Pulumi project in ${cwd} or above: a Pulumi.yaml with a name`);
  }
  const stack = readStackConfig(folder, options.stack);
  for (const line of warnings(stack.text)) process.stderr.write(`isobar: ${line}\n`);
  const demands = await rehearse({ cwd, project, stack, values: options.config });
  const all = reportsOf(demands, { project, stack: stack.name });
  print(ofCloud(all, options.cloud, stack.name), options);
}

function warnings(config: string): string[] {
  const secrets = secretKeys(config);
  return [
    ...(secrets.length > 0
      ? [`the stack's secrets are not read: stand-ins take the place of ${secrets.join(", ")}`]
      : []),
    ...(importsEnvironments(config) ? ["the environments that the stack imports are not read"] : []),
  ];
}

function print(reports: readonly CloudReport[], { json, out, cloud }: PermissionsOptions): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ clouds: reports }, null, 2)}\n`);
  } else if (out !== undefined) {
    process.stdout.write(writeDocuments(reports, path.resolve(out)));
  } else if (cloud !== undefined) {
    process.stdout.write(documentsOnly(reports));
    process.stderr.write(remarksOnly(reports));
  } else {
    process.stdout.write(describe(reports));
  }
}
