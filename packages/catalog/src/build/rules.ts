import { azureSeries, azureTraits, isConstrained, wholeSize } from "./azure-sizes.js";

/** What a machine type can take, where it follows from its family. */
export interface Traits {
  readonly diskTypes?: readonly string[];
  readonly diskControllers?: readonly string[];
  readonly bootModes?: readonly string[];
}

/** What can be read from the name of a cloud's machine type. */
export interface NameRules {
  /** The family of a type; `listed` holds the families of families.csv. */
  family(type: string, listed: ReadonlySet<string>): string;
  /** Bare metal and other special shapes that a wish must never pick. */
  special(type: string): boolean;
  traits(type: string): Traits;
  /** The type whose machine a type with fewer vCPUs takes as a whole; else the type itself. */
  whole(type: string): string;
}

const NO_TRAITS: Traits = {};

const RULES: Readonly<Record<string, NameRules>> = {
  aws: {
    family: (type) => type.split(".")[0] ?? type,
    special: (type) => type.includes(".metal"),
    traits: () => NO_TRAITS,
    whole: (type) => type,
  },
  gcp: {
    family: longestListedPrefix,
    special: (type) => type.endsWith("-metal"),
    traits: () => NO_TRAITS,
    whole: (type) => type,
  },
  azure: { family: azureSeries, special: isConstrained, traits: azureTraits, whole: wholeSize },
};

export function nameRules(cloud: string): NameRules {
  const rules = RULES[cloud];
  if (!rules) throw new Error(`no name rules for ${cloud}; known: ${Object.keys(RULES).join(", ")}`);
  return rules;
}

/** "e2-standard-2" is of family "e2", unless "e2-standard" is listed as a family of its own. */
function longestListedPrefix(type: string, listed: ReadonlySet<string>): string {
  const words = type.split("-");
  for (let length = words.length; length > 1; length--) {
    const prefix = words.slice(0, length).join("-");
    if (listed.has(prefix)) return prefix;
  }
  return words[0] ?? type;
}
