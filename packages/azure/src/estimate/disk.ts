import { type Consumer, Reading } from "@isobar/core/driver";

/** "Azure managed disk types": locally redundant ones that any machine takes. */
export function cheaperThan(type: string): string[] {
  if (type === "Premium_LRS") return ["StandardSSD_LRS", "Standard_LRS"];
  return type === "StandardSSD_LRS" ? ["Standard_LRS"] : [];
}

/** What a disk is made of: "Azure managed disk types". */
export function made(type: string): { readonly medium?: "hdd"; readonly replication: string } {
  return { ...(type === "Standard_LRS" ? { medium: "hdd" as const } : {}), replication: "storage_disks" };
}

export const disk: Consumer = {
  inputs: ["sku.name", "diskSizeGB"],
  consume(inputs) {
    const args = new Reading(inputs);
    const [type, sizeGib] = [args.in("sku").text("name"), args.number("diskSizeGB")];
    if (sizeGib === undefined) return [{ kind: "unknown", why: "a disk whose size is that of what it is made of" }];
    const kind = type ?? "Standard_LRS";
    const assumed = type === undefined ? { assumed: [`a disk of ${kind}`] } : {};
    return [{ kind: "disk", class: kind, sizeGib, ...made(kind), cheaper: cheaperThan(kind), ...assumed }];
  },
};
