import type { Props } from "@isobar/sandbox";
import { number, props, text } from "../values";
import { type Fault, invalid, required, when } from "./fault";

const PATTERN = /^([+-]?[0-9]+\.?[0-9]*|[+-]?\.[0-9]+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?$/;

const FACTORS: Readonly<Record<string, number>> = {
  ...{ "": 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** The amount of a quantity such as `500m` or `2Gi`; undefined if it is none, or not known. */
export function amount(value: unknown): number | undefined {
  if (number(value) !== undefined) return number(value);
  const [, digits = "", suffix = ""] = PATTERN.exec(text(value) ?? "") ?? [];
  if (digits === "") return undefined;
  return Number(digits) * (FACTORS[suffix] ?? Number(`1${suffix}`));
}

/** "Resource units in Kubernetes". */
export function quantityFaults(quantities: unknown, field: string): Fault[] {
  return Object.entries(props(quantities)).flatMap(([name, value]) => {
    if (typeof value === "string" && text(value) === undefined) return [];
    const known = amount(value);
    const at = `${field}[${name}]`;
    if (known === undefined) {
      return [
        invalid(
          at,
          value,
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        ),
      ];
    }
    return known < 0 ? [invalid(at, value, "must be greater than or equal to 0")] : [];
  });
}

const STANDARD = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** "Extended resources": whole, named with a domain, and as many asked for as at most. */
function extendedFaults(requests: Props, limits: Props, field: string): Fault[] {
  const names = [...new Set([...Object.keys(requests), ...Object.keys(limits)])].filter((name) => !STANDARD.test(name));
  return names.flatMap((name) => {
    const [asked, most] = [amount(requests[name]), amount(limits[name])];
    const broken = [asked, most].some((value) => value !== undefined && !Number.isInteger(value));
    const unlimited = requests[name] !== undefined && limits[name] === undefined;
    return [
      ...when(!name.includes("/"), invalid(`${field}[${name}]`, name, "must be a standard resource for containers")),
      ...when(broken, invalid(`${field}.limits[${name}]`, limits[name], "must be an integer")),
      ...when(unlimited, required(`${field}.limits`, "Limit must be set for non overcommitable resources")),
      ...when(
        asked !== undefined && most !== undefined && asked !== most,
        invalid(`${field}.requests`, requests[name], `must be equal to ${name} limit of ${String(limits[name])}`),
      ),
    ];
  });
}

/** "Resource Management for Pods and Containers": a request is never above its limit. */
export function resourceFaults(resources: Props, field: string): Fault[] {
  const { requests, limits } = resources;
  const faults = [...quantityFaults(requests, `${field}.requests`), ...quantityFaults(limits, `${field}.limits`)];
  const above = Object.entries(props(requests)).flatMap(([name, value]) => {
    const [asked, most] = [amount(value), amount(props(limits)[name])];
    return asked !== undefined && most !== undefined && asked > most
      ? [
          invalid(
            `${field}.requests`,
            value,
            `must be less than or equal to ${name} limit of ${String(props(limits)[name])}`,
          ),
        ]
      : [];
  });
  return [...faults, ...above, ...extendedFaults(props(requests), props(limits), field)];
}
