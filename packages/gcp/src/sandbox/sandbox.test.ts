import assert from "node:assert/strict";
import {
  type Having,
  listed,
  mocksOf,
  type Props,
  type ResourceWorld,
  type StoredResource,
  type World,
} from "@isobar/sandbox";
import { provider } from "./index";

const REGION = "europe-west4";
const PLACE = "projects/isobar-sandbox";
const TYPES = {
  network: "gcp:compute/network:Network",
  subnetwork: "gcp:compute/subnetwork:Subnetwork",
  router: "gcp:compute/router:Router",
  nat: "gcp:compute/routerNat:RouterNat",
  address: "gcp:compute/address:Address",
  firewall: "gcp:compute/firewall:Firewall",
  instance: "gcp:compute/instance:Instance",
  account: "gcp:serviceaccount/account:Account",
  bucket: "gcp:storage/bucket:Bucket",
  member: "gcp:storage/bucketIAMMember:BucketIAMMember",
};

/** A simulated cloud with a network, and a short way to make more in it. */
function cloud() {
  const mocks = mocksOf(provider, REGION);
  const make = (kind: keyof typeof TYPES, name: string, inputs: Props = {}) =>
    mocks.outputs({ type: TYPES[kind], name, inputs });
  const network = make("network", "Net", { autoCreateSubnetworks: false }).selfLink;
  const subnetwork = make("subnetwork", "sub", { network, ipCidrRange: "10.0.0.0/29", region: REGION }).selfLink;
  const machine = (name: string, more: Props = {}) =>
    make("instance", name, {
      zone: `${REGION}-a`,
      machineType: "e2-medium",
      bootDisk: { initializeParams: { image: "debian-cloud/debian-12", type: "pd-balanced" } },
      networkInterfaces: [{ subnetwork }],
      ...more,
    });
  return { ...mocks, make, network, subnetwork, machine };
}

const firstNic = (outputs: Props) => (outputs.networkInterfaces as Props[])[0] as Props;

describe("simulated GCP", () => {
  it("gives ids and links of the real form, and names as the real provider does", () => {
    const { make, network } = cloud();
    assert.match(
      String(network),
      /^https:\/\/www\.googleapis\.com\/compute\/v1\/projects\/isobar-sandbox\/global\/networks\/net-[0-9a-f]{7}$/,
    );
    const bucket = make("bucket", "data", { location: "eu" });
    assert.match(String(bucket.id), /^data-[0-9a-f]{7}$/);
    assert.deepEqual([bucket.location, bucket.url], ["EU", `gs://${bucket.id}`]);
    assert.throws(
      () => make("bucket", "Data", { location: "EU" }),
      /no bucket name/,
      "only some names are lower-cased",
    );
  });

  it("refuses a bucket's name that breaks the rules, and one that is taken", () => {
    const { make } = cloud();
    make("bucket", "a", { name: "taken-name", location: "EU" });
    assert.throws(() => make("bucket", "b", { name: "taken-name", location: "EU" }), /Error 409.*you already own it/);
    assert.throws(() => make("bucket", "c", { name: "my-google-data", location: "EU" }), /google/);
    const softDeletePolicy = { retentionDurationSeconds: 3600 };
    assert.throws(() => make("bucket", "d", { name: "ok-name", location: "EU", softDeletePolicy }), /604800/);
  });

  it("refuses locations that are not there, and takes all others", () => {
    const { make } = cloud();
    for (const location of ["europe-west4", "EUROPE-WEST2", "EUR7", "asia"]) make("bucket", "a", { location });
    assert.throws(() => make("bucket", "b", { location: "EUR6" }), /location constraint is not valid/);
    const customPlacementConfig = { dataLocations: ["NORTHAMERICA-NORTHEAST1", "NORTHAMERICA-NORTHEAST2"] };
    assert.equal(make("bucket", "c", { location: "CA", customPlacementConfig }).location, "CA");
  });

  it("gives machines addresses of their subnetwork, none twice, until it is full", () => {
    const { machine } = cloud();
    const ips = ["a", "b", "c", "d"].map((name) => firstNic(machine(name)).networkIp);
    assert.deepEqual(ips, ["10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"]);
    assert.throws(() => machine("e"), /IP space of .* is exhausted/);
  });

  it("refuses machines that the real cloud refuses", () => {
    const { machine, make, subnetwork } = cloud();
    const boot = (type: string) => ({ bootDisk: { initializeParams: { image: "debian-cloud/debian-12", type } } });
    assert.throws(
      () => machine("a", { networkInterfaces: [{ subnetwork: "nowhere" }] }),
      /subnetworks\/nowhere.*cannot be found/,
    );
    assert.throws(() => machine("b", { zone: "us-east1-b" }), /not in the region of zone|does not exist in zone/);
    assert.throws(() => machine("c", { machineType: "c4-standard-2", ...boot("pd-ssd") }), /pd-ssd.*not compatible/);
    const stranger = { email: "x@isobar-sandbox.iam.gserviceaccount.com", scopes: ["cloud-platform"] };
    assert.throws(() => machine("d", { serviceAccount: stranger }), /SERVICE_ACCOUNT_ACCESS_DENIED/);
    const { address } = make("address", "ip", { region: REGION, networkTier: "STANDARD" });
    const nic = (natIp: unknown) => ({ networkInterfaces: [{ subnetwork, accessConfigs: [{ natIp }] }] });
    assert.throws(() => machine("e", nic(address)), /network tier/);
    const metal = { machineType: "c3-standard-192-metal", zone: `${REGION}-a` };
    const nics = { networkInterfaces: [{ subnetwork, nicType: "IDPF" }] };
    const hyperdisk = boot("hyperdisk-balanced");
    assert.throws(() => machine("g", { ...metal, ...nics, ...boot("pd-balanced") }), /pd-balanced.*not compatible/);
    assert.throws(() => machine("h", { ...metal, ...hyperdisk }), /IDPF/);
    const shieldedInstanceConfig = { enableSecureBoot: true };
    assert.throws(() => machine("i", { ...metal, ...nics, ...hyperdisk, shieldedInstanceConfig }), /Shielded VM/);
    machine("j", { ...metal, ...nics, ...hyperdisk });
    assert.throws(() => machine("f", { metadata: { "startup-script": "x".repeat(262_145) } }), /262144/);
  });

  it("gives a public address only to machines that ask for one", () => {
    const { machine, subnetwork } = cloud();
    assert.deepEqual(firstNic(machine("a")).accessConfigs, []);
    const open = machine("b", { networkInterfaces: [{ subnetwork, accessConfigs: [{}] }] });
    const [config] = firstNic(open).accessConfigs as Props[];
    assert.match(String(config?.natIp), /^34\.\d+\.\d+\.\d+$/);
  });

  it("refuses subnetworks that overlap, and parents that are not there", () => {
    const { make, network } = cloud();
    const sub = (inputs: Props) =>
      make("subnetwork", "other", { region: REGION, ipCidrRange: "10.0.0.0/24", ...inputs });
    assert.throws(() => sub({ network }), /10\.0\.0\.0\/24 conflicts with existing subnetwork/);
    assert.throws(() => sub({ network, ipCidrRange: "169.254.0.0/20" }), /prohibited range 169\.254\.0\.0\/16/);
    assert.throws(() => sub({ network: "nowhere" }), /404.*networks\/nowhere/);
    assert.throws(
      () => make("firewall", "f", { network: "nowhere", sourceRanges: ["0.0.0.0/0"], allows: [{ protocol: "tcp" }] }),
      /404/,
    );
    assert.throws(
      () =>
        make("nat", "n", {
          router: "nowhere",
          region: REGION,
          sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
        }),
      /404.*routers\/nowhere/,
    );
  });

  it("refuses firewall rules that mix tags and service accounts, or name no source", () => {
    const { make, network } = cloud();
    const rule = (inputs: Props) => make("firewall", "f", { network, allows: [{ protocol: "tcp" }], ...inputs });
    assert.throws(
      () => rule({ sourceTags: ["a"], targetServiceAccounts: ["b"] }),
      /conflicts with (?:sourceTags|targetServiceAccounts)/,
    );
    const foreign = { network: "projects/host/global/networks/net", sourceRanges: ["0.0.0.0/0"] };
    assert.throws(() => rule(foreign), /Cross project referencing is not allowed/);
    assert.throws(() => rule({}), /one of source_tags/);
    assert.throws(
      () => rule({ sourceRanges: ["0.0.0.0/0"], denies: [{ protocol: "tcp" }] }),
      /exactly one|only one of/,
    );
  });

  it("refuses access for a service account or to a bucket that is not there", () => {
    const { make } = cloud();
    make("account", "sa", { accountId: "web-account" });
    make("bucket", "data", { name: "shop-data", location: "EU" });
    const grant = (bucket: string, email: string) =>
      make("member", "g", {
        bucket,
        role: "roles/storage.objectViewer",
        member: `serviceAccount:${email}@isobar-sandbox.iam.gserviceaccount.com`,
      });
    assert.equal(grant("shop-data", "web-account").bucket, "b/shop-data");
    assert.throws(() => grant("shop-data", "gone-account"), /Service account gone-account@.* does not exist/);
    const condition = { title: "t", expression: "true" };
    const member = { bucket: "shop-data", role: "roles/storage.objectViewer", member: "user:ada@example.com" };
    assert.throws(() => make("member", "h", { ...member, condition }), /uniform bucket-level access/);
    assert.throws(() => grant("no-data", "web-account"), /bucket does not exist/);
  });

  it("refuses service account ids that are too short, and descriptions with too many bytes", () => {
    assert.throws(() => cloud().make("account", "sa", { accountId: "web" }), /6 (?:to|and) 30/);
    assert.throws(() => cloud().make("account", "sa", { displayName: "é".repeat(51) }), /100 bytes/);
  });
});

describe("updates in simulated GCP", () => {
  it("are refused where they would shrink a disk", () => {
    const model = provider.models.find(({ type }) => type === TYPES.instance);
    const disk = (size: number) => ({ bootDisk: { initializeParams: { size } } });
    const inputs = { zone: `${REGION}-a`, machineType: "e2-medium", ...disk(20) };
    const resize = (before: number) => {
      const world = { config: {}, account: "a", list: () => [], previous: disk(before) } as unknown as ResourceWorld;
      return model?.refuse?.(inputs, world);
    };
    assert.match(resize(30) ?? "", /'20' GiB must be larger than existing size '30' GiB/);
    assert.equal(resize(10), undefined);
  });
});

describe("deletion in simulated GCP", () => {
  const stored = (type: string, id: string, outputs: Props): StoredResource => ({
    type,
    id,
    urn: id,
    inputs: outputs,
    outputs,
  });
  const refuse = (resource: StoredResource, others: StoredResource[]) => {
    const model = provider.models.find(({ type }) => type === resource.type);
    const world = { list: (type: string, having?: Having) => listed(others, type, having) } as unknown as World;
    return model?.refuseDelete?.(resource, world);
  };
  const network = stored(TYPES.network, `${PLACE}/global/networks/net`, {});
  const subnetwork = stored(TYPES.subnetwork, `${PLACE}/regions/${REGION}/subnetworks/sub`, {
    name: "sub",
    network: `https://www.googleapis.com/compute/v1/${network.id}`,
  });
  const address = stored(TYPES.address, `${PLACE}/regions/${REGION}/addresses/ip`, { address: "34.1.2.3" });
  const machine = stored(TYPES.instance, `${PLACE}/zones/${REGION}-a/instances/web`, {
    deletionProtection: true,
    networkInterfaces: [
      { subnetwork: `https://www.googleapis.com/compute/v1/${subnetwork.id}`, accessConfigs: [{ natIp: "34.1.2.3" }] },
    ],
  });

  it("is refused while something uses the resource", () => {
    assert.match(refuse(network, [subnetwork]) ?? "", /network resource '.*\/net' is already being used by '.*\/sub'/);
    assert.match(
      refuse(subnetwork, [machine]) ?? "",
      /subnetwork resource '.*\/sub' is already being used by '.*\/web'/,
    );
    assert.match(refuse(address, [machine]) ?? "", /address resource '.*\/ip' is already being used by '.*\/web'/);
    assert.equal(refuse(network, []) ?? refuse(subnetwork, []) ?? refuse(address, []), undefined);
  });

  it("is refused for a protected machine", () => {
    assert.match(refuse(machine, []) ?? "", /Deletion Protection is enabled/);
  });
});

describe("functions of simulated GCP", () => {
  const { calls } = cloud();
  const call = (name: string, args: Props) => calls[`gcp:compute/${name}:${name}`]?.(args) ?? {};

  it("tell the zones of a region", () => {
    assert.deepEqual(call("getZones", { region: "us-east1" }).names, ["us-east1-b", "us-east1-c", "us-east1-d"]);
    assert.throws(() => call("getZones", { region: "mars-1" }), /404/);
  });

  it("tell the image of a family, and refuse others", () => {
    const { selfLink } = call("getImage", { family: "debian-12", project: "debian-cloud" });
    assert.match(String(selfLink), /\/projects\/debian-cloud\/global\/images\/debian-12-v\d+$/);
    assert.throws(() => call("getImage", { family: "debian-2", project: "debian-cloud" }), /Image Not Found/);
  });

  it("tell machine types by name, and refuse filters that they don't know", () => {
    const names = (args: Props) => (call("getMachineTypes", args).machineTypes as Props[]).map(({ name }) => name);
    assert.deepEqual(names({ zone: `${REGION}-a`, filter: 'name = "e2-medium"' }), ["e2-medium"]);
    assert.ok(names({ zone: `${REGION}-a` }).length > 100);
    assert.throws(() => names({ zone: `${REGION}-a`, filter: "guestCpus = 4" }), /filters like/);
  });

  it("find a subnetwork by its link, and refuse unknown ones", () => {
    const { subnetwork, calls: own } = cloud();
    const get = own["gcp:compute/getSubnetwork:getSubnetwork"];
    assert.equal(get?.({ selfLink: subnetwork }).ipCidrRange, "10.0.0.0/29");
    assert.throws(() => get?.({ name: "nowhere" }), /Subnetwork Not Found/);
  });
});
