import { isDeepStrictEqual } from "node:util";
import type { Controls, FoundResource } from "@isobar/sandbox";
import { relations } from "../sandbox/relations.js";
import { withoutSecrets } from "../sandbox/secrets.js";
import { inSandbox, type StateOption } from "./controls.js";

export interface ShowOptions extends StateOption {
  readonly json?: boolean;
  readonly showSecrets?: boolean;
}

/** Prints all that is known of the resources of an id or name. */
export async function showResource(idOrName: string, options: ShowOptions): Promise<void> {
  await inSandbox(options, (controls) => {
    const found = controls.find(idOrName).map((each) => (options.showSecrets ? each : withoutSecrets(each)));
    if (options.json) {
      const plain = found.map(({ secrets: _, ...resource }) => resource);
      process.stdout.write(`${JSON.stringify(plain, null, 2)}\n`);
    } else if (found.length === 0) {
      process.stdout.write(`No resource has the id or name "${idOrName}".\n`);
      process.exitCode = 1;
    } else {
      for (const resource of found) process.stdout.write(`${formatted(resource, controls)}\n`);
    }
  });
}

function formatted(resource: FoundResource, controls: Controls): string {
  const { type, id, cloud, region, urn, inputs, outputs } = resource;
  const computed = Object.entries(outputs).filter(
    ([key, value]) => value !== null && !isDeepStrictEqual(inputs[key], value),
  );
  const parts = [
    `${type} ${id}`,
    `  cloud   ${[cloud, region].filter(Boolean).join("/")}`,
    `  urn     ${urn}`,
    ...named(resource, controls),
    "  inputs",
    indented(inputs),
    "  outputs beside them",
    indented(Object.fromEntries(computed)),
  ];
  return parts.join("\n");
}

/** The resources that it names, and those that name it. */
function named({ urn, id }: FoundResource, controls: Controls): string[] {
  const all = relations(controls.resources());
  const names = all.filter(({ from }) => from.urn === urn && from.id === id);
  const users = all.filter(({ to }) => to.urn === urn && to.id === id);
  return [
    ...names.map(({ property, to }) => `  names   ${nameOf(to)} in ${property}`),
    ...users.map(({ property, from }) => `  named by ${nameOf(from)} in ${property}`),
  ];
}

function nameOf({ urn, type }: FoundResource): string {
  return `${urn.split("::").slice(3).join("::")} (${type})`;
}

function indented(value: object): string {
  return JSON.stringify(value, null, 2).replace(/^/gm, "    ");
}
