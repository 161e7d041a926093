import assert from "node:assert/strict";
import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { provider } from "./index";

const GROUP = `/subscriptions/${provider.account}/resourceGroups/g`;
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const LINUX = { linuxConfiguration: { ssh: { publicKeys: [{}] } } };

interface Existing {
  readonly type: string;
  readonly id: string;
  readonly inputs: Props;
}

function model(token: string): Model {
  const found = provider.models.find(({ type }) => type === `azure-native:${token}`);
  assert.ok(found, token);
  return found;
}

/** A world with a group and these resources, seen at an update of one whose outputs were `previous`. */
function world(previous: Props, resources: readonly Existing[]): ResourceWorld {
  const all = [{ type: "resources:ResourceGroup", id: GROUP, inputs: {} }, ...resources];
  const list = (type: string) =>
    all.filter((r) => `azure-native:${r.type}` === type).map((r) => ({ urn: "", outputs: {}, ...r }));
  return {
    config: {},
    account: provider.account,
    region: "westeurope",
    name: "x",
    previous,
    list,
    find: (type, id) => list(type).find((r) => r.id === id),
    deleted: () => [],
    now: () => new Date(0),
    hex: (digits) => "0".repeat(digits),
    uuid: () => "u",
    keep: (_, make) => make(),
  };
}

const disk = (name: string, inputs: Props = {}): Existing => ({
  type: "compute:Disk",
  id: `${COMPUTE}/disks/${name}`,
  inputs: { diskName: name, zones: ["1"], ...inputs },
});

const attach = (...at: [lun: number, name: string][]) => ({
  dataDisks: at.map(([lun, name]) => ({ lun, managedDisk: { id: `${COMPUTE}/disks/${name}` } })),
});

const machine = (name: string, inputs: Props): Existing => ({
  type: "compute:VirtualMachine",
  id: `${COMPUTE}/virtualMachines/${name}`,
  inputs,
});

function refusal(type: string, inputs: Props, resources: readonly Existing[], previous: Props = {}): string {
  return model(type).refuse?.({ resourceGroupName: "g", ...inputs }, world(previous, resources)) ?? "";
}

describe("attached disks of the simulated Azure", () => {
  const vm = { vmName: "web", osProfile: LINUX, zones: ["1"] };
  const refused = (inputs: Props, resources: readonly Existing[], previous?: Props) =>
    refusal("compute:VirtualMachine", { ...vm, ...inputs }, resources, previous);

  it("are in the machine's zone and nobody else's", () => {
    const one = attach([0, "data"]);
    assert.equal(refused({ storageProfile: one }, [disk("data")]), "");
    assert.match(refused({ storageProfile: one }, []), /InvalidResourceReference/);
    const elsewhere = [disk("data", { zones: ["2"] })];
    assert.match(refused({ storageProfile: one }, elsewhere), /not in the same zone.*VM zone: '1'. Disk zone: '2'/);
    const others = [disk("data"), machine("other", { storageProfile: one })];
    assert.match(refused({ storageProfile: one }, others), /already owned by VM '.*\/other'/);
    const own = [disk("data"), machine("web", { storageProfile: one })];
    assert.equal(refused({ storageProfile: one }, own), "");
  });

  it("have a unit number of their own, which no other disk takes over at once", () => {
    const disks = [disk("a"), disk("b")];
    assert.match(refused({ storageProfile: attach([1, "a"], [1, "b"]) }, disks), /LUN 1 already exists/);
    assert.match(refused({ storageProfile: attach([64, "a"]) }, disks), /'64' must be between '0' and '63'/);
    const before = { ...vm, storageProfile: attach([0, "a"]) };
    assert.match(refused({ storageProfile: attach([0, "b"]) }, disks, before), /'dataDisk\.managedDisk\.id'/);
    assert.equal(refused({ storageProfile: attach([1, "b"]) }, disks, before), "");
  });

  it("grow while attached up to 4,095 GiB, never shrink, and keep their kind", () => {
    const was = { diskName: "data", diskSizeGB: 100, sku: { name: "Premium_LRS" }, zones: ["1"] };
    const used = [disk("data"), machine("web", { storageProfile: attach([0, "data"]) })];
    const change = (inputs: Props, resources = used) => refusal("compute:Disk", { ...was, ...inputs }, resources, was);
    assert.equal(change({ diskSizeGB: 4095 }), "");
    assert.match(change({ diskSizeGB: 99 }), /reducing the size/);
    assert.match(change({ diskSizeGB: 5000 }), /beyond 4095 GiB when attached/);
    assert.equal(change({ diskSizeGB: 5000 }, [disk("data")]), "");
    assert.match(change({ sku: { name: "Standard_LRS" } }), /while it is attached to running VM/);
    assert.equal(change({ sku: { name: "Standard_LRS" } }, [disk("data")]), "");
    assert.match(change({ zones: ["2"] }), /PropertyChangeNotAllowed.*'zones'/);
    assert.match(refusal("compute:Disk", { ...was, diskName: "a.b" }, []), /InvalidParameter.*disk\.name/);
  });

  it("are not deleted", () => {
    const used = machine("web", { storageProfile: attach([0, "data"]) });
    const deletion = (resources: readonly Existing[]) =>
      model("compute:Disk").refuseDelete?.({ urn: "", outputs: {}, ...disk("data") }, world({}, resources));
    assert.match(deletion([used]) ?? "", /in use by .*\/web/);
    assert.equal(deletion([]), undefined);
  });
});

describe("spot machines of the simulated Azure", () => {
  const vm = { vmName: "web", osProfile: LINUX, hardwareProfile: { vmSize: "Standard_D2ls_v5" } };
  const spot = { priority: "Spot", evictionPolicy: "Deallocate", billingProfile: { maxPrice: -1 } };
  const refused = (inputs: Props, previous?: Props) =>
    refusal("compute:VirtualMachine", { ...vm, ...inputs }, [], previous);

  it("are refused for burstable sizes, and half said", () => {
    assert.equal(refused(spot), "");
    assert.match(refused({ ...spot, hardwareProfile: { vmSize: "Standard_B2s" } }), /'Standard_B2s' cannot be used/);
    assert.match(refused({ evictionPolicy: "Delete" }), /evictionPolicy can be set only on Azure Spot/);
  });

  it("stay what they are", () => {
    assert.match(refused(spot, vm), /PropertyChangeNotAllowed/);
    assert.match(refused({ ...spot, billingProfile: { maxPrice: 1 } }, { ...vm, ...spot }), /'billingProfile'/);
  });
});
