import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadCatalogue } from "./load.js";
import { editDistance } from "./suggest.js";
import { builtCatalogue, builtPath, temporaryFolder } from "./testing.js";

describe("loadCatalogue", () => {
  it("reads a path once", () => {
    assert.equal(loadCatalogue(builtPath("aws")), loadCatalogue(builtPath("aws")));
  });

  it("refuses another format", () => {
    const file = join(temporaryFolder(), "catalogue.json");
    writeFileSync(file, '{"format":99}');
    assert.throws(() => loadCatalogue(file), /format 99, this version of @isobar\/catalog reads format 2/);
  });
});

describe("regions", () => {
  it("has names, places and zones as far as known", () => {
    const region = builtCatalogue("gcp").region("europe-west4");
    assert.deepEqual(region?.zones, ["europe-west4-a", "europe-west4-b", "europe-west4-c"]);
    assert.equal(region?.country, "NL");
    const aws = builtCatalogue("aws").region("eu-central-1");
    assert.equal(aws?.zoneCount, 3);
    assert.equal(aws && "zones" in aws, false);
    assert.equal(builtCatalogue("azure").region("nowhere"), undefined);
  });

  it("suggests by spelling, punctuation, place and swapped letters", () => {
    assert.deepEqual(builtCatalogue("azure").suggestRegions("West Europe"), ["westeurope"]);
    assert.deepEqual(builtCatalogue("aws").suggestRegions("Frankfurt"), ["eu-central-1"]);
    assert.equal(builtCatalogue("gcp").suggestRegions("eurpoe-west4")[0], "europe-west4");
    assert.deepEqual(builtCatalogue("gcp").suggestRegions("completely else"), []);
    assert.equal(editDistance("kitten", "sitting"), 3);
    assert.equal(editDistance("ab", "ba"), 1);
  });
});

describe("offered", () => {
  it("tells offered, not offered and not known apart", () => {
    const gcp = builtCatalogue("gcp");
    assert.equal(gcp.offered("t2a-standard-1", "us-central1"), true);
    assert.equal(gcp.offered("t2a-standard-1", "europe-west3"), false);
    const aws = builtCatalogue("aws");
    assert.equal(aws.offered("cc2.8xlarge", "us-east-1"), false);
    assert.equal(aws.offered("m8a.large", "eu-west-3"), undefined, "its offers are known in part only");
    assert.equal(aws.offered("m5.large", "cn-north-1"), undefined);
    assert.equal(aws.offered("trn2.48xlarge", "us-east-1"), undefined, "seen in no region");
    assert.equal(aws.offered("z99.large", "us-east-1"), undefined);
    assert.equal(aws.offered("m5.large", "us-east-99"), undefined);
  });
});

describe("machineType", () => {
  it("knows which types are burstable", () => {
    const burstable = (cloud: string, type: string) => builtCatalogue(cloud).machineType(type)?.burstable;
    for (const type of ["t2.micro", "t3.large", "t3a.nano", "t4g.small"]) assert.equal(burstable("aws", type), true);
    for (const type of ["e2-micro", "e2-medium", "f1-micro", "g1-small"]) assert.equal(burstable("gcp", type), true);
    for (const type of ["Standard_B1s", "Standard_B2ats_v2", "Standard_B4pls_v2"]) {
      assert.equal(burstable("azure", type), true);
    }
    assert.equal(burstable("gcp", "e2-standard-2"), false);
    assert.equal(burstable("aws", "m7i.large"), false);
  });

  it("knows which disks a type takes", () => {
    const disks = (cloud: string, type: string) => builtCatalogue(cloud).machineType(type)?.diskTypes;
    assert.deepEqual(disks("gcp", "e2-standard-2"), ["pd-standard", "pd-balanced", "pd-ssd"]);
    for (const type of ["n4-standard-2", "c4-standard-2", "c4a-standard-1", "a3-ultragpu-8g", "a4-highgpu-8g"]) {
      assert.deepEqual(disks("gcp", type), ["hyperdisk-balanced"], type);
    }
    assert.deepEqual(disks("gcp", "c3-standard-4"), ["pd-balanced", "pd-ssd", "hyperdisk-balanced"]);
    assert.ok(disks("azure", "Standard_D2s_v5")?.includes("Premium_LRS"));
    assert.ok(disks("azure", "Standard_DS1_v2")?.includes("Premium_LRS"));
    assert.equal(disks("azure", "Standard_D2_v5")?.includes("Premium_LRS"), false);
    assert.equal(disks("aws", "m7i.large"), undefined);
  });

  it("knows which sizes need NVMe and generation 2 images", () => {
    const size = (type: string) => {
      const { diskControllers, bootModes, arch } = builtCatalogue("azure").machineType(type) ?? {};
      return { diskControllers, bootModes, arch };
    };
    const nvme = { diskControllers: ["nvme"], bootModes: ["uefi"] };
    assert.deepEqual(size("Standard_D2s_v6"), { ...nvme, arch: "amd64" });
    assert.deepEqual(size("Standard_E4as_v7"), { ...nvme, arch: "amd64" });
    assert.deepEqual(size("Standard_D2ps_v6"), { ...nvme, arch: "arm64" });
    assert.deepEqual(size("Standard_D2ps_v5"), { diskControllers: ["scsi"], bootModes: ["uefi"], arch: "arm64" });
    assert.deepEqual(size("Standard_D2s_v5"), {
      diskControllers: ["scsi"],
      bootModes: ["bios", "uefi"],
      arch: "amd64",
    });
    assert.deepEqual(size("Standard_E2bs_v5").diskControllers, ["scsi", "nvme"]);
    assert.deepEqual(size("Standard_D2_v3").bootModes, ["bios"]);
    assert.equal(size("Standard_NC24ads_A100_v4").bootModes, undefined);
  });
});

describe("images", () => {
  it("has the portable names for both architectures on every cloud", () => {
    for (const cloud of ["aws", "gcp", "azure"]) {
      for (const name of ["ubuntu-24.04", "ubuntu-22.04", "debian-13", "debian-12"]) {
        for (const arch of ["amd64", "arm64"] as const) {
          assert.ok(builtCatalogue(cloud).image(name, arch)?.identifier, `${cloud} ${name} ${arch}`);
        }
      }
      assert.equal(builtCatalogue(cloud).image("ubuntu-24.04-nvidia", "amd64")?.gpu, "nvidia");
    }
  });

  it("gives the identifier, its kind and owner", () => {
    const aws = builtCatalogue("aws").image("debian-12", "arm64");
    assert.equal(aws?.kind, "ssm-parameter");
    assert.equal(aws?.identifier, "/aws/service/debian/release/12/latest/arm64");
    assert.deepEqual(aws?.others, [
      { kind: "ami-name-filter", identifier: "debian-12-arm64-*", owner: "136693071363" },
    ]);
    assert.equal(builtCatalogue("gcp").image("ubuntu-24.04", "amd64")?.owner, "ubuntu-os-cloud");
    assert.deepEqual(
      builtCatalogue("azure").image("ubuntu-24.04", "amd64", "nvidia"),
      builtCatalogue("azure").image("ubuntu-24.04-nvidia", "amd64"),
    );
    assert.equal(builtCatalogue("aws").image("ubuntu-24.04", "amd64", "amd"), undefined);
  });

  it("lists each name once and no image of Kubernetes nodes", () => {
    for (const cloud of ["aws", "gcp", "azure"]) {
      const names = builtCatalogue(cloud).imageNames();
      assert.equal(new Set(names).size, names.length);
      assert.ok(!names.some((name) => name.includes("{")));
    }
  });
});

describe("GPUs", () => {
  it("gives the cloud's own names", () => {
    assert.deepEqual(builtCatalogue("gcp").gpu("T4")?.nativeNames, ["nvidia-tesla-t4"]);
    assert.deepEqual(builtCatalogue("aws").gpu("L4")?.nativeNames, ["NVIDIA L4"]);
    assert.deepEqual(builtCatalogue("azure").gpu("L4")?.nativeNames, []);
    assert.equal(builtCatalogue("azure").gpu("MI300X")?.model, "MI300X-192GB");
    assert.equal(builtCatalogue("aws").gpu("V100"), undefined, "16 or 32 GB");
  });

  it("tells regions, types, accelerators and zones", () => {
    const t4 = builtCatalogue("gcp")
      .gpuRegions("T4")
      .find(({ region }) => region === "europe-west4");
    assert.deepEqual(t4, {
      region: "europe-west4",
      types: [],
      accelerator: "nvidia-tesla-t4",
      zones: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
    });
    const l4 = builtCatalogue("aws")
      .gpuRegions("L4")
      .find(({ region }) => region === "us-east-1");
    assert.ok(l4?.types.includes("g6.xlarge"));
    assert.deepEqual(builtCatalogue("aws").gpuRegions("MI300X"), []);
  });
});

describe("queries", () => {
  it("name no cloud in their code", () => {
    const files = readdirSync(__dirname).filter((name) => /^(?!build|testing)[a-z-]+\.js$/.test(name));
    assert.ok(files.includes("catalogue.js") && files.includes("choose.js"));
    for (const file of files) {
      const code = readFileSync(join(__dirname, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
      assert.doesNotMatch(code, /\b(aws|gcp|azure|amazon|google)\b/i, file);
    }
  });
});
