import type { MachineType } from "@isobar/catalog";
import { type FunctionModel, Refusal } from "@isobar/sandbox";
import { machineTypesIn, regionOfZone } from "../catalogue";
import { projectOf, selfLink, text } from "../cloud";
import { inProject } from "../permissions";

const NAME_FILTER = /^name\s*(?:=|eq)\s*"([^"]+)"$/;

export const getMachineTypes: FunctionModel = {
  token: "gcp:compute/getMachineTypes:getMachineTypes",
  permissions: ({ project }) => [inProject(project, ["compute.machineTypes.list"])],
  call(args, world) {
    const zone = text(args.zone) ?? text(world.config.zone);
    if (zone === undefined) throw new Refusal("zone: required field is not set");
    const project = projectOf(args, world);
    const offered = machineTypesIn(regionOfZone(zone)).filter(({ type }) => matches(type, text(args.filter)));
    const machineTypes = offered.map((machine) => machineType(machine, `projects/${project}/zones/${zone}`));
    return { ...args, id: `projects/${project}/zones/${zone}/machineTypes`, machineTypes, project, zone };
  },
};

function matches(type: string, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  const [, name] = NAME_FILTER.exec(filter) ?? [];
  if (name === undefined) throw new Refusal(`the sandbox only knows filters like name = "e2-medium", not ${filter}`);
  return name === type;
}

function machineType({ type, vcpus, memoryGib, burstable, gpu }: MachineType, place: string) {
  return {
    name: type,
    description: `${vcpus} vCPUs, ${memoryGib} GB RAM`,
    guestCpus: vcpus,
    memoryMb: memoryGib * 1024,
    isSharedCpus: burstable,
    selfLink: selfLink(`${place}/machineTypes/${type}`),
    maximumPersistentDisks: 128,
    maximumPersistentDisksSizeGb: 263_168,
    accelerators: gpu ? [{ guestAcceleratorCount: gpu.count, guestAcceleratorType: gpu.model }] : [],
    bundledLocalSsds: [],
    deprecateds: [],
  };
}
