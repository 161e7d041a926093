import { resourceId } from "../arm";
import { instanceView } from "../power";
import { seek } from "../references";
import { lookup } from "./lookup";

const MACHINE = { resource: "compute:VirtualMachine", arm: "Microsoft.Compute/virtualMachines" };

export const getVirtualMachine = lookup(
  "compute:getVirtualMachine",
  { ...MACHINE, names: ["vmName"], hidden: ["instanceView"] },
  ({ expand, resourceGroupName, vmName }, world) => {
    if (expand !== "instanceView") return {};
    const found = seek(world, MACHINE.resource, resourceId(world, resourceGroupName, MACHINE.arm, [vmName]));
    return { instanceView: found?.outputs.instanceView ?? instanceView("running") };
  },
);
