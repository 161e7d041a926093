import type { CheckFailure, Props } from "@isobar/sandbox";
import { isSet, known } from "../known";

/** "EbsBlockDevice" and "General Purpose SSD volumes": the sizes of each type in GiB. */
const SIZES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  gp2: [1, 16_384],
  gp3: [1, 65_536],
  io1: [4, 16_384],
  io2: [4, 65_536],
  st1: [125, 16_384],
  sc1: [125, 16_384],
  standard: [1, 1024],
};

/** Operations a second: the most of a volume, and for each GiB ("Provisioned IOPS SSD volumes"). */
const IOPS: Readonly<Record<string, readonly [min: number, max: number, perGib: number]>> = {
  gp3: [3000, 80_000, 500],
  io1: [100, 64_000, 50],
  io2: [100, 256_000, 1000],
};

export const BASE_IOPS = 3000;
export const BASE_THROUGHPUT = 125;
const MAX_THROUGHPUT = 2000;
/** MiB/s for each operation a second: "General Purpose SSD volumes". */
const THROUGHPUT_PER_IOPS = 0.25;

/** What EBS takes of a volume's type, size and speed. */
export function checkVolume(at: string, { size, iops, throughput }: Props, type: string): CheckFailure[] {
  if (known(type) === undefined) return [];
  const range = SIZES[type];
  if (range === undefined) return [{ property: `${at}type`, reason: `Unknown parameter value: ${type}` }];
  return [
    ...checkSize(`${at}size`, size, type, range),
    ...checkIops(at, size, iops, type),
    ...checkThroughput(at, throughput, iops, type),
  ];
}

function checkSize(property: string, size: unknown, type: string, [min, max]: readonly [number, number]) {
  if (typeof size !== "number" || (size >= min && size <= max)) return [];
  const reason =
    size < min
      ? `Volume of ${size}GiB is too small for volume type ${type}; minimum is ${min}GiB.`
      : `Volume of ${size}GiB is too large for volume type ${type}; maximum is ${max}GiB.`;
  return [{ property, reason }];
}

function checkIops(at: string, size: unknown, iops: unknown, type: string): CheckFailure[] {
  const property = `${at}iops`;
  const limits = IOPS[type];
  if (limits === undefined) {
    return isSet(iops) ? [{ property, reason: `'iops' must not be set when 'type' is '${type}'` }] : [];
  }
  if (!isSet(iops) && type !== "gp3") return [{ property, reason: `'iops' must be set when 'type' is '${type}'` }];
  if (typeof iops !== "number") return [];
  const [min, max, perGib] = limits;
  if (iops < min || iops > max) {
    const reason = `Volume iops of ${iops} is too ${iops < min ? "low; minimum" : "high; maximum"} is ${iops < min ? min : max}.`;
    return [{ property, reason }];
  }
  if (typeof size !== "number" || iops <= Math.max(min, size * perGib)) return [];
  return [
    { property, reason: `Iops to volume size ratio of ${(iops / size).toFixed(6)} is too high; maximum is ${perGib}` },
  ];
}

function checkThroughput(at: string, throughput: unknown, iops: unknown, type: string): CheckFailure[] {
  const property = `${at}throughput`;
  if (!isSet(throughput)) return [];
  if (type !== "gp3") return [{ property, reason: `'throughput' must not be set when 'type' is '${type}'` }];
  if (typeof throughput !== "number") return [];
  if (throughput < BASE_THROUGHPUT || throughput > MAX_THROUGHPUT) {
    const reason = `expected throughput to be in the range (${BASE_THROUGHPUT} - ${MAX_THROUGHPUT}), got ${throughput}`;
    return [{ property, reason }];
  }
  const operations = typeof iops === "number" ? iops : BASE_IOPS;
  const ratio = throughput / operations;
  return ratio <= THROUGHPUT_PER_IOPS
    ? []
    : [
        {
          property,
          reason: `Throughput (MiBps) to iops ratio of ${ratio.toFixed(6)} is too high; maximum is ${THROUGHPUT_PER_IOPS} MiBps per iops`,
        },
      ];
}
