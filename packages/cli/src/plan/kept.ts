import * as fs from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { messageOf, UserError } from "../errors.js";
import type { RecordedResource } from "../recorder/resource.js";
import { isMap } from "./yaml.js";

/**
 * What an exported state keeps, by the URN of the Stash. What a program would now choose anew isn't kept.
 * @param file A file that `pulumi stack export` wrote.
 * @throws UserError if it is none.
 */
export function keptChoices(file: string): (stash: RecordedResource) => unknown {
  const stashes = new Map(resourcesIn(file).map((each) => [each.urn, each]));
  return ({ urn, replacementTrigger }) => {
    const found = stashes.get(urn);
    const same = isDeepStrictEqual(found?.replacementTrigger ?? null, replacementTrigger ?? null);
    return found && same && isMap(found.outputs) ? found.outputs.output : undefined;
  };
}

function resourcesIn(file: string): Readonly<Record<string, unknown>>[] {
  let state: unknown;
  try {
    state = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`--state ${file}: ${messageOf(error)}`);
  }
  const deployment = isMap(state) ? state.deployment : undefined;
  if (!isMap(deployment)) {
    throw new UserError(
      `--state ${file} is no exported state: it has no \`deployment\`; write it with \`pulumi stack export\``,
    );
  }
  return Array.isArray(deployment.resources) ? deployment.resources.filter(isMap) : [];
}
