import type { FunctionModel, Props } from "@isobar/sandbox";
import { resourceId, typeOf } from "../arm";

/** A function that gives a resource of a group as it is, and fails where there is none. */
export function lookup(token: string, resource: string, arm: string, name: string): FunctionModel {
  return {
    token: typeOf(token),
    call(args, world): Props {
      const id = resourceId(world, args.resourceGroupName, arm, [args[name]]);
      const found = world.find(typeOf(resource), id);
      if (found) return { ...found.outputs, id };
      const types = arm.slice(arm.indexOf("/") + 1);
      throw new Error(
        `Status=404 Code="ResourceNotFound" Message="The Resource '${types}/${args[name]}' under resource group '${args.resourceGroupName}' was not found."`,
      );
    },
  };
}
