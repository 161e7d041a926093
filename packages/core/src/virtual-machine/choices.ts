import type { Image, MachineChoice } from "@isobar/catalog";
import { didYouMean } from "../errors";
import type { Plan } from "../plan";
import type { Arch } from "./args";
import type { Accelerator } from "./driver";
import type { CheckedArgs } from "./schema";

const WISH_PROPERTIES = new Set(["vcpus", "memoryGib", "arch", "burstable", "gpu"]);

/** The machine type as it would be chosen today, and the architecture that its image must have. */
export interface TypeChoice {
  readonly type: string;
  readonly arch: Arch;
  readonly gpu: boolean;
  /** GPUs to attach to the type. */
  readonly accelerator?: Accelerator;
  /** Zones that have the GPUs, where known. */
  readonly zones?: readonly string[];
}

/** Turns the wished size into a machine type that the region offers. */
export function chooseType(plan: Plan, size: CheckedArgs["size"]): TypeChoice {
  const catalogue = plan.target.backend.catalogue();
  const { region } = plan.target;
  if ("type" in size) return namedType(plan, size.type);
  const { gpu, ...wish } = size;
  const choice = catalogue.choose({ ...wish, ...(gpu ? { gpu: wishedGpu(gpu) } : {}), region });
  if (choice.ok) return chosen(choice, gpu !== undefined);
  throw plan.refusal("size", choice.message, {
    given: Object.fromEntries(Object.entries(size).filter(([key]) => WISH_PROPERTIES.has(key))),
  });
}

function wishedGpu({
  model,
  count,
}: {
  readonly model: string | readonly string[];
  readonly count?: number | undefined;
}) {
  return { model, ...(count === undefined ? {} : { count }) };
}

function chosen({ type, arch, accelerator, zones }: MachineChoice, gpu: boolean): TypeChoice {
  return {
    type,
    arch,
    gpu,
    ...(accelerator ? { accelerator: { name: accelerator.name, count: accelerator.count } } : {}),
    ...(zones ? { zones } : {}),
  };
}

function namedType(plan: Plan, types: Readonly<Record<string, string>>): TypeChoice {
  const { backend, region } = plan.target;
  const type = types[backend.name];
  if (type === undefined) {
    throw plan.refusal(`size.type.${backend.name}`, "required, because the machine goes to that cloud", {
      allowed: `a machine type of ${backend.title}`,
      fix: "add it, or wish { vcpus, memoryGib } instead",
    });
  }
  const catalogue = backend.catalogue();
  const known = catalogue.machineType(type);
  if (catalogue.offered(type, region) === false) {
    throw plan.refusal(`size.type.${backend.name}`, `${region} does not offer it`, {
      given: type,
      fix: `see what ${region} has, or choose another region`,
    });
  }
  const near = known
    ? undefined
    : didYouMean(
        type,
        catalogue.candidates.map((c) => c.machine.type),
      );
  if (near) {
    throw plan.refusal(`size.type.${backend.name}`, `${backend.title} has no such machine type`, {
      given: type,
      fix: near,
    });
  }
  return { type, arch: known?.arch ?? "amd64", gpu: known?.gpu !== undefined };
}

/** The image's entry in the catalogue, or the native one that the user named. */
export function chooseImage(plan: Plan, image: CheckedArgs["image"], arch: Arch): Image {
  const { backend } = plan.target;
  if (typeof image !== "string") {
    const identifier = image.native[backend.name];
    if (identifier !== undefined) return nativeImage(identifier, arch);
    throw plan.refusal(`image.native.${backend.name}`, "required, because the machine goes to that cloud");
  }
  const catalogue = backend.catalogue();
  const found = catalogue.image(image, arch);
  if (found) return found;
  const names = catalogue.imageNames().filter((name) => catalogue.image(name, arch));
  const near = didYouMean(image, names);
  throw plan.refusal("image", `is not known for ${backend.title} and ${arch}`, {
    given: image,
    allowed: names,
    fix: near ?? `name the image itself: image: { native: { ${backend.name}: "…" } }`,
  });
}

/** An image that the user named by the cloud's own id. */
export const NATIVE_IMAGE = "native";

function nativeImage(identifier: string, arch: Arch): Image {
  return { name: identifier, arch, kind: NATIVE_IMAGE, identifier, owner: "", others: [] };
}
