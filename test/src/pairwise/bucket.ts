import type { BucketArgs, OnDelete, Redundancy } from "@isobar/core";
import type { Factors, Value } from "./factor.js";

const EXPIRY = { expireAfterDays: 90 };

function rules(count: number): Value<BucketArgs> {
  const named = Array.from({ length: count }, (_, i) => [`rule-${i}`, { prefix: `${i}/`, ...EXPIRY }]);
  return {
    args: { lifecycle: Object.fromEntries(named) },
    declared: ({ bucket }) => bucket.maxLifecycleRules >= count,
  };
}

function origins(count: number): Value<BucketArgs> {
  const cors = Array.from({ length: count }, (_, i) => ({ origins: [`https://${i}.example.com`], methods: METHODS }));
  return { args: { cors }, declared: ({ bucket }) => bucket.maxCorsRules >= count };
}

function undelete(days: number): Value<BucketArgs> {
  return {
    args: { undelete: { days } },
    declared: ({ bucket: { undeleteDays } }) => days === 0 || (days >= undeleteDays.min && days <= undeleteDays.max),
  };
}

function redundancy(wish: Redundancy): Value<BucketArgs> {
  return { args: { redundancy: wish }, declared: ({ bucket }) => bucket.redundancy.includes(wish) };
}

function onDelete(wish: OnDelete): Value<BucketArgs> {
  return { args: { onDelete: wish }, declared: ({ bucket }) => bucket.onDelete.includes(wish) };
}

const METHODS: ("GET" | "PUT")[] = ["GET", "PUT"];

/** Arguments of `Bucket "data"`. */
export const BUCKET: Factors<BucketArgs> = {
  physicalName: {
    where: 'Bucket "data": physicalName',
    values: { generated: {}, chosen: { args: ({ id }) => ({ physicalName: `isobar${id}` }) } },
  },
  versioned: { where: 'Bucket "data": versioned', values: { off: {}, on: { args: { versioned: true } } } },
  lifecycle: {
    where: 'Bucket "data": lifecycle',
    values: {
      none: {},
      cold: { args: { lifecycle: { logs: { prefix: "logs/", coldAfterDays: 30, ...EXPIRY } } } },
      versions: { args: { lifecycle: { all: { expireAfterDays: 365, expireOldVersionsAfterDays: 14 } } } },
      many: rules(40),
    },
  },
  cors: {
    where: 'Bucket "data": cors',
    values: { undeclared: {}, empty: origins(0), one: origins(1), six: origins(6) },
  },
  undelete: {
    where: 'Bucket "data": undelete.days',
    values: { default: {}, off: undelete(0), short: undelete(3), long: undelete(365) },
  },
  redundancy: {
    where: 'Bucket "data": redundancy',
    values: { default: {}, zone: redundancy("zone"), region: redundancy("region"), multi: redundancy("multi-region") },
  },
  bucketOnDelete: {
    where: 'Bucket "data": onDelete',
    values: { delete: onDelete("delete"), ifEmpty: onDelete("delete-if-empty"), retain: onDelete("retain") },
  },
};
