import { isIP } from "node:net";
import { isObject } from "../values.js";

/** A function by which the Terraform provider checks a value. */
export interface Format {
  holds(value: unknown): boolean;
  /** The refusal, in the function's own words. */
  reason(path: string, shown: string): string;
}

/** Functions of the Terraform provider and of its plugin SDK, by name. */
export const FORMATS: Readonly<Record<string, Format>> = {
  "validation.IsCIDR": {
    holds: (value) => typeof value === "string" && prefixBits(value) !== undefined,
    reason: (path, shown) => `expected "${path}" to be a valid CIDR Value, got ${shown}: invalid CIDR address`,
  },
  "verify.ValidateIpCidrRange": {
    holds: (value) => typeof value === "string" && prefixBits(value) !== undefined,
    reason: (path, shown) => `"${path}" is not a valid IP CIDR range: invalid CIDR address: ${shown}`,
  },
  "verify.ValidateIpAddress": {
    holds: (value) => typeof value === "string" && isIP(value) !== 0,
    reason: (path) => `could not parse "${path}" to IP address`,
  },
  "validation.StringIsJSON": {
    holds: (value) => parses(() => JSON.parse(String(value))),
    reason: (path) => `"${path}" contains an invalid JSON`,
  },
  "validation.StringIsNotEmpty": {
    holds: (value) => value !== "",
    reason: (path, shown) => `expected "${path}" to not be an empty string, got ${shown}`,
  },
  "validation.IsRFC3339Time": {
    holds: (value) => isTime(String(value)),
    reason: (path, shown) => `expected "${path}" to be a valid RFC3339 date, got "${shown}"`,
  },
  "verify.ValidateRFC3339Date": {
    holds: (value) => isTime(String(value)),
    reason: (_, shown) => `parsing time "${shown}" as "2006-01-02T15:04:05Z07:00": cannot parse`,
  },
  "verify.ValidateBase64String": {
    holds: (value) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(String(value)),
    reason: (path) => `could not decode "${path}" as a valid base64 value`,
  },
  "verify.ValidateDuration": {
    holds: (value) => /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/.test(String(value)),
    reason: (path, shown) =>
      `expected ${path} to be a duration, but parsing gave an error: invalid duration "${shown}"`,
  },
  "verify.ValidateHourlyOnly": {
    holds: (value) => /^(?:\d|[01]\d|2[0-3]):00$/.test(String(value)),
    reason: (path, shown) => `"${path}" must be in the format HH:00 where HH : [00-23], got: ${shown}`,
  },
  "verify.ValidateRFC6996Asn": {
    holds: (value) => typeof value === "number" && isPrivateAsn(value),
    reason: (path, shown) =>
      `expected "${path}" to be a RFC6996-compliant Local ASN: must be either in the private ASN ranges: [64512..65534], [4200000000..4294967294]; or be the value of [16550], got ${shown}`,
  },
  labelKeyValidator: {
    holds: (value) => isObject(value) && Object.keys(value).every((key) => /^[a-z0-9_-]{1,63}$/.test(key)),
    reason: (path) =>
      `"${path}" has an invalid label key. See https://cloud.google.com/storage/docs/tags-and-labels#bucket-labels`,
  },
};

/** Length of the prefix of an IP network such as `10.0.0.0/8`, or undefined for anything else. */
export function prefixBits(text: string): number | undefined {
  const [, address = "", prefix = ""] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  const bits = Number(prefix);
  return family !== 0 && bits <= (family === 4 ? 32 : 128) ? bits : undefined;
}

function isPrivateAsn(asn: number): boolean {
  return asn === 16_550 || (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
