import { type FunctionModel, type Props, Refusal, type World } from "@isobar/sandbox";
import { pathOf, projectOf, props, selfLink, text, zoneOf } from "../cloud";
import { inProject, verbs } from "../permissions";

/** Where a startup script writes state and log of the machine, as a URL of the metadata server. */
const WRITTEN = /\/guest-attributes\/([\w-]+\/[\w-]+)/;
/** The user's own script in that which starts the machine. */
const OWN_SCRIPT = /\/startup-script <<'(ISOBAR_\w+)'\n([\s\S]*?)\n\1\n/;
const FAILS = /^(?:exit [1-9]\d*|false)$/;

/** What the machine wrote: it is ready at once, unless the last line of its script is a failure. */
function written(instance: Props, key: string): string | undefined {
  const metadata = props(instance.metadata);
  // "Setting and querying guest attributes".
  if (metadata["enable-guest-attributes"] !== "TRUE") return undefined;
  const script = text(metadata["startup-script"]) ?? "";
  if (WRITTEN.exec(script)?.[1] !== key) return undefined;
  const last = OWN_SCRIPT.exec(script)?.[2]?.trimEnd().split("\n").at(-1)?.trim() ?? "";
  if (!FAILS.test(last)) return "ready:";
  return `failed:${Buffer.from(`simulated: the script ended with ${last}\n`).toString("base64")}`;
}

function instanceOf(args: Props, world: World): string {
  return pathOf(args.name, projectOf(args, world), `zones/${zoneOf(args, world)}/instances`);
}

/** The provider answers without a value where there is no attribute, or where it may not be read. */
export const getInstanceGuestAttributes: FunctionModel = {
  token: "gcp:compute/getInstanceGuestAttributes:getInstanceGuestAttributes",
  permissions: ({ project }) => [inProject(project, verbs("compute.instances", "get", "getGuestAttributes"))],
  call(args, world) {
    const id = instanceOf(args, world);
    const instance = world.find("gcp:compute/instance:Instance", id);
    if (!instance) throw new Refusal(`Instance ${args.name} not found: ${id}`);
    const { project, zone } = instance.outputs;
    const place = { ...args, name: args.name, project, zone, region: "", queryValues: [] };
    const value = written(instance.inputs, String(args.variableKey));
    if (value === undefined) return { ...place, id: "-", variableValue: "" };
    return { ...place, id: `${selfLink(id)}/guestAttributes/${args.variableKey}`, variableValue: value };
  },
  invent: (args) => ({ ...args, id: "-", region: "", queryValues: [], variableValue: "" }),
};
