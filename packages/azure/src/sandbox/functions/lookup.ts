import type { FunctionModel, Props, World } from "@isobar/sandbox";
import { resourceId, typeOf } from "../arm";

/** Which resource a function gives. */
export interface Sought {
  /** Module and name of its type: `network:Subnet`. */
  readonly resource: string;
  /** Namespace and types, as ids have them. */
  readonly arm: string;
  /** Arguments that hold the names, from the outermost resource in. */
  readonly names: readonly string[];
  /** What a run that only finds out what a program asks for takes it to be, where it isn't there. */
  readonly invented?: Props;
}

/**
 * A function that gives a resource of a group as it is, and fails where there is none.
 *
 * @param more What it tells beside the resource's outputs.
 */
export function lookup(
  token: string,
  sought: Sought,
  more: (args: Props, world: World) => Props = () => ({}),
): FunctionModel {
  const { resource, arm, names, invented } = sought;
  const idOf = (args: Props, world: World) =>
    resourceId(
      world,
      args.resourceGroupName,
      arm,
      names.map((name) => args[name]),
    );
  return {
    token: typeOf(token),
    permissions: [{ actions: [`${arm}/read`] }],
    call(args, world): Props {
      const path = names.map((name) => args[name]);
      const id = idOf(args, world);
      const found = world.find(typeOf(resource), id);
      if (found) return { ...found.outputs, ...more(args, world), id };
      const types = arm.slice(arm.indexOf("/") + 1);
      throw new Error(
        `Status=404 Code="ResourceNotFound" Message="The Resource '${types}/${path.join("/")}' under resource group '${args.resourceGroupName}' was not found."`,
      );
    },
    invent: (args, world) => ({ ...invented, ...more(args, world), id: idOf(args, world) }),
  };
}
