import assert from "node:assert/strict";
import { Bucket, VirtualMachine } from "@isobar/core";
import { nativesOf } from "../lab/everything.js";
import { dataOn, machine, machineOn, SIZE } from "./programs.js";
import { all, assertRefusedOn, type Trap } from "./trap.js";

const INSTANCE = "gcp:compute/instance:Instance";
const DISK = "gcp:compute/disk:Disk";

interface Scheduling {
  readonly provisioningModel: string;
  readonly automaticRestart: boolean;
  readonly onHostMaintenance: string;
}
interface LifecycleRule {
  readonly action: { readonly type: string };
  readonly condition: { readonly withState?: string };
}

export const TRAPS: readonly Trap[] = [
  {
    title: "a network makes subnetworks of its own, and a firewall can't mix tags and service accounts",
    everywhere(stack) {
      for (const { inputs } of all(stack, "gcp:compute/network:Network")) {
        assert.equal(inputs.autoCreateSubnetworks, false);
      }
      for (const { inputs } of all(stack, "gcp:compute/firewall:Firewall")) {
        const tags = inputs.targetTags ?? inputs.sourceTags;
        const accounts = inputs.targetServiceAccounts ?? inputs.sourceServiceAccounts;
        assert.ok(accounts && !tags);
      }
    },
  },
  {
    title: "a private machine needs router, NAT and private Google access",
    async also(cloud) {
      const stack = await machineOn(cloud);
      const [nat] = all(stack, "gcp:compute/routerNat:RouterNat");
      const [router] = all(stack, "gcp:compute/router:Router");
      const [subnetwork] = all(stack, "gcp:compute/subnetwork:Subnetwork");
      assert.equal(nat?.inputs.region, subnetwork?.inputs.region);
      assert.equal(router?.inputs.network, subnetwork?.inputs.network);
      assert.equal(nat?.inputs.sourceSubnetworkIpRangesToNat, "ALL_SUBNETWORKS_ALL_IP_RANGES");
      assert.equal(subnetwork?.inputs.privateIpGoogleAccess, true);
    },
  },
  {
    title: "roles do nothing for a machine without the scope cloud-platform",
    everywhere(stack) {
      for (const { inputs } of all(stack, INSTANCE)) {
        assert.deepEqual((inputs.serviceAccount as { scopes: unknown }).scopes, ["cloud-platform"]);
      }
    },
  },
  {
    title: "ids of service accounts have 6 to 30 characters",
    async also(cloud) {
      for (const name of ["w", "w".repeat(60), "Web_Server.1"]) {
        const stack = await nativesOf(cloud, () => new VirtualMachine(name, { size: SIZE }));
        const account = all(stack, INSTANCE)[0]?.inputs.serviceAccount as { email: string } | undefined;
        assert.match(account?.email ?? "", /^[a-z][a-z0-9-]{4,28}[a-z0-9]@/);
      }
    },
  },
  {
    title: "a change of type needs a stop, spot machines don't restart, and GPUs need TERMINATE",
    everywhere(stack) {
      for (const { inputs } of all(stack, INSTANCE)) {
        assert.equal(inputs.allowStoppingForUpdate, true);
        const { provisioningModel, automaticRestart, onHostMaintenance } = inputs.scheduling as Scheduling;
        if (provisioningModel === "SPOT") assert.equal(automaticRestart, false);
        if (inputs.guestAccelerators === undefined) continue;
        assert.match(String(inputs.machineType), /^n1-/);
        assert.equal(onHostMaintenance, "TERMINATE");
      }
    },
  },
  {
    title: "new series take only Hyperdisk, old ones only Persistent Disk",
    async also(cloud) {
      for (const [type, disk] of [
        ["c4-standard-4", /^hyperdisk-/],
        ["n1-standard-4", /^pd-/],
      ] as const) {
        const size = { type: { gcp: type } };
        const stack = await machineOn(cloud, { size, dataDisks: { db: { sizeGib: 20 } } });
        const boot = all(stack, INSTANCE)[0]?.inputs.bootDisk as { initializeParams: { type: string } };
        assert.match(boot.initializeParams.type, disk);
        assert.match(String(all(stack, DISK)[0]?.inputs.type), disk);
      }
    },
  },
  {
    title: 'label keys have no colon and no capitals, and names of buckets no "goog"',
    everywhere(stack) {
      // A notification channel's labels are what it is made of.
      const labelled = stack.filter(({ type }) => !type.startsWith("gcp:monitoring/"));
      const labels = labelled.flatMap(({ inputs }) => Object.entries((inputs.labels as Record<string, string>) ?? {}));
      assert.ok(labels.length > 0);
      for (const [key, value] of labels) assert.match(`${key}=${value}`, /^[a-z][a-z0-9_-]{0,62}=[a-z0-9_-]{0,63}$/);
    },
    also: (cloud) => assertRefusedOn(cloud, () => new Bucket("data", { physicalName: "goog-data" }), /goog/),
  },
  {
    title: "expiry only hides the objects of a versioned bucket",
    async also(cloud) {
      const [bucket] = all(await dataOn(cloud, "read"), "gcp:storage/bucket:Bucket");
      const rules = bucket?.inputs.lifecycleRules as LifecycleRule[] | undefined;
      const states = rules?.map((it) => it.condition.withState) ?? [];
      assert.ok(states.includes("ARCHIVED"), states.join());
    },
  },
  {
    title: "startup scripts run at every boot, and metadataStartupScript replaces the machine",
    async also(cloud) {
      const inputs = await machine(cloud, { startupScript: "echo hello" });
      assert.equal(inputs.metadataStartupScript, undefined);
      const script = (inputs.metadata as Record<string, string>)["startup-script"];
      assert.match(script ?? "", /^#!\/bin\/sh\n\[ -e \/var\/lib\/isobar\/first-boot \] && exit 0\n/);
    },
  },
  {
    title: "objectCreator can't replace objects",
    async also(cloud) {
      const [member] = all(await dataOn(cloud, "write"), "gcp:storage/bucketIAMMember:BucketIAMMember");
      assert.equal(member?.inputs.role, "roles/storage.legacyBucketWriter");
    },
  },
];
