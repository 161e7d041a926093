import { Bucket, Grant, Network, provider, VirtualMachine } from "@isobar/core";
import fc from "fast-check";
import { backendOf, type Cloud } from "../clouds.js";
import { BUCKET } from "../pairwise/bucket.js";
import { pairwise } from "../pairwise/cases.js";
import { COMMON, type CommonChoice, FAR } from "../pairwise/common.js";
import { argumentsOf, type Case, type Factors, featuresOf, type World } from "../pairwise/factor.js";
import { MACHINE } from "../pairwise/machine.js";
import { NETWORK } from "../pairwise/network.js";
import { type CloudName, instructionOf } from "../pairwise/places.js";
import { possible } from "../pairwise/space.js";
import { broken, type Mutation, mutation } from "./mutations.js";
import { principalOf, REFERENCES } from "./references.js";
import { anything, text } from "./values.js";

/** Something that a program says, right but for one thing. */
export interface Input {
  readonly kind: keyof typeof SAYINGS;
  /** Legal arguments. */
  readonly chosen: Case;
  readonly name: string;
  /** What is wrong with the arguments. */
  readonly mutation: Mutation;
  /** In the place of all arguments. */
  readonly other: unknown;
  /** The program goes on with something that is always refused, so that nothing needs to be built. */
  readonly stops: boolean;
  /** It holds what can't be written down as an argument at all. */
  readonly impossible: boolean;
}

type Say = (breaks: (legal: unknown) => never, input: Input, world: World, cloud: CloudName) => unknown;

const SIZE = { vcpus: 2, memoryGib: 4 };
const KINDS = [Bucket, Network, VirtualMachine, Grant] as readonly (new (name: string, args: never) => unknown)[];

/** Arguments without overrides, of which every function and object is the user's own business. */
function legal(factors: Factors<object>, { chosen }: Input, world: World): Pick<CommonChoice, "target" | "tags"> {
  const { target, tags } = argumentsOf(COMMON, chosen, world);
  return { ...argumentsOf(factors, chosen, world), ...(target && { target }), ...(tags && { tags }) };
}

/** What a program can say, each with arguments that are handed through `breaks`. */
const SAYINGS = {
  Bucket: (breaks, input, world) => new Bucket("fuzz", breaks(legal(BUCKET, input, world))),
  Network: (breaks, input, world) => new Network("fuzz", breaks(legal(NETWORK, input, world))),
  VirtualMachine: (breaks, input, world) => new VirtualMachine("fuzz", breaks(legal(MACHINE, input, world))),
  "VirtualMachine with others": (breaks, input, world) => {
    const here = legal({}, input, world);
    const network = new Network("net", here);
    const bucket = new Bucket("data", here);
    const front = () => new VirtualMachine("front", { size: SIZE, network, ...here });
    return new VirtualMachine(
      "fuzz",
      breaks({ ...legal(MACHINE, input, { ...world, network, bucket, front }), network }),
    );
  },
  Grant: (breaks) => {
    const [resource, to] = [new Bucket("data"), new VirtualMachine("web", { size: SIZE })];
    return new Grant("fuzz", breaks({ resource, to, access: "read", prefix: "logs/" }));
  },
  "Grant of plain data": (breaks, _input, _world, cloud) => {
    const resource = { cloud, kind: "bucket", id: REFERENCES[cloud].bucketId };
    return new Grant("fuzz", breaks({ resource, to: principalOf(cloud), access: "read" }));
  },
  "Bucket.grant": (breaks, _input, _world, cloud) => {
    const given: unknown = breaks({ to: principalOf(cloud), access: "read", opts: { prefix: "logs/" } });
    const { to, access, opts } = Object(given) as Record<string, never>;
    return new Bucket("data").grant(to as never, access as never, opts);
  },
  "Bucket.existing": (breaks, _input, _world, cloud) =>
    Bucket.existing("fuzz", breaks({ physicalName: REFERENCES[cloud].physicalName, tags: { a: "b" } })),
  "Network.existing": (breaks, _input, _world, cloud) =>
    Network.existing("fuzz", breaks({ ...REFERENCES[cloud].network, cidr: "10.0.0.0/16" })),
  overrides: (breaks, _input, _world, cloud) =>
    new Bucket("fuzz", { overrides: breaks({ [cloud]: { [REFERENCES[cloud].bucketRole]: {} } }) }),
  provider: (breaks) => provider(Object(breaks({ target: { region: FAR } })).target),
  "a bucket's name": (_, { name }) => new Bucket(name),
  "a machine's name": (_, { name }) => new VirtualMachine(name, { size: SIZE }),
  "a network's name": (_, { name }) => new Network(name),
  "anything at all": (_, { name, other }) =>
    new (KINDS[name.length % KINDS.length] as (typeof KINDS)[0])("fuzz", other as never),
} as const satisfies Readonly<Record<string, Say>>;

/** How often each is said: what takes long to build seldom. */
const OFTEN: Readonly<Partial<Record<Input["kind"], number>>> = {
  Bucket: 24,
  Network: 20,
  VirtualMachine: 30,
  "Grant of plain data": 6,
  "Bucket.grant": 2,
  "Bucket.existing": 8,
  "Network.existing": 8,
  overrides: 8,
  provider: 4,
  "anything at all": 12,
};

/** What is given by reference is checked when it is known. */
const SLOW_TO_REFUSE = /rant/;

/** Inputs for one cloud that are right but for one thing. */
export function inputs(cloud: Cloud): fc.Arbitrary<Input> {
  const features = featuresOf(backendOf(cloud));
  const kinds = Object.keys(SAYINGS) as Input["kind"][];
  return fc
    .record({
      kind: fc.oneof(...kinds.map((kind) => ({ arbitrary: fc.constant(kind), weight: OFTEN[kind] ?? 1 }))),
      chosen: fc.constantFrom(...pairwise().map((chosen) => possible(chosen, cloud.cloud, features))),
      name: text,
      mutation,
      other: anything,
      often: fc.nat(9),
    })
    .map(({ often, ...input }) => ({
      ...input,
      stops: often > 0 && !SLOW_TO_REFUSE.test(input.kind),
      impossible: input.mutation.how === "alien" && /^[A-Z]/.test(input.kind),
    }));
}

/** What the input makes a program say. */
export function say({ cloud }: Cloud, input: Input): unknown {
  const { world } = instructionOf(cloud, "fuzz", input.chosen);
  const sayIt: Say = SAYINGS[input.kind];
  return sayIt((value) => broken(value, input.mutation) as never, input, world, cloud);
}
