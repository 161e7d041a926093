import type { FunctionModel, Props, World } from "@isobar/sandbox";
import { resourceId } from "../arm";
import { seek, typeOf } from "../references";
import { refusal } from "../refusal";

/** Which resource a function gives. */
export interface Sought {
  /** Module and name of its type: `network:Subnet`. */
  readonly resource: string;
  /** Namespace and types, as ids have them. */
  readonly arm: string;
  /** Arguments that hold the names, from the outermost resource in. */
  readonly names: readonly string[];
  /** Outputs that only `more` may tell. */
  readonly hidden?: readonly string[];
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
  const { resource, arm, names, invented, hidden = [] } = sought;
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
      const found = seek(world, resource, id);
      if (found) return { ...without(found.outputs, hidden), ...more(args, world), id: found.id };
      const types = arm.slice(arm.indexOf("/") + 1);
      const namespace = arm.slice(0, arm.indexOf("/"));
      throw new Error(
        refusal(
          404,
          "ResourceNotFound",
          `The Resource '${namespace}/${types}/${path.join("/")}' under resource group '${args.resourceGroupName}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
        ),
      );
    },
    invent: (args, world) => ({ ...invented, ...more(args, world), id: idOf(args, world) }),
  };
}

function without(outputs: Props, hidden: readonly string[]): Props {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !hidden.includes(name)));
}
