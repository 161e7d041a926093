import type { Permissions, Props } from "@isobar/sandbox";

/** What stands in inputs for a value that is not known yet. */
const UNKNOWN = "*";

/** "Azure resource provider operations": how each namespace is asked after what takes time, where anything does. */
const POLLING: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.Compute": [
    "Microsoft.Compute/locations/diskOperations/read",
    "Microsoft.Compute/locations/operations/read",
  ],
  "Microsoft.Network": [
    "Microsoft.Network/locations/operationResults/read",
    "Microsoft.Network/locations/operations/read",
  ],
  "Microsoft.Resources": ["Microsoft.Resources/subscriptions/operationresults/read"],
  "Microsoft.Storage": ["Microsoft.Storage/operations/read"],
};

/** What the rights on a type go by. */
export interface Rights {
  /** Namespace and types, as ids have them. */
  readonly arm: string;
  /** "LinkedAuthorizationFailed": actions on what inputs name, by the inputs' paths. */
  readonly linked?: Linked;
  /** It comes and goes with its parent, and so there is no action that deletes it. */
  readonly lasting?: boolean;
}

/** Actions by paths of inputs; `a.b` reaches into objects and through lists. */
type Linked = Readonly<Record<string, readonly string[]>>;

/**
 * What the resources of a type need: to be read, written and deleted, and linked to others. Tags are written with their
 * resource.
 */
export function armPermissions({ arm, linked = {}, lasting = false }: Rights): Permissions {
  const [namespace = ""] = arm.split("/");
  const verbs = lasting ? ["read", "write"] : ["delete", "read", "write"];
  const own = [...verbs.map((verb) => `${arm}/${verb}`), ...(POLLING[namespace] ?? [])];
  return (inputs) => [{ actions: [...own, ...forGiven(inputs, linked)] }];
}

function forGiven(inputs: Props, linked: Linked): string[] {
  return Object.entries(linked).flatMap(([path, actions]) => (isGiven(inputs, path) ? actions : []));
}

/** Whether inputs hold anything there but empty lists, or may. */
function isGiven(inputs: Props, path: string): boolean {
  const inner = (value: unknown, key: string) => (value === UNKNOWN ? value : [(value as Props | null)?.[key]].flat());
  const found = path.split(".").reduce<unknown[]>((values, key) => values.flatMap((it) => inner(it, key)), [inputs]);
  return found.some((value) => value != null);
}
