import { lookup } from "./lookup";

const RUNNING = { statuses: [{ code: "PowerState/running", level: "Info", displayStatus: "VM running" }] };

export const getVirtualMachine = lookup(
  "compute:getVirtualMachine",
  { resource: "compute:VirtualMachine", arm: "Microsoft.Compute/virtualMachines", names: ["vmName"] },
  ({ expand }) => (expand === "instanceView" ? { instanceView: RUNNING } : {}),
);
