import { isIPv4 } from "node:net";
import type { CheckFailure, Props } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { isUnknown, known, list, props } from "../cloud";

const DAY = 86_400;
/** "Storage classes", with those of the past. */
const CLASSES = [
  "STANDARD",
  "NEARLINE",
  "COLDLINE",
  "ARCHIVE",
  "REGIONAL",
  "MULTI_REGIONAL",
  "DURABLE_REDUCED_AVAILABILITY",
];
/** "Bucket locations": multi-regions and predefined dual-regions. */
const MULTI_REGIONS = ["ASIA", "EU", "US"];
const DUAL_REGIONS = ["ASIA1", "EUR4", "EUR5", "EUR7", "EUR8", "NAM4"];

/** A failure, or none: Cloud Storage names no field in its answers. */
function when(isBroken: boolean, property: string, reason: string): CheckFailure[] {
  return isBroken ? [{ property, reason }] : [];
}

function isRegion(location: string): boolean {
  return catalogue().region(location.toLowerCase()) !== undefined;
}

/** "Bucket locations: configurable dual-regions": regions of a multi-region; those of other names are not known. */
function ofContinent(region: string, name: string): boolean {
  const [, continent] = /^(ASIA|EUROPE|US)-/.exec(region.toUpperCase()) ?? [];
  return continent === undefined || continent.startsWith(name);
}

export function isLocation(location: string): boolean {
  return [...MULTI_REGIONS, ...DUAL_REGIONS].includes(location.toUpperCase()) || isRegion(location);
}

/** "About Cloud Storage buckets: bucket names". */
function bucketNameFaults(value: unknown): CheckFailure[] {
  const name = known(value);
  if (name === undefined) return [];
  const legal = name.includes(".") ? /^[a-z0-9][-_.a-z0-9]{1,220}[a-z0-9]$/ : /^[a-z0-9][-_a-z0-9]{1,61}[a-z0-9]$/;
  const isWrong = !legal.test(name) || name.split(".").some((part) => part === "" || part.length > 63);
  const rule = "3 to 63 lower-case letters, digits, hyphens and underscores";
  return [
    ...when(isWrong, "name", `"${name}" is no bucket name: ${rule}`),
    ...when(isIPv4(name), "name", `"${name}" is no bucket name: it can't be an IP address`),
    ...when(
      name.startsWith("goog") || /g[o0]{2}gle/.test(name),
      ...(["name", `"${name}" is not allowed: names don't contain "google"`] as const),
    ),
  ];
}

/** "Object Lifecycle Management": actions, what they need, and conditions. */
function lifecycleFaults(rules: unknown): CheckFailure[] {
  return list(rules).flatMap((rule, index) => {
    const at = `lifecycleRules[${index}]`;
    const { action, condition } = props(rule);
    const { type, storageClass } = props(action);
    const given = Object.keys(props(condition)).filter((key) => !/^(?:send|noAge)/.test(key));
    const { createdBefore, noncurrentTimeBefore, customTimeBefore } = props(condition);
    const dates = [createdBefore, noncurrentTimeBefore, customTimeBefore].flatMap((date) => known(date) ?? []);
    const isAbort = type === "AbortIncompleteMultipartUpload";
    const beside = given.filter((key) => !["age", "matchesPrefixes", "matchesSuffixes"].includes(key));
    const knows = known(type) === undefined || ["Delete", "SetStorageClass"].includes(String(type)) || isAbort;
    return [
      ...when(!knows, `${at}.action.type`, `Invalid argument: ${type} is no action`),
      ...when(
        type === "SetStorageClass" && (storageClass == null || !isClass(storageClass)),
        ...([`${at}.action.storageClass`, "Invalid argument: a storage class must be named"] as const),
      ),
      ...when(type === "Delete" && storageClass != null, `${at}.action.storageClass`, "Invalid argument"),
      ...when(
        given.length === 0 && condition != null && !isUnknown(condition),
        `${at}.condition`,
        "Invalid argument: no condition is given",
      ),
      ...when(
        isAbort && beside.length > 0,
        ...([`${at}.condition.${beside[0]}`, `Invalid argument: not with action ${type}`] as const),
      ),
      ...when(!dates.every(isDate), `${at}.condition`, "Invalid argument: dates are written as YYYY-MM-DD"),
      ...negative(`${at}.condition`, props(condition)),
    ];
  });
}

function negative(place: string, condition: Props): CheckFailure[] {
  return Object.entries(condition).flatMap(([key, value]) =>
    when(typeof value === "number" && value < 0, `${place}.${key}`, "Invalid argument: it must not be negative"),
  );
}

function isClass(value: unknown): boolean {
  const name = known(value);
  return name === undefined || CLASSES.includes(name);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** "Bucket locations" and "Storage classes": what goes with a kind of location only. */
function locationFaults({ location, storageClass, rpo, customPlacementConfig }: Props): CheckFailure[] {
  const name = known(location)?.toUpperCase();
  if (name === undefined) return [];
  const regions = list(props(customPlacementConfig).dataLocations).flatMap((one) => known(one) ?? []);
  const isDual = DUAL_REGIONS.includes(name) || customPlacementConfig != null;
  const isPair = regions.length === 2 && new Set(regions.map((one) => one.toUpperCase())).size === 2;
  const isKnown =
    ![customPlacementConfig, props(customPlacementConfig).dataLocations].some(isUnknown) &&
    list(props(customPlacementConfig).dataLocations).length === regions.length;
  return [
    ...when(storageClass === "REGIONAL" && !isRegion(name), "storageClass", "Invalid argument: not a region"),
    ...when(storageClass === "MULTI_REGIONAL" && isRegion(name), "storageClass", "Invalid argument: a region"),
    ...when(rpo === "ASYNC_TURBO" && !isDual, "rpo", "Turbo replication is for dual-regions only"),
    ...when(
      customPlacementConfig != null && isKnown && !(isPair && regions.every(isRegion)),
      ...(["customPlacementConfig.dataLocations", "two different regions must be named"] as const),
    ),
    ...when(
      customPlacementConfig != null && (isRegion(name) || DUAL_REGIONS.includes(name)),
      ...(["location", "a configurable dual-region is in a multi-region"] as const),
    ),
    ...when(
      MULTI_REGIONS.includes(name) && regions.some((one) => !ofContinent(one, name)),
      ...(["customPlacementConfig.dataLocations", `the regions must be in ${name}`] as const),
    ),
  ];
}

/** "Autoclass": it alone chooses the classes of objects. */
function autoclassFaults({ autoclass, storageClass, lifecycleRules }: Props): CheckFailure[] {
  const { enabled, terminalStorageClass } = props(autoclass);
  if (enabled !== true) return [];
  const terminal = known(terminalStorageClass) ?? "";
  const rules = list(lifecycleRules).map(props);
  const wrong = rules.findIndex(
    ({ action, condition }) =>
      props(action).type === "SetStorageClass" || list(props(condition).matchesStorageClasses).length > 0,
  );
  return [
    ...when((storageClass ?? "STANDARD") !== "STANDARD", "storageClass", "With Autoclass it must be STANDARD"),
    ...when(
      !["", "NEARLINE", "ARCHIVE"].includes(terminal),
      ...(["autoclass.terminalStorageClass", "must be NEARLINE or ARCHIVE"] as const),
    ),
    ...when(wrong >= 0, `lifecycleRules[${wrong}]`, "Autoclass allows no rules about storage classes"),
  ];
}

/** "Soft delete", "Object retention", "CORS", "Hierarchical namespace". */
function optionFaults(inputs: Props): CheckFailure[] {
  const { publicAccessPrevention, hierarchicalNamespace, versioning, rpo } = inputs;
  const kept = props(inputs.softDeletePolicy).retentionDurationSeconds;
  const period = Number(known(String(props(inputs.retentionPolicy).retentionPeriod ?? 1)) ?? 1);
  const isFlat = props(hierarchicalNamespace).enabled !== true;
  const prevention = known(publicAccessPrevention) ?? "inherited";
  return [
    ...when(
      typeof kept === "number" && kept !== 0 && (kept < 7 * DAY || kept > 90 * DAY),
      ...(["softDeletePolicy.retentionDurationSeconds", "must be 0, or between 604800 and 7776000 seconds"] as const),
    ),
    ...when(
      !(period >= 1 && period <= 100 * 365 * DAY + 25 * DAY),
      ...(["retentionPolicy.retentionPeriod", "must be between 1 and 3155760000 seconds"] as const),
    ),
    ...when(!isClass(inputs.storageClass ?? "STANDARD"), "storageClass", "Invalid argument"),
    ...when(!["inherited", "enforced"].includes(prevention), "publicAccessPrevention", "Invalid argument"),
    ...when(!["", "DEFAULT", "ASYNC_TURBO"].includes(known(rpo) ?? ""), "rpo", "Invalid argument"),
    ...when(
      !isFlat && inputs.uniformBucketLevelAccess !== true && !isUnknown(inputs.uniformBucketLevelAccess),
      ...(["hierarchicalNamespace", "Hierarchical namespace needs uniform bucket-level access"] as const),
    ),
    ...when(
      !isFlat && props(versioning).enabled === true,
      ...(["versioning", "Object Versioning is not supported with hierarchical namespace"] as const),
    ),
    ...autoclassFaults(inputs),
    ...list(inputs.cors).flatMap((one, index) => negative(`cors[${index}]`, props(one))),
  ];
}

export function bucketFaults(inputs: Props): CheckFailure[] {
  return [
    ...bucketNameFaults(inputs.name),
    ...lifecycleFaults(inputs.lifecycleRules),
    ...locationFaults(inputs),
    ...optionFaults(inputs),
  ];
}
