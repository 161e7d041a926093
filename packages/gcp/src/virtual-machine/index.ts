import type { VirtualMachineDriver } from "@isobar/core/driver";
import { checkDataDisks, MAX_DATA_DISKS } from "./check-data-disks";
import { resolveImage } from "./image";
import { refuseTooManyPeers } from "./ingress";
import { startMachine } from "./machine";
import { reportReady } from "./readiness";
import { pickZone } from "./zone";

/** VM instances of Compute Engine, each with a service account of its own. */
export const driver: VirtualMachineDriver = {
  children: [
    ...["serviceAccount", "address", "ingress", "iapIngress", "egress", "egressDenial", "instance"],
    ...["dataDisk", "diskAttachment", "snapshotSchedule", "scheduleAttachment"],
    ...["expiryAccount", "expiryGrant", "expiryJob"],
  ],
  features: {
    dataDisks: {
      maxCount: MAX_DATA_DISKS,
      // "About Persistent Disk" and "About Hyperdisk": what both have.
      sizeGib: { min: 10, max: 65_536 },
      onDelete: ["retain", "delete"],
      snapshots: true,
    },
    gpu: true,
    // "Spot VMs": Google sets the price, and takes no bids.
    spot: { maxPrice: false, onInterruption: ["stop", "delete"] },
    protocols: ["tcp", "udp", "icmp", "all"],
    egress: true,
    ready: true,
    // "Cron job format and time zone": a schedule has no year, so that the same day of the next one is too far.
    expires: { maxDays: 364 },
    maintenance: ["migrate", "restart"],
    // "About VM metadata": the most bytes of one value.
    firstBootBytes: 262_144,
    // "About Persistent Disk" and "About Hyperdisk": 10 GiB is the smallest disk that both have.
    bootDiskGib: { min: 10, max: 65_536 },
    // The images have these users or groups already, or let nobody log in as them.
    refusedUsers: [
      ...["root", "daemon", "bin", "sys", "adm", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy"],
      ...["www-data", "backup", "list", "irc", "nobody", "sudo", "docker", "lxd", "google-sudoers"],
      ...["operator", "staff", "users", "audio", "video", "disk", "sshd", "syslog", "messagebus", "systemd-network"],
    ],
  },
  check(plan, spec) {
    for (const rule of spec.ingress) refuseTooManyPeers(plan, rule);
    checkDataDisks(plan, spec);
  },
  resolveImage,
  pickZone,
  reportReady,
  start: startMachine,
};
