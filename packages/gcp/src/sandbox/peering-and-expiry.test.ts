import assert from "node:assert/strict";
import { mocksOf, type Props, type StoredResource, type World } from "@isobar/sandbox";
import { provider } from "./index";

const PLACE = "projects/isobar-sandbox";
const ZONE = "europe-west4-a";
const TYPES = {
  network: "gcp:compute/network:Network",
  subnetwork: "gcp:compute/subnetwork:Subnetwork",
  peering: "gcp:compute/networkPeering:NetworkPeering",
  instance: "gcp:compute/instance:Instance",
  account: "gcp:serviceaccount/account:Account",
  grant: "gcp:compute/instanceIAMMember:InstanceIAMMember",
  job: "gcp:cloudscheduler/job:Job",
};
const EMAIL = "expiry@isobar-sandbox.iam.gserviceaccount.com";

function cloud() {
  const { outputs, calls } = mocksOf(provider, "europe-west4");
  const make = (kind: keyof typeof TYPES, name: string, inputs: Props = {}) =>
    outputs({ type: TYPES[kind], name, inputs: { ...inputs } });
  const network = (name: string, ipCidrRange: string) => {
    const { selfLink } = make("network", name, { name, autoCreateSubnetworks: false });
    make("subnetwork", name, { name, network: selfLink, ipCidrRange, region: "europe-west4" });
    return selfLink;
  };
  return { make, network, calls };
}

describe("peerings in simulated GCP", () => {
  it("are active once both networks name each other", () => {
    const { make, network } = cloud();
    const [a, b] = [network("a", "10.0.0.0/16"), network("b", "10.1.0.0/16")];
    const there = make("peering", "there", { name: "there", network: a, peerNetwork: b });
    assert.deepEqual([there.id, there.state], ["a/there", "INACTIVE"]);
    assert.equal(make("peering", "back", { name: "back", network: b, peerNetwork: a }).state, "ACTIVE");
    assert.throws(() => make("peering", "again", { network: a, peerNetwork: b }), /already a peering/);
  });

  it("are refused where ranges overlap, networks are missing or are mere names", () => {
    const { make, network } = cloud();
    const [a, b] = [network("a", "10.0.0.0/16"), network("b", "10.0.128.0/20")];
    assert.throws(() => make("peering", "p", { network: a, peerNetwork: b }), /10\.0\.0\.0\/16.*10\.0\.128\.0\/20/);
    const gone = `${PLACE}/global/networks/gone`;
    assert.throws(() => make("peering", "p", { network: a, peerNetwork: gone }), /404.*networks\/gone/);
    assert.throws(() => make("peering", "p", { network: a, peerNetwork: "b" }), /doesn't match/);
  });

  it("wait for a network of another project", () => {
    const { make, network } = cloud();
    const peerNetwork = "projects/partner/global/networks/theirs";
    const { state } = make("peering", "p", { network: network("a", "10.0.0.0/16"), peerNetwork });
    assert.equal(state, "INACTIVE");
  });
});

describe("jobs of Cloud Scheduler in simulated GCP", () => {
  const target = { uri: "https://compute.googleapis.com/x", oauthToken: { serviceAccountEmail: EMAIL } };
  const job = (inputs: Props) => {
    const { make } = cloud();
    make("account", "expiry", { accountId: "expiry" });
    return make("job", "j", {
      name: "j",
      region: "europe-west1",
      schedule: "0 0 1 3 *",
      httpTarget: target,
      ...inputs,
    });
  };

  it("have ids of the real form", () => {
    const { id, state } = job({});
    assert.deepEqual([id, state], [`${PLACE}/locations/europe-west1/jobs/j`, "ENABLED"]);
  });

  for (const inputs of [
    { schedule: "every 12 hours" },
    { schedule: "every 5 minutes from 10:00 to 14:00" },
    { schedule: "every monday 09:00" },
    { timeZone: "Japan" },
    { httpTarget: { ...target, oauthToken: { serviceAccountEmail: "job@partner.iam.gserviceaccount.com" } } },
    { httpTarget: { ...target, oauthToken: { serviceAccountEmail: "1-compute@developer.gserviceaccount.com" } } },
    { schedule: "1st,third mon,wed of march,june 17:30" },
    { httpTarget: undefined, appEngineHttpTarget: { relativeUri: "/tidy" }, attemptDeadline: "3600s" },
  ]) {
    it(`are made with ${JSON.stringify(inputs)}`, () => assert.ok(job(inputs).id));
  }

  for (const [inputs, words] of [
    [{ schedule: "every now and then" }, /Schedule/],
    [{ timeZone: "Mars/Olympus" }, /time zone/],
    [{ schedule: "every 5 minutes from 10:00" }, /Schedule/],
    [{ attemptDeadline: "3600s" }, /between 15s and 1800s/],
    [{ schedule: "0 0 32 3 *" }, /Schedule/],
    [{ schedule: "2027-01-01T00:00:00Z" }, /Schedule/],
    [{ httpTarget: undefined }, /one of `?appEngineHttpTarget/],
    [{ httpTarget: { ...target, httpMethod: "DELETE", body: "e30=" } }, /body is not allowed with DELETE/],
    [{ httpTarget: { ...target, uri: "https://example.com/x" } }, /googleapis\.com/],
    [{ httpTarget: { ...target, oauthToken: { serviceAccountEmail: "x@y" } } }, /actAs.*x@y/],
    [{ retryConfig: { retryCount: 6 } }, /between 0 and 5/],
  ] as const) {
    it(`are refused with ${JSON.stringify(inputs)}`, () => assert.throws(() => job(inputs), words));
  }
});

describe("expiry in simulated GCP", () => {
  const id = `${PLACE}/zones/${ZONE}/instances/web`;
  const stored = (type: string, outputs: Props, its = "x"): StoredResource => ({
    ...{ type, id: its, urn: "", inputs: outputs, outputs },
  });
  const uri = `https://compute.googleapis.com/compute/v1/${id}`;
  const job = (method: string, suffix: string) =>
    stored(TYPES.job, {
      httpTarget: { httpMethod: method, uri: uri + suffix, oauthToken: { serviceAccountEmail: EMAIL } },
    });
  const effects = (resource: StoredResource, now: string, status = "RUNNING") => {
    const expression = 'request.time >= timestamp("2027-01-01T00:00:00Z")';
    const grant = { member: `serviceAccount:${EMAIL}`, instanceName: id, condition: { expression } };
    const machine = stored(TYPES.instance, { currentStatus: status }, id);
    const world = {
      now: () => new Date(now),
      find: (_: string, wanted: string) => (wanted === id ? machine : undefined),
      list: (type: string) => (type === TYPES.grant ? [stored(type, grant)] : []),
    } as unknown as World;
    return provider.models.find(({ type }) => type === TYPES.job)?.tick?.(resource, world);
  };

  it("stops or deletes the machine when it is due, and not before", () => {
    const stop = job("POST", "/stop");
    assert.deepEqual(effects(stop, "2026-12-31T23:00:00Z"), []);
    assert.deepEqual(effects(stop, "2027-01-01T00:01:00Z"), [
      { type: TYPES.instance, id, become: { currentStatus: "TERMINATED" } },
    ]);
    assert.deepEqual(effects(stop, "2027-01-01T00:01:00Z", "TERMINATED"), []);
    assert.deepEqual(effects(job("DELETE", ""), "2027-01-01T00:01:00Z"), [
      { type: TYPES.grant, id: "x", become: "gone" },
      { type: TYPES.instance, id, become: "gone" },
    ]);
  });

  it("needs a machine and an account to grant the right to", () => {
    const { make } = cloud();
    const grant = { instanceName: "web", zone: ZONE, role: "roles/x", member: `serviceAccount:${EMAIL}` };
    assert.throws(() => make("grant", "g", grant), /404.*instances\/web/);
  });
});

describe("guest attributes in simulated GCP", () => {
  it("are not found on a machine that is not there", () => {
    const { calls } = cloud();
    const call = calls["gcp:compute/getInstanceGuestAttributes:getInstanceGuestAttributes"];
    assert.throws(() => call?.({ name: "web", zone: ZONE, variableKey: "a/b" }), /Instance web not found/);
  });
});
