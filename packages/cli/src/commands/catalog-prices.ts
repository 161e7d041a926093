import { type Basis, type Catalogue, type MachinePrice, matchesRegion, type ServicePrices } from "@isobar/catalog";
import { UserError } from "../errors.js";
import { printListing, shortBasis, usd } from "./catalog-print.js";
import { mustBeNumbers, openCatalogues, type PlaceOptions, regionFilter } from "./catalog-sources.js";

export interface PriceListOptions extends PlaceOptions {
  readonly spot?: boolean;
  readonly gb: number;
}

/** Prints what a machine type costs in every region, or what else a region costs. */
export function listPrices(type: string | undefined, options: PriceListOptions): void {
  mustBeNumbers({ gb: options.gb });
  const catalogues = openCatalogues(options);
  if (type !== undefined) listMachinePrices(catalogues, type, options);
  else listServicePrices(catalogues, options);
}

interface MachineRow {
  readonly cloud: string;
  readonly region: string;
  readonly onDemand?: MachinePrice;
  readonly spot?: MachinePrice;
}

function listMachinePrices(catalogues: readonly Catalogue[], type: string, options: PriceListOptions): void {
  const rows = catalogues.flatMap((catalogue) =>
    places(catalogue, options).flatMap((region): MachineRow[] => {
      const onDemand = catalogue.prices.priceOfMachine(type, region);
      const spot = catalogue.prices.priceOfMachine(type, region, { spot: true });
      if (!onDemand && catalogue.offered(type, region) !== true) return [];
      return [{ cloud: catalogue.cloud, region, ...(onDemand && { onDemand }), ...(spot && { spot }) }];
    }),
  );
  if (rows.length === 0 && catalogues.every((catalogue) => !catalogue.machineType(type))) {
    throw new UserError(
      `no machine type "${type}" in the catalogue; isobar catalog machines lists those that fit a wish`,
    );
  }
  const price = ({ onDemand, spot }: MachineRow) => (options.spot ? spot : onDemand)?.usdPerHour ?? Infinity;
  rows.sort((a, b) => price(a) - price(b) || 0);
  printListing(
    {
      catalogues,
      rows,
      columns: [
        { head: "cloud", cell: ({ cloud }) => cloud },
        { head: "region", cell: ({ region }) => region },
        { head: "USD/hour", align: "right", cell: ({ onDemand }) => usd(onDemand?.usdPerHour) },
        { head: "basis", cell: ({ onDemand }) => shortBasis(onDemand?.basis) },
        { head: "spot", align: "right", cell: ({ spot }) => usd(spot?.usdPerHour) },
        { head: "basis", cell: ({ spot }) => shortBasis(spot?.basis) },
      ],
      bases: ({ onDemand, spot }: MachineRow) => [onDemand?.basis, spot?.basis],
      empty: `No region of those has ${type}.`,
    },
    options.json,
  );
}

interface ServiceRow {
  readonly cloud: string;
  readonly region: string;
  readonly what: string;
  readonly usd: number;
  readonly per: string;
  readonly basis: Basis;
}

function listServicePrices(catalogues: readonly Catalogue[], options: PriceListOptions): void {
  if (!options.region) throw new UserError("which region? Name it by --region, or a machine type to see every region");
  const rows = catalogues.flatMap((catalogue) =>
    places(catalogue, options).flatMap((region) =>
      serviceRows(catalogue.services, region, options.gb).map((row) => ({ cloud: catalogue.cloud, region, ...row })),
    ),
  );
  printListing(
    {
      catalogues,
      rows,
      columns: [
        { head: "cloud", cell: ({ cloud }) => cloud },
        { head: "region", cell: ({ region }) => region },
        { head: "what", cell: ({ what }) => what },
        { head: "USD", align: "right", cell: (row) => usd(row.usd) },
        { head: "per", cell: ({ per }) => per },
        { head: "basis", cell: ({ basis }) => shortBasis(basis) },
      ],
      bases: ({ basis }: ServiceRow) => [basis],
      empty: "No price is known there.",
    },
    options.json,
  );
}

function places(catalogue: Catalogue, options: PriceListOptions): string[] {
  return catalogue.regions.filter((region) => matchesRegion(region, regionFilter(options))).map(({ name }) => name);
}

function serviceRows(services: ServicePrices, region: string, gb: number): Omit<ServiceRow, "cloud" | "region">[] {
  const row = (what: string, per: string, value: number | undefined, basis: Basis | undefined) =>
    value === undefined || !basis ? [] : [{ what, per, usd: value, basis }];
  const { block, object, diskSizes } = services.classes;
  const egress = services.priceOfEgress(region, gb);
  const other = services.interRegion(region);
  const nat = services.nat(region);
  const address = services.publicIp(region);
  const balancer = services.loadBalancer(region);
  const plane = services.controlPlane(region);
  const of = <T extends { readonly usdPerGbMonth: number; readonly basis: Basis }>(
    what: string,
    price: T | undefined,
  ) => row(what, "GB-month", price?.usdPerGbMonth, price?.basis);
  return [
    ...block.flatMap((kind) => of(`disk ${kind}`, services.priceOfStorage(kind, region))),
    ...diskSizes.flatMap(({ kind, sizeGib }) => {
      const price = services.priceOfDisk({ class: kind, sizeGib }, region);
      return row(`disk ${kind} of ${sizeGib} GiB`, "month", price?.usdPerMonth, price?.basis);
    }),
    ...of("snapshots", services.priceOfSnapshots(region)),
    ...object.flatMap((kind) => of(`objects ${kind}`, services.priceOfObjectStorage(kind, region))),
    ...row(`egress of ${gb} GB to the internet`, "month", egress?.usdPerMonth, egress?.basis),
    ...row("to another region", "GB", other?.usdPerGb, other?.basis),
    ...row("NAT gateway", "hour", nat?.usdPerHour, nat?.basis),
    ...row("NAT, for each machine", "hour", nat?.usdPerMachineHour, nat?.basis),
    ...row("NAT, data", "GB", nat?.usdPerGb, nat?.basis),
    ...row("public IPv4 address", "hour", address?.usdPerHour, address?.basis),
    ...row("load balancer", "hour", balancer?.usdPerHour, balancer?.basis),
    ...row("load balancer, data", "GB", balancer?.usdPerGb, balancer?.basis),
    ...row("Kubernetes control plane", "hour", plane?.usdPerHour, plane?.basis),
  ];
}
