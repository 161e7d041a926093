import fc from "fast-check";

/** Texts that go wrong in names, messages and files. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\n",
    "\u0000",
    "\u001b[2J",
    "__proto__",
    "constructor",
    "toString",
    "$ref",
    "$(id)",
    "../..",
    "💥",
  ),
  fc.constantFrom("internet", "default", "null", "true", "-1", "1e999", "10.0.0.0/33", "0.0.0.0/0", "aws"),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
  fc.nat(3).map((power) => "x".repeat(10 ** (power + 2))),
);

const numbers = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.5, 1, 22, 2 ** 31, 2 ** 53, 1e308, Number.NaN, Number.POSITIVE_INFINITY),
  fc.integer({ min: -5, max: 70_000 }),
);

/** Values that no argument takes, whatever it is. */
export const alien: fc.Arbitrary<unknown> = fc.constantFrom<unknown[]>(
  Symbol("s"),
  10n,
  Number.NaN,
  new Date(0),
  new Map([["days", 1]]),
  new Set([1]),
  /x/,
  new Error("a value"),
  Buffer.from("x"),
  new (class Stranger {
    readonly days = 1;
  })(),
);

/** Keys that stand somewhere in the arguments, so that wrong values come close to right ones. */
const keys = fc.constantFrom(
  ...[
    "vcpus",
    "memoryGib",
    "gpu",
    "model",
    "type",
    "aws",
    "gcp",
    "azure",
    "native",
    "ports",
    "from",
    "protocol",
    "keys",
  ],
  ...["user", "sizeGib", "class", "mountPath", "snapshots", "everyHours", "to", "access", "onDelete", "prefix", "days"],
  ...["coldAfterDays", "origins", "methods", "cloud", "region", "zone", "account", "provider", "id", "kind"],
);

/** Whatever can be written down in a program, nested ones too. */
export const anything: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    numbers,
    fc.constantFrom(null, true, false, undefined),
    alien,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(text, keys), tie("value"), { maxKeys: 3 }),
  ),
})).value;
