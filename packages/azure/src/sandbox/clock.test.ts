import assert from "node:assert/strict";
import type { Props, StoredResource } from "@isobar/sandbox";
import { Landscape, role } from "./landscape.test";

const HOUR = 3_600_000;
const AT = "2026-01-02T00:00:00Z";
const POWER_OFF = "40c5ff49-9181-41f8-ae61-143b0e78555e";
const CONTRIBUTOR = "9980e02c-c2be-4d73-94e8-173b1dc7cf3c";

interface Ending {
  readonly method?: string;
  readonly path?: string;
  /** The role of the workflow's identity; null for none. */
  readonly role?: string | null;
  /** What the role is on: the machine by default. */
  on?(land: Landscape): string;
  readonly workflow?: Props;
  readonly start?: string;
}

/** A landscape with a machine that a workflow ends at its time, as those of Isobar are. */
function ending({
  method = "POST",
  path = "/deallocate",
  role: of = POWER_OFF,
  on,
  workflow,
  start = AT,
}: Ending = {}) {
  const land = new Landscape();
  const machine = land.make("compute:VirtualMachine", {}, "web");
  if (of !== null) {
    land.make("authorization:RoleAssignment", {
      scope: on?.(land) ?? machine.id,
      principalId: land.identity.outputs.principalId,
      roleDefinitionId: role(of),
    });
  }
  const uri = `https://management.azure.com${machine.id}${path}?api-version=2023-09-01`;
  const until = new Date(Date.parse(start) + HOUR).toISOString();
  const made = land.make("logic:Workflow", {
    definition: {
      triggers: {
        expiry: {
          type: "SlidingWindow",
          recurrence: { frequency: "Hour", interval: 12_000, startTime: start },
          conditions: [{ expression: `@less(ticks(utcNow()), ticks('${until}'))` }],
        },
      },
      actions: {
        end: {
          type: "Http",
          inputs: { method, uri, authentication: { type: "ManagedServiceIdentity", identity: land.identity.id } },
        },
      },
    },
    ...workflow,
  });
  return { land, machine, made };
}

function power(land: Landscape, machine: StoredResource): string {
  if (!land.cloud.has(machine)) return "gone";
  return JSON.stringify(land.cloud.get(machine).outputs.instanceView).includes("PowerState/running") ? "on" : "off";
}

const at = (setting: Ending, milliseconds: number) => {
  const { land, machine } = ending(setting);
  land.cloud.advance(milliseconds);
  return power(land, machine);
};

describe("schedules of the simulated Azure", () => {
  it("stop a machine at its time, and not before", () => {
    assert.equal(at({}, 24 * HOUR - 1000), "on");
    assert.equal(at({}, 24 * HOUR), "off");
    assert.equal(at({}, 2400 * HOUR), "off", "nobody looked in the meantime");
  });

  it("delete a machine at its time", () => {
    const gone = { method: "DELETE", path: "", role: CONTRIBUTOR };
    assert.equal(at(gone, 24 * HOUR - 1000), "on");
    assert.equal(at(gone, 24 * HOUR), "gone");
  });

  it("do what their identity may do", () => {
    assert.equal(at({ role: null }, 24 * HOUR), "on");
    assert.equal(at({ method: "DELETE", path: "" }, 24 * HOUR), "on");
    assert.equal(at({ on: ({ disk }) => disk.id }, 24 * HOUR), "on");
    assert.equal(at({ on: ({ group }) => group.id }, 24 * HOUR), "off");
  });

  it("do nothing once their condition doesn't hold, or while they are off", () => {
    assert.equal(at({ start: "2025-12-31T18:00:00Z" }, HOUR), "on");
    assert.equal(at({ workflow: { state: "Disabled" } }, 24 * HOUR), "on");
  });

  it("run once, unless they are changed", () => {
    const { land, machine, made } = ending();
    land.cloud.advance(24 * HOUR);
    land.cloud.put({ ...land.cloud.get(machine), outputs: { ...machine.outputs } });
    land.cloud.advance(HOUR / 2);
    assert.equal(power(land, machine), "on", "somebody started it again");
    land.cloud.update(made, { tags: { a: "b" } });
    land.cloud.advance(1);
    assert.equal(power(land, machine), "off");
  });

  it("delete nothing that is locked", () => {
    const { land, machine } = ending({ method: "DELETE", path: "", role: CONTRIBUTOR });
    land.make("authorization:ManagementLockByScope", { scope: machine.id });
    land.cloud.advance(24 * HOUR);
    assert.equal(power(land, machine), "on");
  });

  it("have nothing to do once the machine is gone", () => {
    const { land, machine } = ending();
    land.cloud.delete(machine);
    land.cloud.advance(24 * HOUR);
    assert.equal(power(land, machine), "gone");
  });
});

describe("spot machines that the simulated Azure takes back", () => {
  const attached = ({ disk }: Landscape) => ({
    storageProfile: { dataDisks: [{ lun: 0, managedDisk: { id: disk.id } }] },
  });
  const taken = (change: Props) => {
    const land = new Landscape();
    const machine = land.make("compute:VirtualMachine", { ...attached(land), ...change });
    const effects = land.cloud.reclaim(machine);
    return { land, machine, effects };
  };

  it("are stopped, or go with their disks", () => {
    const stopped = taken({ priority: "Spot", evictionPolicy: "Deallocate" });
    assert.equal(power(stopped.land, stopped.machine), "off");
    assert.ok(stopped.land.cloud.has(stopped.land.disk));
    const byDefault = taken({ priority: "Spot" });
    assert.equal(power(byDefault.land, byDefault.machine), "off");
    const gone = taken({ priority: "Spot", evictionPolicy: "Delete" });
    assert.equal(power(gone.land, gone.machine), "gone");
    assert.ok(!gone.land.cloud.has(gone.land.disk));
  });

  it("are no others", () => {
    const { effects, land, machine } = taken({});
    assert.equal(effects, undefined);
    assert.equal(power(land, machine), "on");
  });

  it("stay off through updates", () => {
    const { land, machine } = taken({ priority: "Spot", evictionPolicy: "Deallocate" });
    land.cloud.update(machine, { tags: { a: "b" } });
    assert.equal(power(land, machine), "off");
  });
});
