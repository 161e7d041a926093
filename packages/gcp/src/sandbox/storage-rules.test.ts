import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { holdsTo, type Made, SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

const ROBOT = "serviceAccount:robot-1@isobar-sandbox.iam.gserviceaccount.com";
const DAY = 86_400;

describe("rules of buckets in simulated GCP", () => {
  let gcp: SimulatedGcp;
  before(async () => {
    gcp = await SimulatedGcp.start();
    await gcp.create("bucket", "logs", { name: "my-logs", location: "EU" });
  });
  after(() => gcp.close());
  const rule = (type: string, condition: Props, action: Props = {}) => ({
    lifecycleRules: [{ action: { type, ...action }, condition }],
  });
  const soft = (retentionDurationSeconds: number) => ({ softDeletePolicy: { retentionDurationSeconds } });
  const key = (location: string) => ({
    encryption: { defaultKmsKeyName: `projects/p/locations/${location}/keyRings/r/cryptoKeys/k` },
  });
  const pair = (...dataLocations: string[]) => ({ location: "US", customPlacementConfig: { dataLocations } });
  const flat = { hierarchicalNamespace: { enabled: true } };
  const base = () => ({ name: "my-data", location: "EU" });
  const names: [string, string, string, RegExp][] = [
    ["long enough", "abc", "ab", /is no bucket name/],
    ["short enough", "a".repeat(63), "a".repeat(64), /is no bucket name/],
    ["lower-case", "a_b-1", "aB", /is no bucket name/],
    ["ending with letters or digits", "a-b", "ab-", /is no bucket name/],
    ["unlike addresses", "1-2-3-4", "192.168.5.4", /can't be an IP address/],
    ["not Google's", "good-data", "goog-data", /"google"/],
    ["not of Google", "gogle-data", "my-google-data", /"google"/],
    ["free", "other-data", "my-logs", /409: Your previous request .* you already own it\., conflict/],
  ];
  holdsTo(
    () => gcp,
    "bucket",
    base,
    names.map(([what, accepted, refused, words]) => [
      `have names that are ${what}`,
      { name: accepted },
      { name: refused },
      words,
    ]),
  );
  holdsTo(() => gcp, "bucket", base, [
    ["have locations that there are", { location: "eur4" }, { location: "EUR3" }, /location constraint is not valid/],
    ["have classes that there are", { storageClass: "NEARLINE" }, { storageClass: "COLD" }, /Invalid argument/],
    [
      "have classes of their location",
      { location: "us-east1", storageClass: "REGIONAL" },
      { storageClass: "REGIONAL" },
      /not a region/,
    ],
    [
      "have classes of several regions there",
      { storageClass: "MULTI_REGIONAL" },
      { location: "us-east1", storageClass: "MULTI_REGIONAL" },
      /a region/,
    ],
    ["are fast in two regions", { location: "EUR4", rpo: "ASYNC_TURBO" }, { rpo: "ASYNC_TURBO" }, /dual-regions only/],
    [
      "are in two different regions",
      pair("US-EAST1", "US-WEST1"),
      pair("US-EAST1", "US-EAST1"),
      /two different regions/,
    ],
    ["have actions that there are", rule("Delete", { age: 3 }), rule("Remove", { age: 3 }), /Remove is no action/],
    [
      "have a class to change to",
      rule("SetStorageClass", { age: 3 }, { storageClass: "ARCHIVE" }),
      rule("SetStorageClass", { age: 3 }),
      /a storage class must be named/,
    ],
    [
      "have a class to change to alone",
      rule("Delete", { age: 3 }),
      rule("Delete", { age: 3 }, { storageClass: "ARCHIVE" }),
      /Invalid argument/,
    ],
    ["have speeds of replication", { location: "EUR4", rpo: "DEFAULT" }, { location: "EUR4", rpo: "FAST" }, /Invalid/],
    ["have conditions", rule("Delete", { age: 0 }), rule("Delete", {}), /no condition is given/],
    [
      "have conditions of uploads",
      rule("AbortIncompleteMultipartUpload", { age: 1 }),
      rule("AbortIncompleteMultipartUpload", { numNewerVersions: 1 }),
      /not with action AbortIncompleteMultipartUpload/,
    ],
    [
      "have days in their form",
      rule("Delete", { createdBefore: "2026-02-28" }),
      rule("Delete", { createdBefore: "28.2.2026" }),
      /YYYY-MM-DD/,
    ],
    ["have ages", rule("Delete", { age: 1 }), rule("Delete", { age: -1 }), /must not be negative/],
    ["keep what was deleted for a week", soft(7 * DAY), soft(7 * DAY - 1), /between 604800 and 7776000/],
    ["keep what was deleted or not", soft(0), soft(91 * DAY), /must be 0/],
    [
      "keep objects for 100 years",
      { retentionPolicy: { retentionPeriod: "3155760000" } },
      { retentionPolicy: { retentionPeriod: "3155760001" } },
      /between 1 and 3155760000/,
    ],
    [
      "prevent access or not",
      { publicAccessPrevention: "enforced" },
      { publicAccessPrevention: "on" },
      /Invalid argument/,
    ],
    ["have folders with one kind of access", { ...flat, uniformBucketLevelAccess: true }, flat, /needs uniform/],
    [
      "have folders without versions",
      { ...flat, uniformBucketLevelAccess: true },
      { ...flat, uniformBucketLevelAccess: true, versioning: { enabled: true } },
      /not supported with hierarchical/,
    ],
    [
      "choose classes or let them be chosen",
      { autoclass: { enabled: true } },
      { autoclass: { enabled: true }, storageClass: "NEARLINE" },
      /With Autoclass/,
    ],
    [
      "have Autoclass, which ends with two classes",
      { autoclass: { enabled: true, terminalStorageClass: "ARCHIVE" } },
      { autoclass: { enabled: true, terminalStorageClass: "COLDLINE" } },
      /NEARLINE or ARCHIVE/,
    ],
    [
      "have Autoclass without rules about classes",
      { autoclass: { enabled: true }, ...rule("Delete", { age: 1 }) },
      { autoclass: { enabled: true }, ...rule("SetStorageClass", { age: 1 }, { storageClass: "NEARLINE" }) },
      /no rules about storage classes/,
    ],
    [
      "have regions of their continent",
      pair("US-EAST1", "US-WEST1"),
      pair("US-EAST1", "EUROPE-WEST1"),
      /regions must be in US/,
    ],
    [
      "have regions of a multi-region",
      pair("US-EAST1", "US-WEST1"),
      { ...pair("US-EAST1", "US-WEST1"), location: "US-EAST1" },
      /dual-region is in a multi-region/,
    ],
    ["have keys by their path", key("europe"), { encryption: { defaultKmsKeyName: "k" } }, /400: Invalid argument/],
    ["have keys of their location", key("europe"), key("us"), /location us does not match/],
    [
      "have keys of locations that are called as they are",
      { location: "us", ...key("us") },
      key("eu"),
      /location eu does not match/,
    ],
    [
      "have logs where there is a bucket",
      { logging: { logBucket: "my-logs" } },
      { logging: { logBucket: "x-logs" } },
      /404/,
    ],
    ["have labels in their form", { labels: { a: "b" } }, { labels: { a: "B" } }, /Label value 'B'/],
  ]);

  it("stay where their location is written in other letters", async () => {
    const made = await gcp.create("bucket", "letters", { name: "my-letters", location: "eu" });
    const { location } = (await gcp.update(made, { location: "EU", labels: { a: "b" } })) as Props;
    assert.equal(location, "EU");
    assert.deepEqual(await gcp.update(made, { location: "US" }), ["location"]);
    await gcp.delete(made);
  });

  it("keep a policy that is locked", async () => {
    const locked = (retentionPeriod: string, isLocked = true) => ({ retentionPolicy: { retentionPeriod, isLocked } });
    const made = await gcp.create("bucket", "locked", { ...base(), ...locked("100") });
    await gcp.update(made, locked("200"));
    await assert.rejects(gcp.update(made, locked("50")), /403: Cannot reduce retention duration of a locked/);
    assert.deepEqual(await gcp.update({ ...made, inputs: { ...made.inputs } }, locked("200", false)), [
      "retentionPolicy",
    ]);
    await gcp.delete(made);
  });

  describe("and of those who may use them", () => {
    const condition = (expression: string, title = "t") => ({ condition: { title, expression } });
    const grant = () => ({ bucket: "my-uniform", role: "roles/storage.objectViewer", member: ROBOT });
    const expression = 'resource.name.startsWith("a")';
    const operators = (count: number) => Array.from({ length: count + 1 }, () => expression).join(" && ");
    before(async () => {
      await gcp.create("account", "robot", { accountId: "robot-1" });
      await gcp.create("bucket", "uniform", { name: "my-uniform", location: "EU", uniformBucketLevelAccess: true });
      const closed = { uniformBucketLevelAccess: true, publicAccessPrevention: "enforced" };
      await gcp.create("bucket", "closed", { name: "my-closed", location: "EU", ...closed });
    });
    holdsTo(() => gcp, "bucketGrant", grant, [
      ["want buckets that there are", {}, { bucket: "gone" }, /404: The specified bucket does not exist/],
      [
        "want members in their form",
        { member: "group:a@b.org" },
        { member: "robot" },
        /invalid value "robot" for member/,
      ],
      ["want kinds of members", { member: "domain:b.org" }, { member: "robot:a@b.org" }, /is of an unknown type/],
      ["want addresses", { member: "user:a@b.org" }, { member: "user:ann" }, /names no e-mail address/],
      [
        "want accounts of Kubernetes with their namespace",
        { member: "serviceAccount:isobar-sandbox.svc.id.goog[shop/web]" },
        { member: "serviceAccount:isobar-sandbox.svc.id.goog[web]" },
        /names no e-mail address/,
      ],
      ["want domains", { member: "domain:b.org" }, { member: "domain:ann@b.org" }, /names no domain/],
      ["want members who live", {}, { member: `deleted:${ROBOT}?uid=1` }, /deleted principals/],
      [
        "want accounts that there are",
        {},
        { member: ROBOT.replace("robot-1", "robot-2") },
        /Error setting IAM policy for storage bucket "b\/my-uniform": .*Service account robot-2@.* does not exist/,
      ],
      ["want roles in their form", {}, { role: "storage.objectViewer" }, /in the form "roles\/\{role\}"/],
      ["want roles of buckets", {}, { role: "roles/viewer" }, /Role roles\/viewer is not supported for this resource/],
      ["want roles that there are", {}, { role: "roles/storage.reader" }, /is not supported for this resource/],
      [
        "want conditions with one kind of access",
        condition(expression),
        { bucket: "my-logs", ...condition(expression) },
        /412/,
      ],
      ["want conditions that parse", condition(expression), condition(`${expression} && (`), /validation failed/],
      ["want conditions with few operators", condition(operators(12)), condition(operators(13)), /more than 12/],
      ["want conditions with titles", condition(expression), condition(expression, "x".repeat(101)), /1 to 100/],
      [
        "want no conditions for all",
        { member: "allUsers" },
        { member: "allUsers", ...condition(expression) },
        /can't be used with allUsers/,
      ],
      [
        "want nobody where access is prevented",
        { bucket: "my-closed" },
        { bucket: "my-closed", member: "allUsers" },
        /412: .*public access prevention is enforced/,
      ],
    ]);
  });
});

describe("rules of accounts in simulated GCP", () => {
  let gcp: SimulatedGcp;
  let machine: Made;
  before(async () => {
    gcp = await SimulatedGcp.start();
    await gcp.create("account", "robot", { accountId: "robot-1" });
    await gcp.create("network", "net", { name: "net", autoCreateSubnetworks: true });
    machine = await gcp.create("instance", "web", {
      ...{ name: "web", zone: ZONE, machineType: "e2-medium", networkInterfaces: [{ network: "net" }] },
      bootDisk: { initializeParams: { image: "debian-cloud/debian-12", type: "pd-balanced" } },
    });
  });
  after(() => gcp.close());
  holdsTo(
    () => gcp,
    "account",
    () => ({ accountId: "robot-9" }),
    [
      ["want free ids", {}, { accountId: "robot-1" }, /409: Service account robot-1 already exists within project/],
      ["want ids of 6 letters", { accountId: "robot1" }, { accountId: "robot" }, /account_?id/i],
      ["want names of 100 bytes", { displayName: "é".repeat(50) }, { displayName: "é".repeat(51) }, /100 bytes/],
    ],
  );
  describe("at machines", () => {
    const base = () => ({ instanceName: "web", zone: ZONE, role: "roles/compute.instanceAdmin.v1", member: ROBOT });
    holdsTo(() => gcp, "instanceGrant", base, [
      ["want machines that there are", {}, { instanceName: "gone" }, /404.*instances\/gone/],
      ["want roles of machines", {}, { role: "roles/storage.admin" }, /Role roles\/storage.admin is not supported/],
      ["want members in their form", {}, { member: "x" }, /invalid value "x" for member/],
      ["want accounts that there are", {}, { member: ROBOT.replace("1@", "2@") }, /does not exist/],
      [
        "want no conditions with basic roles",
        { condition: { title: "t", expression: "true" } },
        { role: "roles/viewer", condition: { title: "t", expression: "true" } },
        /basic roles/,
      ],
    ]);
    it("are named by their path too", async () => {
      await gcp.delete(await gcp.create("instanceGrant", "path", { ...base(), instanceName: machine.id }));
    });
  });
});

describe("rules of jobs in simulated GCP", () => {
  let gcp: SimulatedGcp;
  before(async () => {
    gcp = await SimulatedGcp.start();
    await gcp.create("account", "robot", { accountId: "robot-1" });
    await gcp.create("job", "there", { ...base(), name: "there" });
  });
  after(() => gcp.close());
  const serviceAccountEmail = ROBOT.slice("serviceAccount:".length);
  const target = { uri: "https://compute.googleapis.com/compute/v1/x", httpMethod: "POST" };
  const base = () => ({ name: "new", region: "europe-west1", schedule: "0 4 1 1 *", httpTarget: target });
  const http = (more: Props) => ({ httpTarget: { ...target, ...more } });
  holdsTo(() => gcp, "job", base, [
    ["want free names", {}, { name: "there" }, /409: Job \[projects\/.*\/jobs\/there\] already exists/],
    ["want names in their form", { name: "a_B-1" }, { name: "a.b" }, /more than letters, digits/],
    ["want regions that there are", {}, { region: "europe-west99" }, /'europe-west99' is not a valid location/],
    ["want regions that have the service", {}, { region: "europe-west4" }, /'europe-west4' is not a valid location/],
    [
      "want schedules",
      { schedule: "*/5 1-3 * jan mon" },
      { schedule: "61 * * * *" },
      /Schedule or time zone is invalid/,
    ],
    ["want time zones", { timeZone: "Europe/Berlin" }, { timeZone: "Europe/Bonn" }, /Schedule or time zone is invalid/],
    ["want deadlines", { attemptDeadline: "1800s" }, { attemptDeadline: "1801s" }, /between 15s and 1800s/],
    ["want addresses of the web", {}, http({ uri: "ftp://x" }), /must start with http/],
    ["want methods that there are", {}, http({ httpMethod: "FETCH" }), /FETCH is no HTTP method/],
    [
      "want bodies where they go",
      http({ body: "e30=" }),
      http({ httpMethod: "GET", body: "e30=" }),
      /not allowed with GET/,
    ],
    [
      "want tokens for Google alone",
      http({ oauthToken: { serviceAccountEmail } }),
      http({ uri: "https://example.com", oauthToken: { serviceAccountEmail } }),
      /googleapis\.com alone/,
    ],
    [
      "want one token",
      http({ oidcToken: { serviceAccountEmail } }),
      http({ oidcToken: { serviceAccountEmail }, oauthToken: { serviceAccountEmail } }),
      /only one of|but not both/,
    ],
    [
      "want accounts that there are",
      http({ oauthToken: { serviceAccountEmail } }),
      http({ oauthToken: { serviceAccountEmail: "x@y.org" } }),
      /403: .*iam\.serviceAccounts\.actAs.*x@y\.org/,
    ],
    ["want few retries", { retryConfig: { retryCount: 5 } }, { retryConfig: { retryCount: 6 } }, /between 0 and 5/],
    [
      "want durations in their form",
      { retryConfig: { minBackoffDuration: "3.5s" } },
      { retryConfig: { minBackoffDuration: "1m" } },
      /written like "3\.5s"/,
    ],
    ["want short descriptions", { description: "x".repeat(500) }, { description: "x".repeat(501) }, /500 characters/],
  ]);
});
