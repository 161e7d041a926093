import type { Effect, StoredResource, World } from "@isobar/sandbox";
import { nameOf, props, text } from "../cloud";

const INSTANCE = "gcp:compute/instance:Instance";
const CALL = /\/compute\/v1\/(projects\/[^/]+\/zones\/[^/]+\/instances\/[^/?]+)(\/stop)?/;
const FROM = /request\.time >= timestamp\("([^"]+)"\)/;

/** Stops or deletes the machine that a job calls, once its account may. */
export function jobEffects({ outputs }: StoredResource, world: World): Effect[] {
  const { uri, httpMethod, oauthToken } = props(outputs.httpTarget);
  const [, id, stops] = CALL.exec(text(uri) ?? "") ?? [];
  const machine = id === undefined ? undefined : world.find(INSTANCE, id);
  if (!machine || !mayCall(machine, text(props(oauthToken).serviceAccountEmail), world)) return [];
  if (httpMethod === "DELETE") return [{ type: INSTANCE, id: machine.id, become: "gone" }];
  if (!stops || machine.outputs.currentStatus === "TERMINATED") return [];
  return [{ type: INSTANCE, id: machine.id, become: { currentStatus: "TERMINATED" } }];
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
