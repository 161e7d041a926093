import type { Effect, StoredResource, World } from "@isobar/sandbox";
import { nameOf, props, text } from "../cloud";
import { deleted, stopped } from "./instance-life";

const CALL = /\/compute\/v1\/(projects\/[^/]+\/zones\/[^/]+\/instances\/[^/?]+)(\/stop)?/;
const FROM = /request\.time >= timestamp\("([^"]+)"\)/;

/** Stops or deletes the machine that a job calls, once its account may. */
export function jobEffects({ outputs }: StoredResource, world: World): Effect[] {
  const { uri, httpMethod, oauthToken } = props(outputs.httpTarget);
  const [, id, stops] = CALL.exec(text(uri) ?? "") ?? [];
  const machine = id === undefined ? undefined : world.find("gcp:compute/instance:Instance", id);
  if (!machine || outputs.paused === true) return [];
  if (!mayCall(machine, text(props(oauthToken).serviceAccountEmail), world)) return [];
  if (httpMethod === "DELETE") return deleted(machine, world);
  return stops ? stopped(machine, world) : [];
}

/** The schedule comes due in the time for which the account was given the right. */
function mayCall(machine: StoredResource, email: string | undefined, world: World): boolean {
  const grants = world.list("gcp:compute/instanceIAMMember:InstanceIAMMember");
  return grants.some(({ outputs }) => {
    const [, from] = FROM.exec(text(props(outputs.condition).expression) ?? "") ?? [];
    const isOurs = outputs.member === `serviceAccount:${email}` && nameOf(outputs.instanceName) === nameOf(machine.id);
    return isOurs && from !== undefined && Date.parse(from) < world.now().getTime();
  });
}
