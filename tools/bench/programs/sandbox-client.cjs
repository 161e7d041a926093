// A client of a simulated cloud in a process of its own, for tools/bench/sandbox.mjs: gRPC as the engine speaks it. Requests are
// written and answers are read outside of the measured time, because client and server share the machine.
const path = require("node:path");
const { createRequire } = require("node:module");

const ROOT = path.resolve(__dirname, "../../..");
const require_ = createRequire(path.join(ROOT, "test/package.json"));
const { Client, credentials } = require_("@grpc/grpc-js");
const { ResourceProviderService } = require_("@pulumi/pulumi/proto/provider_grpc_pb");
const proto = require_("@pulumi/pulumi/proto/provider_pb");
const { Struct } = require_("google-protobuf/google/protobuf/struct_pb");

const [port, kind, count, from] = process.argv.slice(2);
const IN_FLIGHT = 16; // as many as an engine of two cores has by default, times four
const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
const struct = (props) => Struct.fromJavaScript(props);
const asIs = (bytes) => bytes;
const send = (name, bytes) =>
  new Promise((resolve, reject) => {
    const { path } = ResourceProviderService[name];
    client.makeUnaryRequest(path, asIs, asIs, bytes, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
const written = (request) => Buffer.from(request.serializeBinary());
const read = (name, bytes) => ResourceProviderService[name].responseDeserialize(bytes);

/** One call for each request, some at a time: answers, calls a second, and the milliseconds that 99 of 100 don't exceed. */
async function measure(name, requests) {
  const [bytes, answers, times] = [requests.map(written), [], []];
  let next = 0;
  const work = async () => {
    while (next < bytes.length) {
      const [n, start] = [next++, performance.now()];
      answers[n] = await send(name, bytes[n]);
      times.push(performance.now() - start);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const perSecond = bytes.length / ((performance.now() - started) / 1000);
  times.sort((a, b) => a - b);
  figures.push({ what: name, perSecond, p99: times[Math.floor(times.length * 0.99)] });
  return answers.map((answer) => read(name, answer));
}
const figures = [];

/** Made resources; checks and creations are measured. */
async function create(type, named) {
  const urns = named.map(([name]) => `urn:pulumi:bench::bench::${type}::${name}`);
  const news = named.map(([, inputs]) => struct(inputs));
  const checked = await measure(
    "check",
    urns.map((urn, n) => new proto.CheckRequest().setUrn(urn).setNews(news[n])),
  );
  const failure = checked.flatMap((it) => it.getFailuresList())[0];
  if (failure) throw new Error(failure.getReason());
  const inputs = checked.map((it) => it.getInputs());
  const created = await measure(
    "create",
    urns.map((urn, n) => new proto.CreateRequest().setUrn(urn).setProperties(inputs[n])),
  );
  return urns.map((urn, n) => ({
    urn,
    id: created[n].getId(),
    inputs: inputs[n],
    outputs: created[n].getProperties(),
  }));
}

/** "Amazon VPC quotas": subnets of one VPC; the other clouds' networks have as many here. */
const SUBNETS = 200;

const azure = { resourceGroupName: "bench", location: "westeurope" };
const ACCOUNT = { accountName: "bench", kind: "StorageV2", sku: { name: "Standard_LRS" } };
const grouped = async () => void (await create("azure-native:resources:ResourceGroup", [["bench", azure]]));

/** What each kind is made in, and what changes at an update. `at` is the number of a network, or of a subnet inside of it. */
const KINDS = {
  "aws bucket": {
    type: "aws:s3/bucket:Bucket",
    inputs: (n) => ({ bucket: `bench-${n}`, tags: { team: "a" } }),
    change: { tags: { team: "b" } },
  },
  "aws subnet": {
    type: "aws:ec2/subnet:Subnet",
    network: ["aws:ec2/vpc:Vpc", (at) => ({ cidrBlock: `10.${at}.0.0/16` })],
    inputs: (_, { network, range }) => ({ vpcId: network.id, cidrBlock: range, tags: { team: "a" } }),
    change: { tags: { team: "b" } },
  },
  "gcp bucket": {
    type: "gcp:storage/bucket:Bucket",
    inputs: (n) => ({ name: `bench-${n}`, location: "EUROPE-WEST4", labels: { team: "a" } }),
    change: { labels: { team: "b" } },
  },
  "gcp subnet": {
    type: "gcp:compute/subnetwork:Subnetwork",
    network: ["gcp:compute/network:Network", (at) => ({ name: `net-${at}`, autoCreateSubnetworks: false })],
    inputs: (n, { network, range }) => ({ name: `r-${n}`, network: network.id, ipCidrRange: range }),
    change: { privateIpGoogleAccess: true },
  },
  "azure bucket": {
    type: "azure-native:storage:BlobContainer",
    prepare: async () => {
      await grouped();
      await create("azure-native:storage:StorageAccount", [["bench", { ...azure, ...ACCOUNT }]]);
    },
    inputs: (n) => ({ resourceGroupName: "bench", accountName: "bench", containerName: `bench-${n}` }),
    change: { metadata: { team: "b" } },
  },
  "azure subnet": {
    type: "azure-native:network:Subnet",
    prepare: grouped,
    network: [
      "azure-native:network:VirtualNetwork",
      (at) => ({ ...azure, virtualNetworkName: `net-${at}`, addressSpace: { addressPrefixes: [`10.${at}.0.0/16`] } }),
    ],
    inputs: (n, { at, range }) => ({
      resourceGroupName: "bench",
      virtualNetworkName: `net-${at}`,
      subnetName: `r-${n}`,
      addressPrefix: range,
    }),
    change: { privateEndpointNetworkPolicies: "Disabled" },
  },
};
const CONFIGS = {
  aws: { region: "eu-central-1" },
  gcp: { project: "isobar-sandbox", region: "europe-west4" },
  azure: { location: "westeurope" },
};

async function named({ prepare, network, inputs }, numbers) {
  await prepare?.();
  const count = network ? Math.ceil(numbers.length / SUBNETS) : 0;
  const ats = Array.from({ length: count }, (_, at) => [`net-${at}`, network[1](at)]);
  const made = count > 0 ? await create(network[0], ats) : [];
  figures.length = 0;
  return numbers.map((n) => {
    const [at, subnet] = [Math.floor(n / SUBNETS), n % SUBNETS];
    return [`r-${n}`, inputs(n, { at, network: made[at], range: `10.${at}.${subnet}.0/28` })];
  });
}

async function main() {
  const [cloud] = kind.split(" ");
  await send("configure", written(new proto.ConfigureRequest().setArgs(struct(CONFIGS[cloud]))));
  const numbers = Array.from({ length: Number(count) }, (_, n) => Number(from) + n);
  const { type, change, ...how } = KINDS[kind];
  const wanted = await named(how, numbers);
  const empty = new proto.ProviderHandshakeRequest();
  const warm = numbers.slice(0, 1000).map(() => empty);
  await measure("handshake", warm);
  figures.length = 0;
  await measure(
    "handshake",
    numbers.map(() => empty),
  );
  const made = await create(type, wanted);
  if (process.argv.includes("--create-only")) return;
  const changed = made.map(({ inputs }) => struct({ ...inputs.toJavaScript(), ...change }));
  const requests = (Request) => made.map(({ urn, id }) => new Request().setUrn(urn).setId(id));
  await measure(
    "diff",
    requests(proto.DiffRequest).map((it, n) => it.setOldInputs(made[n].inputs).setNews(changed[n])),
  );
  await measure(
    "update",
    requests(proto.UpdateRequest).map((it, n) => it.setOlds(made[n].outputs).setNews(changed[n])),
  );
  await measure(
    "read",
    requests(proto.ReadRequest).map((it, n) => it.setInputs(made[n].inputs).setProperties(made[n].outputs)),
  );
  await measure(
    "delete",
    requests(proto.DeleteRequest).map((it, n) => it.setOldInputs(made[n].inputs)),
  );
}

main().then(() => {
  process.send(figures);
  client.close();
  process.disconnect();
});
