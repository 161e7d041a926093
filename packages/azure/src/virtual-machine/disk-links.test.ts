import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkOf, MAKE_LINKS, withLinks } from "./disk-links";

const BUS = "devices/LNXSYSTM:00/VMBUS:00";
const MODEL = "MSFT NVMe Accelerator v1.0              \n";

/** Runs the commands on a machine whose files lie below a folder, and gives the links that they made. */
function linksOn(prepare: (root: string) => void): Record<string, string> {
  const root = mkdtempSync(join(tmpdir(), "isobar-links-"));
  try {
    mkdirSync(join(root, "sys/block"), { recursive: true });
    prepare(root);
    const script = MAKE_LINKS.replaceAll("/sys/", `${root}/sys/`).replaceAll("/dev/", `${root}/dev/`);
    execFileSync("sh", ["-c", `udevadm() { :; }\n${script}`]);
    const folder = join(root, dirname(linkOf(0)));
    return Object.fromEntries(
      readdirSync(folder).map((lun) => [lun, readlinkSync(join(folder, lun)).replace(root, "")]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

function scsi(root: string, disk: string, controller: string, address: string): void {
  const device = join(root, "sys", BUS, `${controller}-1e82-4818-a1c3-63d806ec15bb/host0/target0:0:0`, address);
  mkdirSync(device, { recursive: true });
  mkdirSync(join(root, "sys/block", disk));
  symlinkSync(device, join(root, "sys/block", disk, "device"));
}

function nvme(root: string, namespace: number, model = MODEL): void {
  const block = join(root, "sys/block", `nvme0n${namespace}`);
  mkdirSync(join(block, "device"), { recursive: true });
  writeFileSync(join(block, "device/model"), model);
  writeFileSync(join(block, "nsid"), `${namespace}\n`);
}

describe("links to data disks", () => {
  it("are made by SCSI address, for data disks only", () => {
    const links = linksOn((root) => {
      scsi(root, "sda", "f8b3781a", "0:0:0:0");
      scsi(root, "sdb", "f8b3781a", "0:0:0:1");
      scsi(root, "sdd", "f8b3781b", "1:0:0:0");
      scsi(root, "sdc", "f8b3781b", "1:0:0:13");
    });
    assert.deepEqual(links, { 0: "/dev/sdd", 13: "/dev/sdc" });
  });

  it("are made by NVMe namespace, not for the boot disk and local disks", () => {
    const links = linksOn((root) => {
      for (const namespace of [1, 2, 5]) nvme(root, namespace);
      nvme(root, 7, "Microsoft NVMe Direct Disk v2\n");
    });
    assert.deepEqual(links, { 0: "/dev/nvme0n2", 3: "/dev/nvme0n5" });
  });

  it("are left as the image made them", () => {
    const links = linksOn((root) => {
      nvme(root, 2);
      const link = join(root, linkOf(0));
      mkdirSync(dirname(link), { recursive: true });
      mkdirSync(join(root, "dev/theirs"));
      symlinkSync(join(root, "dev/theirs"), link);
    });
    assert.deepEqual(links, { 0: "/dev/theirs" });
  });

  it("are made only by scripts that use them", () => {
    const script = `#!/bin/sh\nisobar_mount '${linkOf(3)}' '/data'\n`;
    assert.equal(withLinks(script), `#!/bin/sh\n${MAKE_LINKS}isobar_mount '${linkOf(3)}' '/data'\n`);
    assert.equal(withLinks("#!/bin/sh\necho\n"), "#!/bin/sh\necho\n");
  });
});
