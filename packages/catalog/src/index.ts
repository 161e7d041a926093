export { type Basis, type BasisKind, combineBases, describeBasis } from "./basis.js";
export type { Carbon, Embodied, GpuCount, Grid, Power, Pue } from "./carbon.js";
export type { Catalogue } from "./catalogue.js";
export type { DatabasePrice, DatabaseWish } from "./databases.js";
export { loadCatalogue } from "./load.js";
export { type GpuFilter, type MachineFilter, type MachineOffer, machines } from "./machine-query.js";
export { distanceKm } from "./nearest.js";
export type { EgressOptions, EgressPrice, EgressTier, LoadBalancerPrice, NatPrice } from "./network.js";
export type { MachinePrice, MachinePrices, PriceOptions } from "./prices.js";
export { matchesRegion, type RegionFilter } from "./regions.js";
export type { HourlyPrice, ServicePrices, StorageClasses } from "./services.js";
export type { OfferCoverage, Purpose } from "./slice.js";
export type { SliceCoefficients as CarbonCoefficients } from "./slice-carbon.js";
export type { DiskWish, MonthlyPrice, ObjectStoragePrice, StoragePrice } from "./storage.js";
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
