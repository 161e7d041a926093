/** Folder of the links to data disks by their logical unit number ("Azure virtual machine utilities"). */
const LINKS = "/dev/disk/azure/data/by-lun";

/**
 * Makes those links where the image's own rules don't: azure-vm-utils is in Ubuntu's images, but not in Debian's, and the
 * links of the agent that Debian has ("scsi1/lun0") don't exist for NVMe. Data disks hang on the SCSI controllers with
 * these instance ids, or are NVMe namespaces from 2 on, where 1 is the boot disk ("Azure virtual machine utilities").
 */
export const MAKE_LINKS = `udevadm settle
for disk in /sys/block/sd* /sys/block/nvme*n*; do
  lun=
  device=$(readlink -f "$disk/device")
  case "$device" in
    */f8b3781[bcd]-1e82-4818-a1c3-63d806ec15bb/*) lun=\${device##*:} ;;
  esac
  grep -qs '^MSFT NVMe Accelerator' "$disk/device/model" && lun=$(($(cat "$disk/nsid") - 2))
  [ "\${lun:--1}" -ge 0 ] || continue
  mkdir -p ${LINKS}
  [ -e "${LINKS}/$lun" ] || ln -s "/dev/\${disk##*/}" "${LINKS}/$lun"
done
`;

/** The path of a data disk on the machine, whichever controller its size has. */
export function linkOf(lun: number): string {
  return `${LINKS}/${lun}`;
}

/** Has the first boot make the links before it uses one. It goes by the script that was kept, not by today's disks. */
export function withLinks(script: string): string {
  return script.includes(`'${LINKS}/`) ? script.replace("\n", `\n${MAKE_LINKS}`) : script;
}
