import type { VirtualMachineDriver } from "@isobar/core/driver";
import { MAX_USER_DATA } from "./agent";
import { checkMachine } from "./check";
import { pickZone, resolveImage } from "./choices";
import { DATA_DISKS, devicesOf, makeDataDisks } from "./data-disks";
import { MAX_BOOT_DISK_GIB, MIN_BOOT_DISK_GIB } from "./disk";
import { EXPIRES } from "./expiry";
import { makeRole, principalOf } from "./identity";
import { createMachine } from "./machine";
import { CHILDREN } from "./overrides";
import { makeReadyReport } from "./ready";
import { reportReady } from "./report";
import { SPOT } from "./spot";
import { createUser, REFUSED_USERS } from "./user";

export type { AwsVirtualMachineNatives, AwsVirtualMachineOverrides } from "./overrides";

/** A machine without an open SSH port is reached through Session Manager. */
export const driver: VirtualMachineDriver = {
  children: CHILDREN,
  features: {
    dataDisks: DATA_DISKS,
    gpu: true,
    spot: SPOT,
    protocols: ["tcp", "udp", "icmp", "all"],
    egress: true,
    ready: true,
    expires: EXPIRES,
    // "Simplified automatic recovery": a machine is started again on another host, never moved while it runs.
    maintenance: ["restart"],
    firstBootBytes: MAX_USER_DATA,
    bootDiskGib: { min: MIN_BOOT_DISK_GIB, max: MAX_BOOT_DISK_GIB },
    refusedUsers: REFUSED_USERS,
  },
  check: checkMachine,
  resolveImage,
  pickZone,
  createUser,
  reportReady,
  start(scope, early) {
    const role = makeRole(scope);
    const disks = makeDataDisks(scope, early);
    const report = early.ready ? makeReadyReport(scope, role) : undefined;
    return {
      principal: principalOf(role),
      devices: devicesOf(disks),
      ...(report ? { readyAt: report.place } : {}),
      create: (spec) => createMachine(scope, { role, disks, report }, spec),
    };
  },
};
