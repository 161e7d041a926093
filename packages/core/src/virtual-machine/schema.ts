import { z } from "zod";
import { PortableResource } from "../component";
import { commonShape, inputObject, inputText, wholeNumber } from "../inputs";
import { ACCESS } from "../refs";
import { rule } from "../validate";

const text = z.string(rule("a text")).min(1, rule("a text that is not empty"));
const perCloud = z.record(z.string(), text, rule('a map by cloud, such as { aws: "…", gcp: "…" }'));
const amount = (what: string, max: number) =>
  z
    .number(rule(`a number of ${what}`))
    .positive(rule("a number above 0"))
    .max(max, rule(`at most ${max} ${what}`));

const gpu = z.strictObject({
  model: z.union([text, z.array(text).nonempty()], rule("a GPU model or a list of them")),
  count: wholeNumber(1, 16, "GPUs").optional(),
});

const wish = z.strictObject({
  vcpus: wholeNumber(1, 1024, "vCPUs"),
  memoryGib: amount("GiB", 32_768),
  arch: z.enum(["amd64", "arm64"]).default("amd64"),
  burstable: z.boolean(rule("true or false")).default(false),
  gpu: gpu.optional(),
});

const size = z.union(
  [wish, z.strictObject({ type: perCloud })],
  rule("{ vcpus, memoryGib } or { type: { <cloud>: <type> } }"),
);

/** Folders over which a mounted disk would hide what the system needs. */
const SYSTEM_PATHS = /^\/(bin|boot|dev|etc|lib|lib64|proc|root|run|sbin|sys|usr)(\/|$)|^\/(home|var|tmp)$/;

const disk = {
  sizeGib: wholeNumber(1, 65_536, "GiB"),
  class: z.enum(["hdd", "balanced", "ssd"]).default("balanced"),
};

const dataDisk = z.strictObject({
  ...disk,
  mountPath: z
    .string(rule("a text"))
    .regex(
      /^\/[A-Za-z0-9._/-]*[A-Za-z0-9]$/,
      rule("an absolute path of letters, digits, dots, hyphens and underscores"),
    )
    .refine((path) => !SYSTEM_PATHS.test(path), rule("a path outside the system's own folders"))
    .optional(),
  snapshots: z
    .strictObject({ everyHours: wholeNumber(1, 8760, "hours"), keep: wholeNumber(1, 1000, "snapshots") })
    .optional(),
  onDelete: z.enum(["retain", "delete-if-empty", "delete"]).default("retain"),
});

const spot = z.union(
  [
    z.boolean(),
    z.strictObject({
      maxPricePerHour: amount("USD an hour", 10_000).optional(),
      onInterruption: z.enum(["stop", "delete"]).default("stop"),
    }),
  ],
  rule("true, false or { maxPricePerHour, onInterruption }"),
);

const PORT = "a port from 1 to 65535";
const port = z.number(rule(PORT)).int(rule(PORT)).min(1, rule(PORT)).max(65_535, rule(PORT));
const RANGE = 'a range of ports such as "8000-8010"';
const portRange = z
  .string(rule(RANGE))
  .regex(/^\d{1,5}-\d{1,5}$/, rule(RANGE))
  .refine((range) => {
    const [from = 0, to = 0] = range.split("-").map(Number);
    return from >= 1 && from <= to && to <= 65_535;
  }, rule(RANGE));
const ports = z.union([port, portRange], rule(`${PORT}, or ${RANGE}`));

const peer = z.union(
  [z.string(), z.custom<object>((value) => PortableResource.isInstance(value))],
  rule('"internet", an IPv4 range, a Network or a machine'),
);

const ingressRule = z.strictObject({
  ports: z.union([ports, z.array(ports).min(1, rule("at least one port"))], rule("a port, a range or a list of them")),
  protocol: z.enum(["tcp", "udp"]).default("tcp"),
  from: z.union([peer, z.array(peer).min(1, rule("at least one peer"))], rule("a peer or a list of them")),
});

const RULE_NAME = /^[a-z][a-z0-9-]{0,30}$/;
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

const ssh = z.strictObject({
  keys: z.array(inputText, rule("a list of public keys")).default([]),
  user: z.string(rule("a text")).regex(USER, rule("a Linux user name of at most 32 characters")).default("isobar"),
  from: z.array(peer, rule("a list of peers")).default([]),
});

const access = z.array(
  z.strictObject({ to: inputObject, access: z.enum(ACCESS) }),
  rule('a list such as [{ to: bucket, access: "read" }]'),
);

export const virtualMachineSchema = z.strictObject({
  ...commonShape,
  size,
  image: z
    .union([text, z.strictObject({ native: perCloud })], rule("an image's name or { native: … }"))
    .default("ubuntu-24.04"),
  choice: text.optional(),
  network: z.custom<object>((value) => PortableResource.isInstance(value), rule("a Network")).optional(),
  publicIp: z
    .union([z.literal(false), z.enum(["ephemeral", "static"])], rule('false, "ephemeral" or "static"'))
    .default(false),
  ingress: z
    .record(z.string().regex(RULE_NAME, rule("names of lower-case letters, digits and hyphens")), ingressRule)
    .default({}),
  ssh: ssh.default({ keys: [], user: "isobar", from: [] }),
  bootDisk: z.strictObject(disk).default({ sizeGib: 30, class: "balanced" }),
  dataDisks: z
    .record(z.string().regex(RULE_NAME, rule("names of lower-case letters, digits and hyphens")), dataDisk)
    .default({}),
  startupScript: inputText.optional(),
  rerunScriptOnChange: z.boolean(rule("true or false")).default(false),
  access: access.default([]),
  ready: z.looseObject({}).optional(),
  spot: spot.default(false),
  maintenance: z.enum(["migrate", "restart"]).optional(),
  expires: text.optional(),
  onDelete: z.enum(["protect", "delete"]).default("delete"),
});

export type CheckedArgs = z.output<typeof virtualMachineSchema>;
