// A client of a simulated AWS in a process of its own, for tools/bench/sandbox.mjs: gRPC as the engine speaks it.
const path = require("node:path");
const { createRequire } = require("node:module");

const ROOT = path.resolve(__dirname, "../../..");
const require_ = createRequire(path.join(ROOT, "test/package.json"));
const { credentials } = require_("@grpc/grpc-js");
const { ResourceProviderClient } = require_("@pulumi/pulumi/proto/provider_grpc_pb");
const proto = require_("@pulumi/pulumi/proto/provider_pb");
const { Struct } = require_("google-protobuf/google/protobuf/struct_pb");

const [port, kind, count, from] = process.argv.slice(2);
const IN_FLIGHT = 16; // as many as an engine of two cores has by default, times four
const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
const struct = (props) => Struct.fromJavaScript(props);
const call = (name, request) =>
  new Promise((resolve, reject) => client[name](request, (error, answer) => (error ? reject(error) : resolve(answer))));

const TYPES = { bucket: "aws:s3/bucket:Bucket", subnet: "aws:ec2/subnet:Subnet", vpc: "aws:ec2/vpc:Vpc" };
const urnOf = (type, name) => `urn:pulumi:bench::bench::${TYPES[type]}::${name}`;

async function create(type, name, inputs) {
  const urn = urnOf(type, name);
  const checked = await call("check", new proto.CheckRequest().setUrn(urn).setNews(struct(inputs)));
  const [failure] = checked.getFailuresList();
  if (failure) throw new Error(failure.getReason());
  const created = await call("create", new proto.CreateRequest().setUrn(urn).setProperties(checked.getInputs()));
  return { urn, id: created.getId(), inputs: checked.getInputs(), outputs: created.getProperties() };
}

/** Calls for the numbers, some at a time; operations a second, and the milliseconds that 99 of 100 don't exceed. */
async function measure(what, numbers, operate) {
  const times = [];
  const waiting = [...numbers].reverse();
  const started = performance.now();
  const work = async () => {
    for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
      const start = performance.now();
      await operate(n);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const perSecond = numbers.length / ((performance.now() - started) / 1000);
  times.sort((a, b) => a - b);
  return { what, perSecond, p99: times[Math.floor(times.length * 0.99)] };
}

const inputsOf = {
  bucket: (n) => ({ bucket: `bench-${n}`, tags: { team: "a" } }),
  subnet: (n) => ({ vpcId, cidrBlock: `10.${n >> 12}.${(n >> 4) & 255}.${(n & 15) << 4}/28` }),
};
let vpcId;

async function main() {
  await call("configure", new proto.ConfigureRequest().setArgs(struct({ region: "eu-central-1" })));
  if (kind === "subnet") vpcId = (await create("vpc", "net", { cidrBlock: "10.0.0.0/16" })).id;
  const numbers = Array.from({ length: Number(count) }, (_, n) => Number(from) + n);
  const made = new Map();
  const figures = [await measure("empty call", numbers, () => call("handshake", new proto.ProviderHandshakeRequest()))];
  figures.push(
    await measure("check + create", numbers, async (n) => made.set(n, await create(kind, `r-${n}`, inputsOf[kind](n)))),
  );
  if (process.argv.includes("--create-only")) return figures;
  const changed = (n) => struct({ ...made.get(n).inputs.toJavaScript(), tags: { team: "b" } });
  figures.push(
    await measure("diff", numbers, (n) => {
      const { urn, id, inputs } = made.get(n);
      return call("diff", new proto.DiffRequest().setUrn(urn).setId(id).setOldInputs(inputs).setNews(changed(n)));
    }),
    await measure("update", numbers, (n) => {
      const { urn, id, outputs } = made.get(n);
      return call("update", new proto.UpdateRequest().setUrn(urn).setId(id).setOlds(outputs).setNews(changed(n)));
    }),
    await measure("delete", numbers, (n) => {
      const { urn, id, inputs } = made.get(n);
      return call("delete", new proto.DeleteRequest().setUrn(urn).setId(id).setOldInputs(inputs));
    }),
  );
  return figures;
}

main().then((figures) => {
  process.send(figures);
  client.close();
  process.disconnect();
});
