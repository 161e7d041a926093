import { CLOUDS, type Cloud } from "../clouds.js";
import { FAR } from "./common.js";
import type { Case } from "./factor.js";
import type { Instruction } from "./program.js";

export type CloudName = Cloud["cloud"];

/** A second region and a zone of the first for each cloud. */
const PLACES: Readonly<Record<CloudName, { readonly far: string; readonly zone: string }>> = {
  aws: { far: "eu-west-1", zone: "eu-central-1b" },
  gcp: { far: "us-central1", zone: "europe-west4-b" },
  azure: { far: "northeurope", zone: "2" },
};

export function cloudOf(name: CloudName): Cloud {
  return CLOUDS.find(({ cloud }) => cloud === name) as Cloud;
}

/** What the generic program is told on a cloud. */
export function instructionOf(cloud: CloudName, id: string, chosen: Case): Instruction {
  return { chosen, world: { id, ...PLACES[cloud] } };
}

/** Config of a stack for the generic program. */
export function configOf(cloud: CloudName): Record<string, unknown> {
  const { region, config } = cloudOf(cloud);
  return {
    ...{ "isobar:cloud": cloud, "isobar:region": region, ...config },
    "isobar:targets": { [FAR]: { region: PLACES[cloud].far } },
  };
}
