import { amountOf } from "./amount";
import type { Consumption } from "./consumption";
import { storageEmissions } from "./emissions";
import type { Amount } from "./estimate";
import { gb, type Item, line, type Place } from "./place";

type Of<K extends Consumption["kind"]> = Extract<Consumption, { kind: K }>;

export function diskLines(at: Place, disk: Of<"disk">): Item[] {
  const { class: kind, sizeGib, iops, mbps, count = 1, medium = "ssd", replication = "default", assumed = [] } = disk;
  const wish = {
    class: kind,
    sizeGib,
    ...(iops === undefined ? {} : { iops }),
    ...(mbps === undefined ? {} : { mbps }),
  };
  const price = at.catalogue.services.priceOfDisk(wish, at.region);
  const cost = price && amountOf(price.usdPerMonth * count, price.basis, assumed);
  const item = `${count === 1 ? "" : `${count} × `}${sizeGib} GiB of ${kind}`;
  return [line(item, cost, storageEmissions(at, sizeGib * count, medium, replication)(assumed))];
}

/** Snapshots hold what changed; together they are taken to be as large as their disk. */
export function snapshotLines(at: Place, { sizeGib, assumed: defaults = [] }: Of<"snapshots">): Item[] {
  const assumed = [...defaults, "snapshots as large as their disk"];
  const price = at.catalogue.services.priceOfSnapshots(at.region);
  const cost = price && amountOf(price.usdPerGbMonth * sizeGib, price.basis, assumed);
  return [line(`snapshots of ${sizeGib} GiB`, cost, storageEmissions(at, sizeGib, "hdd", undefined)(assumed))];
}

export function objectLines(at: Place, { class: kind, location, replication, assumed = [] }: Of<"objects">): Item[] {
  const where = location ?? at.region;
  const price = at.catalogue.services.priceOfObjectStorage(kind, where);
  const [stored, writes, reads] = [at.use("storedGb"), at.use("writes"), at.use("reads")];
  const kept = [...assumed, ...stored.assumed];
  const cost = price && amountOf(price.usdPerGbMonth * stored.value, price.basis, kept);
  const emissions = storageEmissions(at, stored.value, "hdd", replication)(kept);
  const asked = [...writes.assumed, ...reads.assumed];
  const requests = `${writes.value} writes and ${reads.value} reads`;
  return [
    line(`${gb(stored.value)} in ${kind}`, cost, emissions),
    ...(writes.value + reads.value > 0 ? [line(requests, requestCost(price, writes.value, reads.value, asked))] : []),
    ...retrieval(at, price),
  ];
}

type Price = ReturnType<Place["catalogue"]["services"]["priceOfObjectStorage"]>;

function requestCost(price: Price, writes: number, reads: number, assumed: readonly string[]): Amount | undefined {
  const { usdPer1000Writes: write, usdPer1000Reads: read, requestsBasis } = price ?? {};
  if (write === undefined || read === undefined || !requestsBasis) return undefined;
  return amountOf((writes * write + reads * read) / 1000, requestsBasis, assumed);
}

/** Reading costs by the GB in the classes that have a price for it; the others' reads are requests alone. */
function retrieval(at: Place, price: Price): Item[] {
  if (price?.usdPerGbRetrieved === undefined || !price.requestsBasis) return [];
  const read = at.use("retrievedGb");
  return [
    line(`${gb(read.value)} read`, amountOf(price.usdPerGbRetrieved * read.value, price.requestsBasis, read.assumed)),
  ];
}
