import type { CheckedSpec, Plan } from "@isobar/core/driver";
import { refuseUnwatched } from "./readiness";
import { refuseSpot } from "./spot";

/** Where cloud-init mounts the temporary disk that many sizes have ("Mounts" in its documentation: ephemeral0). */
const TEMPORARY = "/mnt";

/** Refuses what depends on the size or the images. */
export function check(plan: Plan, spec: CheckedSpec): void {
  refuseSpot(plan, spec);
  refuseUnwatched(plan, spec);
  for (const { key, mountPath } of spec.dataDisks) {
    if (mountPath !== TEMPORARY) continue;
    throw plan.refusal(`dataDisks.${key}.mountPath`, "Azure's images mount the machine's temporary disk there", {
      given: mountPath,
      fix: `choose another folder, also one below it: "${TEMPORARY}/${key}"`,
    });
  }
  refuseUnfitSize(plan, spec);
}

/** Only sizes with an "s" in their name take Premium disks ("Azure VM sizes naming conventions"). */
function refuseUnfitSize(plan: Plan, { type, dataDisks }: CheckedSpec): void {
  const known = plan.target.backend.catalogue().machineType(type)?.diskTypes;
  const fast = dataDisks.find((disk) => disk.class !== "hdd");
  if (!fast || !known || known.includes("Premium_LRS")) return;
  throw plan.refusal(`dataDisks.${fast.key}.class`, `${type} takes no premium SSD`, {
    given: fast.class,
    allowed: '"hdd"',
    fix: 'or choose a size with an "s" after its numbers, such as "Standard_D2s_v5"',
  });
}
