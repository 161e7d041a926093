import { BlockList, isIP } from "node:net";
import { dnsSubdomain, qualifiedName } from "../names";
import { given, objects, props, text, unknown } from "../values";
import { type Fault, follows, forbidden, invalid, need, oneOf, type Rules, required, when } from "./fault";
import { amount, quantityFaults } from "./quantity";
import { selectorFaults } from "./selector";

const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

/** "Persistent Volumes: PersistentVolumeClaims". */
export function claimFaults(value: unknown, field: string): Fault[] {
  if (typeof value === "string") return [];
  const spec = props(value);
  const requests = props(props(spec.resources).requests);
  return [
    ...accessModeFaults(spec.accessModes, field),
    ...(given(requests.storage) || unknown(spec.resources) ? [] : [required(`${field}.resources[storage]`)]),
    ...quantityFaults(requests, `${field}.resources`),
    ...when(
      amount(requests.storage) === 0,
      invalid(`${field}.resources[storage]`, requests.storage, "must be greater than zero"),
    ),
    ...selectorFaults(spec.selector, `${field}.selector`),
    ...follows(dnsSubdomain, spec.storageClassName, `${field}.storageClassName`),
    ...oneOf(["Block", "Filesystem"], spec.volumeMode, `${field}.volumeMode`),
  ];
}

function accessModeFaults(value: unknown, field: string): Fault[] {
  if (unknown(value)) return [];
  const modes = Array.isArray(value) ? value : [];
  if (modes.length === 0) return [required(`${field}.accessModes`, "at least 1 access mode is required")];
  const alone = modes.includes("ReadWriteOncePod") && modes.length > 1;
  return [
    ...modes.flatMap((mode) => oneOf(ACCESS_MODES, mode, `${field}.accessModes`)),
    ...(alone ? [forbidden(`${field}.accessModes`, "may not use ReadWriteOncePod with other access modes")] : []),
  ];
}

export const persistentVolumeClaim: Rules = (object) => claimFaults(object.spec, "spec");

/** What a volume's spec has beside its one source. */
const NO_SOURCE = new Set([
  ...["accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity", "persistentVolumeReclaimPolicy"],
  ...["storageClassName", "volumeAttributesClassName", "volumeMode"],
]);

/** "Persistent Volumes". */
export const persistentVolume: Rules = (object) => {
  const spec = props(object.spec);
  const sources = Object.keys(spec).filter((name) => !NO_SOURCE.has(name) && given(spec[name]));
  return [
    ...accessModeFaults(spec.accessModes, "spec"),
    ...(given(props(spec.capacity).storage) || unknown(spec.capacity) ? [] : [required("spec.capacity")]),
    ...quantityFaults(spec.capacity, "spec.capacity"),
    ...(sources.length === 0 ? [required("spec", "must specify a volume type")] : []),
    ...when(
      given(spec.local) && !given(spec.nodeAffinity),
      required("spec.nodeAffinity", "Local volume requires node affinity"),
    ),
    ...(sources.length > 1 ? [forbidden(`spec.${sources[1]}`, "may not specify more than 1 volume type")] : []),
    ...oneOf(["Delete", "Recycle", "Retain"], spec.persistentVolumeReclaimPolicy, "spec.persistentVolumeReclaimPolicy"),
  ];
};

/** "Storage Classes". */
export const storageClass: Rules = (object) => [
  ...(given(object.provisioner) && object.provisioner !== "" ? [] : [required("provisioner")]),
  ...(text(object.provisioner) ? follows(qualifiedName, text(object.provisioner)?.toLowerCase(), "provisioner") : []),
  ...oneOf(["Delete", "Retain"], object.reclaimPolicy, "reclaimPolicy"),
  ...oneOf(["Immediate", "WaitForFirstConsumer"], object.volumeBindingMode, "volumeBindingMode"),
];

/** "Resource Quotas". */
export const resourceQuota: Rules = (object) => {
  const hard = props(object.spec).hard;
  const names = Object.keys(props(hard)).flatMap((name) => follows(qualifiedName, name, `spec.hard[${name}]`));
  return [...names, ...quantityFaults(hard, "spec.hard")];
};

/** "Limit Ranges". */
export const limitRange: Rules = (object) => {
  const limits = objects(props(object.spec).limits);
  return limits.flatMap((limit, index) => [
    ...need(limit, "type", `spec.limits[${index}]`),
    ...["default", "defaultRequest", "max", "min"].flatMap((name) =>
      quantityFaults(limit[name], `spec.limits[${index}].${name}`),
    ),
    ...Object.entries(props(limit.min)).flatMap(([name, least]) => {
      const [low, high] = [amount(least), amount(props(limit.max)[name])];
      const above = low !== undefined && high !== undefined && low > high;
      return when(
        above,
        invalid(
          `spec.limits[${index}].min[${name}]`,
          least,
          `min value ${String(least)} is greater than max value ${String(props(limit.max)[name])}`,
        ),
      );
    }),
  ]);
};

export function isCidr(value: unknown): boolean {
  const [address = "", bits = "", ...rest] = (text(value) ?? "").split("/");
  const version = isIP(address);
  return rest.length === 0 && /^\d+$/.test(bits) && version > 0 && Number(bits) <= (version === 4 ? 32 : 128);
}

/** Whether a network lies in another one, and is smaller. */
export function isWithin(inner: unknown, outer: string): boolean {
  if (text(inner) === undefined) return true;
  const [address = "", bits = ""] = String(inner).split("/");
  const [network = "", size = ""] = outer.split("/");
  if (!isCidr(inner) || isIP(address) !== isIP(network)) return false;
  const family = isIP(address) === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, Number(size), family);
  return Number(bits) > Number(size) && list.check(address, family);
}
