import type { Traits } from "./rules.js";

interface SizeName {
  /** "D", "NC", "DS". */
  readonly family: string;
  readonly constrained: boolean;
  /** Lower-case feature letters: "ads". */
  readonly features: string;
  /** "_T4", "_A100", "_1"; empty when there is none. */
  readonly extra: string;
  /** 1 when the name has no version. */
  readonly version: number;
  readonly promo: string;
}

// Azure documentation, "Azure VM sizes naming conventions".
const SIZE = /^Standard_([A-Z]+)\d+(-\d+)?([a-z]*)((?:_[A-Za-z0-9]+)*?)(?:_v(\d+))?(_Promo)?$/;

function parse(type: string): SizeName {
  const match = SIZE.exec(type);
  if (!match) throw new Error(`not the name of an Azure size: ${type}`);
  const [, family = "", constrained, features = "", extra = "", version, promo = ""] = match;
  return { family, constrained: constrained !== undefined, features, extra, version: Number(version ?? 1), promo };
}

/** The series of a size as the documentation calls it: Standard_D2ls_v5 is "Dlsv5". */
export function azureSeries(type: string): string {
  const { family, features, extra, version, promo } = parse(type);
  return `${family}${features}${extra}${version > 1 ? `v${version}` : ""}${promo}`;
}

/** Sizes with fewer vCPUs than their series gives: "Constrained vCPU sizes". */
export function isConstrained(type: string): boolean {
  return parse(type).constrained;
}

/** "Constrained vCPU sizes": Standard_E64-16as_v4 is Standard_E64as_v4 with fewer vCPUs. */
export function wholeSize(type: string): string {
  return type.replace(/^(Standard_[A-Z]+\d+)-\d+/, "$1");
}

export function azureTraits(type: string): Traits {
  const name = parse(type);
  const controllers = diskControllers(name);
  const modes = bootModes(name);
  return {
    diskTypes: [...(premiumStorage(name) ? ["Premium_LRS"] : []), "StandardSSD_LRS", "Standard_LRS"],
    ...(controllers && { diskControllers: controllers }),
    ...(modes && { bootModes: modes }),
  };
}

/** "Azure VM sizes naming conventions": s is Premium Storage capable; the oldest series write it as DS and GS. */
function premiumStorage({ family, features }: SizeName): boolean {
  return features.includes("s") || family === "DS" || family === "GS";
}

/**
 * "NVMe overview": version 6 and newer take NVMe only, Ebsv5 and Ebdsv5 take both, older series of the D, E, F and B
 * families take SCSI only. Other families are not known.
 */
function diskControllers({ family, features, version }: SizeName): string[] | undefined {
  if (version >= 6) return ["nvme"];
  if (!/^(DS?|E|F|B|A)$/.test(family)) return undefined;
  return version === 5 && features.includes("b") ? ["scsi", "nvme"] : ["scsi"];
}

/**
 * "Support for generation 2 VMs on Azure": generation 1 boots by BIOS, generation 2 by UEFI. Series without Premium
 * Storage up to version 3 have generation 1 only; Arm, confidential, Mv2 and Mv3 series and version 6 and newer have
 * generation 2 only. GPU and HPC series follow no rule that could be read from a name.
 */
function bootModes(name: SizeName): string[] | undefined {
  const { family, features, version } = name;
  if (version >= 6 || features.includes("p") || /^(DC|EC)$/.test(family)) return ["uefi"];
  if (family === "M") return version >= 2 ? ["uefi"] : ["bios", "uefi"];
  if (/^[NH]/.test(family)) return undefined;
  if (!premiumStorage(name) && version <= 3) return ["bios"];
  return ["bios", "uefi"];
}
