import type { Attribute } from "./data.js";
import { FORMATS } from "./formats.js";
import { translatePattern } from "./patterns.js";
import type { Bounds, Demand } from "./types.js";

/** What an attribute's validation demands; what can't be checked here is reported. */
export function demandsOf({ v }: Attribute, unchecked: (what: string) => void): Demand[] {
  switch (v?.[0]) {
    case undefined:
      return [];
    case "enum":
      return [{ kind: "enum", values: v[1] }];
    case "ienum":
      return [{ kind: "enum", values: v[1], anyCase: true }];
    case "range":
      return [{ kind: "range", ...bounds(v[1], v[2]) }];
    case "len":
      return [{ kind: "length", ...bounds(v[1], v[2]) }];
    case "rfc1035":
      return [{ kind: "name", min: v[1], max: v[2] }];
    case "cidr":
      return [{ kind: "network", min: v[1], max: v[2] }];
    case "re": {
      const pattern = translatePattern(v[1]);
      return pattern ? [{ kind: "pattern", pattern }] : none(unchecked, v[1]);
    }
    case "fn":
      return v[1] in FORMATS ? [{ kind: "format", name: v[1] }] : none(unchecked, v[1] || "a function without a name");
  }
}

function none(unchecked: (what: string) => void, what: string): Demand[] {
  unchecked(what);
  return [];
}

function bounds(min: number | null, max: number | null): Bounds {
  return { ...(min !== null && { min }), ...(max !== null && { max }) };
}
