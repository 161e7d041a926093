import assert from "node:assert/strict";
import { type Call, type CloudFault, type Operation, type Props, UNKNOWN } from "@isobar/sandbox";
import { TYPES, ZONE } from "../simulated-cloud.test.helper";
import { FAULTS as TEXTS } from "./index";
import { placeOf } from "./place";

const REGION = "europe-west4";

function callOf(token: string, inputs: Props, operation: Operation): Call {
  const place = placeOf(token, inputs);
  const { zone, machine } = place;
  const [id, name] = operation === "create" ? [undefined, "x"] : ["its/id", "x"];
  return { cloud: "gcp", region: REGION, zone, machine, operation, token, name, id, inputs };
}

/** What a call meets, as the core finds it. */
function met(kind: CloudFault, type: keyof typeof TYPES, inputs: Props = {}, operation: Operation = "create") {
  const call = callOf(TYPES[type], { name: "x", ...inputs }, operation);
  return TEXTS.find(
    ({ tokens, operations = ["create", "update"], applies, ...text }) =>
      text.kind === kind &&
      operations.includes(operation) &&
      tokens.some((token) => new RegExp(`^${token.replaceAll("*", ".*")}$`).test(call.token)) &&
      (applies?.(call) ?? true),
  )?.text(call);
}

const gpu = (machineType: string, type: string, more: Props = {}) => ({
  ...{ zone: ZONE, machineType, guestAccelerators: [{ type, count: 1 }], ...more },
});
const spot = { scheduling: { preemptible: true, provisioningModel: "SPOT" } };
const open = { networkInterfaces: [{ accessConfigs: [{}] }] };

describe("faults of simulated GCP", () => {
  for (const [kind, type, inputs, words] of [
    [
      "capacity",
      "instance",
      gpu("n1-standard-4", "nvidia-tesla-p4", { zone: `${REGION}-b` }),
      /instance to create: The zone 'projects\/isobar-sandbox\/zones\/europe-west4-b' does not have enough .*STOCKOUT[\s\S]*A n1-standard-4 VM instance with 1 nvidia-tesla-p4 accelerator\(s\) is currently unavailable in the europe-west4-b zone\. Consider trying your request in the europe-west4-c zone\(s\)/,
    ],
    ["capacity", "instance", { machineType: "a2-highgpu-1g", zone: ZONE }, /with 1 nvidia-tesla-a100 accelerator/],
    [
      "capacity",
      "instance",
      { zone: ZONE, machineType: "e2-medium", ...spot },
      /Try a different zone, or try again later/,
    ],
    ["capacity", "instance", { zone: ZONE, machineType: "c4-standard-4" }, /Consider .* in the europe-west4-b zone/],
    [
      "capacity",
      "instance",
      { zone: ZONE, machineType: "e2-medium" },
      /unavailable in the europe-west4-a zone\. Alternat/,
    ],
    ["quota", "instance", gpu("n1-standard-4", "nvidia-tesla-t4", spot), /'PREEMPTIBLE_NVIDIA_T4_GPUS' exceeded/],
    [
      "quota",
      "instance",
      { zone: ZONE, machineType: "a3-highgpu-8g" },
      /Quota 'GPUS_PER_GPU_FAMILY' exceeded\. {2}Limit: 0\.0 in region europe-west4/,
    ],
    [
      "quota",
      "instance",
      gpu("n1-standard-4", "nvidia-tesla-t4"),
      /Quota 'GPUS_ALL_REGIONS' exceeded\. {2}Limit: 0\.0 globally\.\n\tmetric name = compute\.googleapis\.com\/gpus_all_regions/,
    ],
    ["quota", "instance", { zone: ZONE, machineType: "c4-standard-4" }, /map\[region:europe-west4 vm_family:C4\]/],
    [
      "quota",
      "instance",
      { zone: ZONE, machineType: "n2d-standard-4" },
      /'N2D_CPUS' exceeded\. {2}Limit: 8\.0 in region/,
    ],
    ["quota", "instance", { zone: ZONE, machineType: "e2-medium", ...open }, /'IN_USE_ADDRESSES'/],
    ["quota", "instance", { zone: ZONE, machineType: "e2-medium", ...spot }, /'CPUS_ALL_REGIONS'/],
    ["quota", "instance", { zone: ZONE, machineType: "e2-medium" }, /'CPUS' exceeded/],
    ["quota", "disk", { zone: ZONE, type: "pd-ssd" }, /waiting for Creating Disk: Quota 'SSD_TOTAL_GB' exceeded/],
    ["quota", "disk", { zone: ZONE }, /'DISKS_TOTAL_GB'/],
    ["quota", "address", {}, /'STATIC_ADDRESSES'/],
    [
      "quota",
      "network",
      {},
      /Error waiting to create Network: Error waiting for Creating Network: Quota 'NETWORKS' exceeded\. {2}Limit: 5\.0 globally/,
    ],
    ["quota", "subnetwork", {}, /'SUBNETWORKS'/],
    ["quota", "firewall", {}, /'FIREWALLS'/],
    ["quota", "router", {}, /'ROUTERS'/],
    ["quota", "account", {}, /429: Maximum number of service accounts on project reached/],
    ["zone-outage", "disk", { zone: ZONE }, /Error creating Disk: googleapi: Error 503: Internal error/],
    ["region-outage", "bucket", {}, /503: The service is currently unavailable/],
    ["throttled", "bucket", {}, /429: The project exceeded the rate limit for creating and deleting buckets/],
    ["throttled", "account", {}, /Service accounts created per minute per project/],
    ["throttled", "job", {}, /service 'cloudscheduler\.googleapis\.com'/],
    ["throttled", "network", {}, /403: Quota exceeded for quota metric 'Queries'/],
    [
      "denied",
      "network",
      {},
      /Error creating Network: googleapi: Error 403: Required 'compute\.networks\.create' permission for 'projects\/isobar-sandbox\/global\/networks\/x', forbidden/,
    ],
    [
      "denied",
      "nat",
      { router: "r" },
      /'compute\.routers\.update' permission for 'projects\/.*\/regions\/europe-west4\/routers\/r'/,
    ],
    [
      "denied",
      "link",
      { instance: `projects/p/zones/${ZONE}/instances/i` },
      /'compute\.instances\.attachDisk' permission for 'projects\/p\/zones/,
    ],
    ["denied", "bucket", {}, /does not have storage\.buckets\.create access to the Google Cloud project/],
    [
      "denied",
      "bucketGrant",
      { bucket: "b" },
      /storage bucket "b\/b": googleapi: Error 403: .*storage\.buckets\.setIamPolicy access/,
    ],
    ["denied", "account", {}, /Permission 'iam\.serviceAccounts\.create' denied/],
    [
      "denied",
      "job",
      { region: "europe-west1" },
      /"cloudscheduler\.jobs\.create" for the resource "projects\/isobar-sandbox\/locations\/europe-west1"/,
    ],
    [
      "not-found-yet",
      "instance",
      { zone: ZONE, networkInterfaces: [{ subnetwork: "s" }] },
      /subnetworks\/s' is not ready, resourceNotReady/,
    ],
    ["not-found-yet", "nat", { subnetworks: [{ name: "s" }] }, /subnetworks\/s' is not ready/],
    ["not-found-yet", "firewall", { network: "n" }, /networks\/n' is not ready/],
    ["not-found-yet", "peering", { network: "n" }, /networks\/n' is not ready/],
    ["not-found-yet", "bucketGrant", { member: "serviceAccount:a@b.c" }, /Service account a@b\.c does not exist/],
    [
      "not-found-yet",
      "job",
      { httpTarget: { oauthToken: { serviceAccountEmail: "a@b.c" } } },
      /actAs" for the resource "a@b\.c"/,
    ],
    ["conflict", "peering", {}, /There is a peering operation in progress/],
    ["conflict", "bucketGrant", {}, /concurrent policy changes/],
    ["conflict", "address", {}, /Labels fingerprint either invalid/],
    ["conflict", "router", {}, /routers\/x' is not ready/],
    ["internal-error", "instance", { zone: ZONE }, /Error waiting for instance to create: Internal error/],
    ["internal-error", "network", {}, /503: Internal error\. Please try again or contact Google Support/],
    ["internal-error", "bucket", {}, /We encountered an internal error/],
    ["internal-error", "account", {}, /The service is currently unavailable/],
  ] as const) {
    it(`say of ${kind} to a new ${type} ${JSON.stringify(inputs)} what Google says`, () => {
      const text = met(kind, type, inputs) ?? "";
      assert.match(text, words);
      assert.match(text, /^1 error occurred:\n\t\* [\s\S]*\n\n$/);
    });
  }

  for (const [kind, type, operation, words] of [
    ["denied", "peering", "update", /Error updating network peering: .*'compute\.networks\.updatePeering'/],
    ["denied", "network", "delete", /Error when reading or editing Network: .*'compute\.networks\.delete'/],
    ["denied", "bucket", "delete", /storage\.buckets\.delete access to the Google Cloud Storage bucket/],
    ["denied", "bucketGrant", "read", /storage\.buckets\.getIamPolicy/],
    ["throttled", "network", "read", /Error when reading or editing Network "its\/id": .*ReadGroup/],
    ["conflict", "instance", "update", /412: Supplied fingerprint does not match current metadata fingerprint/],
    ["conflict", "bucket", "delete", /412: At least one of the pre-conditions/],
    ["region-outage", "instance", "delete", /Error deleting instance: googleapi: Error 503/],
  ] as const) {
    it(`say of ${kind} to ${operation} a ${type} what Google says`, () => {
      assert.match(met(kind, type, { zone: ZONE, network: "n", bucket: "b" }, operation) ?? "", words);
    });
  }

  it("say to the first question of a new project that the API is off", () => {
    const call = callOf("gcp:compute/getMachineTypes:getMachineTypes", {}, "call");
    const text = TEXTS.find(({ kind, operations }) => kind === "denied" && operations?.includes("call"))?.text(call);
    assert.match(
      text ?? "",
      /^invoking gcp:compute\/getMachineTypes:getMachineTypes: 1 error.*\n\t\* .*accessNotConfigured/,
    );
  });

  it("don't meet types that have no such limits", () => {
    assert.deepEqual(
      [
        met("capacity", "network"),
        met("quota", "bucketGrant"),
        met("zone-outage", "network"),
        met("not-found-yet", "disk"),
      ],
      [undefined, undefined, undefined, undefined],
    );
  });

  it("have each a source and a code", () => {
    assert.ok(TEXTS.length > 40);
    assert.deepEqual(
      TEXTS.filter(({ source, code }) => source.length < 8 || !/^\w+$/.test(code)),
      [],
    );
  });

  it("are of the zone and machine type that inputs name", () => {
    const place = (inputs: Props) => placeOf("", inputs);
    assert.deepEqual(place({ zone: ZONE, machineType: "zones/x/machineTypes/e2-medium" }), {
      ...{ zone: ZONE, machine: "e2-medium" },
    });
    assert.deepEqual(place({ instance: `projects/p/zones/${ZONE}/instances/i`, disk: "d" }), { zone: ZONE });
    assert.deepEqual(place({ zone: UNKNOWN, region: REGION }), {});
  });
});
