import assert from "node:assert/strict";
import { distanceKm } from "./nearest.js";
import { builtCatalogue, CLOUDS } from "./testing.js";

function power(cloud: string, type: string) {
  const machine = builtCatalogue(cloud).machineType(type);
  assert.ok(machine, type);
  return builtCatalogue(cloud).carbon.powerOf(machine);
}

describe("carbon", () => {
  it("has the coefficients that Cloud Carbon Footprint publishes", () => {
    // Cloud Carbon Footprint, "Methodology", appendix: storage, networking, memory and PUE.
    const published = {
      ssdWhPerTbHour: 1.2,
      hddWhPerTbHour: 0.65,
      networkKwhPerGb: 0.001,
      memoryKwhPerGibHour: 0.000392,
    };
    const pue: Record<string, number> = { aws: 1.135, gcp: 1.1, azure: 1.185 };
    for (const cloud of CLOUDS) {
      const { coefficients } = builtCatalogue(cloud).carbon;
      for (const [name, value] of Object.entries(published)) {
        assert.equal(coefficients[name as keyof typeof published], value, `${cloud} ${name}`);
      }
      assert.equal(coefficients.pue, pue[cloud]);
      assert.equal(coefficients.serverLifetimeHours, 4 * 8760);
      assert.equal(coefficients.cpuUtilisation, 0.5);
    }
  });

  it("has Cloud Carbon Footprint's replication factors", () => {
    const { carbon } = builtCatalogue("aws");
    assert.equal(carbon.replicationOf("s3"), 6);
    assert.equal(carbon.replicationOf("ec2_ebs_volume"), 2);
    assert.equal(builtCatalogue("azure").carbon.replicationOf("storage_lrs"), 3);
    assert.equal(builtCatalogue("gcp").carbon.replicationOf("cloud_storage_single_region"), 2);
    assert.equal(carbon.replicationOf("none"), undefined);
  });

  it("knows processors by the type, by the family, and says when it takes another's figure", () => {
    const graviton = power("aws", "m6g.large");
    assert.deepEqual([graviton?.wattsPerVcpuIdle, graviton?.wattsPerVcpuFull], [0.4743, 1.693]);
    assert.deepEqual(graviton?.basis, { kind: "exact", date: "2026-04" });
    assert.equal(power("azure", "Standard_D2s_v5")?.processor, "ice_lake");
    assert.equal(power("azure", "Standard_D2s_v5")?.basis.kind, "derived");
    assert.equal(power("azure", "Standard_D2ps_v6")?.basis.kind, "estimate");
    assert.equal(power("azure", "Standard_D2as_v5")?.processor, "epyc_3rd_gen");
    assert.equal(power("gcp", "c4a-standard-1")?.processor, "graviton3?");
    assert.equal(power("gcp", "n2d-standard-2")?.processor, "epyc_2nd_gen");
  });

  it("never uses the coefficient that its publisher marks as an outlier", () => {
    const epyc5 = power("aws", "m8a.large");
    assert.equal(epyc5?.processor, "epyc_4th_gen?");
    assert.ok((epyc5?.wattsPerVcpuFull ?? 9) < 3);
  });

  it("has sane power and embodied emissions for every type", () => {
    for (const cloud of CLOUDS) {
      const { candidates, carbon } = builtCatalogue(cloud);
      for (const { machine } of candidates) {
        const watts = carbon.powerOf(machine);
        assert.ok(watts, machine.type);
        assert.ok(watts.wattsPerVcpuIdle > 0.2 && watts.wattsPerVcpuIdle < watts.wattsPerVcpuFull, machine.type);
        assert.ok(watts.wattsPerVcpuFull < 10, machine.type);
        assert.equal(machine.gpu !== undefined, (watts.gpuWattsFull ?? watts.gpuUnknown) !== undefined, machine.type);
        const embodied = carbon.embodiedOf(machine.type);
        assert.ok(embodied, machine.type);
        const perVcpu = embodied.kgco2e / machine.vcpus;
        assert.ok(perVcpu > 1 && perVcpu < 400, `${machine.type} ${perVcpu}`);
        assert.ok(Math.abs(embodied.gco2ePerHour * 35_040 - embodied.kgco2e * 1000) < 1e-6 * embodied.kgco2e * 1000);
      }
    }
  });

  it("gives a size with fewer vCPUs the share of its whole machine", () => {
    const { carbon } = builtCatalogue("azure");
    const whole = carbon.embodiedOf("Standard_E64as_v4");
    const constrained = carbon.embodiedOf("Standard_E64-16as_v4");
    assert.equal(constrained?.kgco2e, whole?.kgco2e);
    assert.deepEqual([whole?.basis.kind, constrained?.basis.kind], ["exact", "derived"]);
  });

  it("counts GPUs, own and attached", () => {
    const a100 = power("gcp", "a2-highgpu-2g");
    const one = builtCatalogue("gcp").carbon.gpuPower("A100-40GB");
    assert.equal(a100?.gpuWattsFull, 2 * (one?.wattsFull ?? 0));
    const host = builtCatalogue("gcp").machineType("n1-standard-4");
    assert.ok(host);
    const attached = builtCatalogue("gcp").carbon.powerOf(host, { model: "T4", count: 4 });
    assert.ok((attached?.gpuWattsFull ?? 0) > 4 * 70);
    assert.equal(power("azure", "Standard_ND96is_MI300X_v5")?.gpuUnknown, "MI300X-192GB");
    assert.equal(builtCatalogue("gcp").carbon.gpuPower("none"), undefined);
  });

  it("knows the grids, whose figure stands for which, and holes", () => {
    const sweden = builtCatalogue("aws").carbon.gridOf("eu-north-1");
    assert.ok(sweden && sweden.gco2ePerKwh < 60);
    const borrowed = builtCatalogue("aws").carbon.gridOf("ap-east-2");
    assert.equal(borrowed?.basis.kind, "estimate");
    assert.match(borrowed?.basis.note ?? "", /azure\/taiwannorth/);
    assert.equal(builtCatalogue("aws").carbon.gridOf("ap-southeast-5"), undefined);
    assert.equal(builtCatalogue("aws").carbon.gridOf("nowhere"), undefined);
    assert.equal(builtCatalogue("gcp").carbon.gridOf("europe-west4")?.carbonFree?.match, "hourly");
    assert.equal(builtCatalogue("aws").carbon.gridOf("ap-south-1")?.carbonFree?.match, "annual");
    for (const cloud of CLOUDS) {
      for (const { name } of builtCatalogue(cloud).regions) {
        const grid = builtCatalogue(cloud).carbon.gridOf(name);
        if (grid) assert.ok(grid.gco2ePerKwh > 0 && grid.gco2ePerKwh < 1000, name);
        const pue = builtCatalogue(cloud).carbon.pueOf(name)?.pue ?? 0;
        assert.ok(pue > 1 && pue < 2, name);
      }
    }
  });
});

describe("regions: places", () => {
  it("have jurisdictions by their country, and coordinates", () => {
    const region = (cloud: string, name: string) => builtCatalogue(cloud).region(name);
    assert.deepEqual(region("aws", "eu-central-1")?.jurisdictions, ["EEA", "EU", "DE"]);
    assert.deepEqual(region("gcp", "europe-west6")?.jurisdictions, ["EFTA", "CH"]);
    assert.deepEqual(region("azure", "norwayeast")?.jurisdictions, ["EEA", "EFTA", "NO"]);
    assert.deepEqual(region("gcp", "europe-west2")?.jurisdictions, ["GB"]);
    assert.deepEqual(region("azure", "centraluseuap")?.jurisdictions, []);
    assert.equal(region("aws", "eu-central-1")?.countryName, "Germany");
    const [frankfurt, dublin] = [region("aws", "eu-central-1"), region("aws", "eu-west-1")];
    assert.ok(frankfurt && dublin);
    assert.ok(Math.abs(distanceKm(frankfurt, dublin) - 1090) < 50);
  });
});
