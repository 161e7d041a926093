import type { InputType } from "../schema/types.js";
import type { ArmFile, ArmType } from "./data.js";
import { translatePattern } from "./patterns.js";
import type { Bounds, Demand } from "./types.js";

/** What a type of the API demands of a value itself; what can't be checked here is reported. */
export function armDemands(
  type: ArmType,
  file: ArmFile,
  input: InputType,
  unchecked: (what: string) => void,
): Demand[] {
  switch (type.k) {
    case "s":
      return [...bounded("length", type), ...patterns(type.pt, unchecked)];
    case "i":
      return bounded("range", type);
    case "a":
      return bounded("items", type);
    case "l":
    case "u": {
      const values = literals(type, file);
      // Where the SDK declares the list itself, the schema is held to it already.
      return values.length > 0 && (input === "string" || input === "number") ? [{ kind: "enum", values }] : [];
    }
    default:
      return [];
  }
}

/** The values of a closed list; none where any other value is allowed as well. */
function literals(type: ArmType, file: ArmFile): (string | number | boolean)[] {
  const members = type.k === "u" ? type.e.map((index) => file[index]) : [type];
  const values = members.flatMap((member) => (member?.k === "l" ? [member.v] : []));
  return values.length === members.length ? values : [];
}

function patterns(given: string | undefined, unchecked: (what: string) => void): Demand[] {
  const pattern = given === undefined ? undefined : translatePattern(given);
  if (given !== undefined && !pattern) {
    unchecked(given);
  }
  return pattern ? [{ kind: "pattern", pattern }] : [];
}

function bounded(kind: "length" | "range" | "items", { mn, mx }: { mn?: number; mx?: number }): Demand[] {
  const limits: Bounds = { ...(mn !== undefined && { min: mn }), ...(mx !== undefined && { max: mx }) };
  return mn === undefined && mx === undefined ? [] : [{ kind, ...limits }];
}
