export type { Catalogue } from "./catalogue.js";
export { loadCatalogue } from "./load.js";
export type { OfferCoverage, Purpose } from "./slice.js";
export { suggest } from "./suggest.js";
export type {
  Arch,
  AttachedAccelerator,
  Gpu,
  GpuRegion,
  Image,
  ImageIdentifier,
  ListPrice,
  MachineChoice,
  MachineGpu,
  MachineType,
  NoMachine,
  NoMachineReason,
  Region,
  Wish,
} from "./types.js";
