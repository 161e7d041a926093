import type { VirtualMachineDriver } from "@isobar/core/driver";
import { checkMachine } from "./check";
import { pickZone, resolveImage } from "./choices";
import { DATA_DISKS, devicesOf, makeDataDisks } from "./data-disks";
import { MAX_BOOT_DISK_GIB, MIN_BOOT_DISK_GIB } from "./disk";
import { makeRole, principalOf } from "./identity";
import { createMachine } from "./machine";
import { CHILDREN } from "./overrides";
import { SPOT } from "./spot";
import { createUser, REFUSED_USERS } from "./user";

export type { AwsVirtualMachineNatives, AwsVirtualMachineOverrides } from "./overrides";

/**
 * A machine without an open SSH port is reached through Session Manager, whose agent comes with the images of Ubuntu and
 * Amazon Linux, but not with those of Debian.
 */
export const driver: VirtualMachineDriver = {
  children: CHILDREN,
  features: {
    dataDisks: DATA_DISKS,
    gpu: true,
    spot: SPOT,
    ready: false,
    expires: false,
    // "Simplified automatic recovery": a machine is started again on another host, never moved while it runs.
    maintenance: ["restart"],
    // "Run commands when you launch an EC2 instance with user data input": raw, before base64.
    firstBootBytes: 16_384,
    bootDiskGib: { min: MIN_BOOT_DISK_GIB, max: MAX_BOOT_DISK_GIB },
    refusedUsers: REFUSED_USERS,
  },
  check: checkMachine,
  resolveImage,
  pickZone,
  createUser,
  start(scope, early) {
    const role = makeRole(scope);
    const disks = makeDataDisks(scope, early);
    return {
      principal: principalOf(role),
      devices: devicesOf(disks),
      create: (spec) => createMachine(scope, { role, disks }, spec),
    };
  },
};
