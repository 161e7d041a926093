import assert from "node:assert/strict";
import { backend } from "../index";
import { bootDiskType, canMigrate, isCustom, seriesOf } from "./machine-type";

const catalogue = backend.catalogue();

describe("machine types of GCP", () => {
  for (const [type, hdd, balanced, ssd] of [
    ["e2-standard-2", "pd-standard", "pd-balanced", "pd-ssd"],
    ["n2-custom-4-8192", "pd-standard", "pd-balanced", "pd-ssd"],
    ["custom-2-4096", "pd-standard", "pd-balanced", "pd-ssd"],
    ["c3-standard-4", "pd-balanced", "pd-balanced", "pd-ssd"],
    ["c4-standard-2", "hyperdisk-balanced", "hyperdisk-balanced", "hyperdisk-balanced"],
    ["n4-custom-4-8192", "hyperdisk-balanced", "hyperdisk-balanced", "hyperdisk-balanced"],
    ["c3-standard-192-metal", "hyperdisk-balanced", "hyperdisk-balanced", "hyperdisk-balanced"],
    ["h3-standard-88", "pd-balanced", "pd-balanced", "hyperdisk-balanced"],
    ["z9-future-2", "pd-standard", "pd-balanced", "pd-ssd"],
  ] as const) {
    it(`boot ${type} from disks that it takes`, () => {
      const found = (["hdd", "balanced", "ssd"] as const).map((wish) => bootDiskType(catalogue, type, wish));
      assert.deepEqual(found, [hdd, balanced, ssd]);
    });
  }

  it("boot every known machine from a disk that it takes", () => {
    for (const { machine } of catalogue.candidates) {
      for (const wish of ["hdd", "balanced", "ssd"] as const) {
        const disk = bootDiskType(catalogue, machine.type, wish);
        assert.ok(!machine.diskTypes || machine.diskTypes.includes(disk), `${machine.type} takes no ${disk}`);
      }
    }
  });

  for (const [type, possible] of [
    ["e2-standard-2", true],
    ["n2-custom-4-8192", true],
    ["c3-standard-192-metal", false],
    ["a2-highgpu-1g", false],
    ["g2-standard-4", false],
    ["g1-small", true],
    ["z3-highmem-88", false],
    ["h4d-standard-192", false],
    ["a4x-highgpu-4g", false],
  ] as const) {
    it(`${possible ? "move" : "stop"} ${type} when its host is maintained`, () => {
      assert.equal(canMigrate(catalogue, type), possible);
    });
  }

  it("have a series, also the custom ones", () => {
    assert.deepEqual(["n2-custom-4-8192", "custom-2-4096", "e2-micro"].map(seriesOf), ["n2", "n1", "e2"]);
    assert.deepEqual(["n2-custom-4-8192", "custom-2-4096", "e2-micro"].map(isCustom), [true, true, false]);
  });
});
