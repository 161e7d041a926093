import { z } from "zod";
import { PortableResource } from "../component";
import { duration, secondsOf } from "../duration";
import type { Grantable } from "../grant/grant";
import { commonShape, inputText, wholeNumber } from "../inputs";
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

const traffic = {
  ports: z
    .union([ports, z.array(ports).min(1, rule("at least one port"))], rule("a port, a range or a list of them"))
    .optional(),
  protocol: z.enum(["tcp", "udp", "icmp", "all"]).default("tcp"),
};
const peers = z.union([peer, z.array(peer).min(1, rule("at least one peer"))], rule("a peer or a list of them"));
const ingressRule = z.strictObject({ ...traffic, from: peers });
const egressRule = z.strictObject({ ...traffic, to: peers });

const HTTP = 'a path such as "/health", with its port before it where that is not 80: ":8080/health"';
const ready = z
  .strictObject({
    http: z
      .string(rule(HTTP))
      .regex(/^(:\d{1,5})?\/[A-Za-z0-9._~/?&=%:@+,;-]*$/, rule(HTTP))
      .refine((http) => portOf(http) >= 1 && portOf(http) <= 65_535, rule(HTTP))
      .optional(),
    tcp: port.optional(),
    timeout: duration.default(600),
  })
  .refine(({ http, tcp }) => (http === undefined) !== (tcp === undefined), rule("either http or tcp"));

const ruleName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, rule("names of lower-case letters, digits and hyphens"));
const EXPIRES = 'a time such as "72h" or "30d", or a moment such as "2027-01-31T18:00:00Z"';
const isMoment = (value: string) => z.iso.datetime({ offset: true }).safeParse(value).success;
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;

const ssh = z.strictObject({
  keys: z.array(inputText, rule("a list of public keys")).default([]),
  user: z.string(rule("a text")).regex(USER, rule("a Linux user name of at most 32 characters")).default("isobar"),
  from: z.array(peer, rule("a list of peers")).default([]),
});

const grantable = z.custom<Grantable>(
  (value) => PortableResource.isInstance(value) && "grant" in value,
  rule("a resource that access can be granted to, such as a Bucket"),
);
const access = z.array(
  z.strictObject({ to: grantable, access: z.enum(ACCESS) }),
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
  ingress: z.record(ruleName, ingressRule).default({}),
  egress: z.record(ruleName, egressRule).optional(),
  ssh: ssh.default({ keys: [], user: "isobar", from: [] }),
  bootDisk: z.strictObject(disk).default({ sizeGib: 30, class: "balanced" }),
  dataDisks: z.record(ruleName, dataDisk).default({}),
  startupScript: inputText.optional(),
  rerunScriptOnChange: z.boolean(rule("true or false")).default(false),
  access: access.default([]),
  ready: ready.optional(),
  spot: spot.default(false),
  maintenance: z.enum(["migrate", "restart"]).optional(),
  expires: z
    .string(rule(EXPIRES))
    .refine((value) => secondsOf(value) !== undefined || isMoment(value), rule(EXPIRES))
    .optional(),
  onDelete: z.enum(["protect", "delete"]).default("delete"),
});

/** The port of a readiness check over HTTP. */
export function portOf(http: string): number {
  return http.startsWith(":") ? Number.parseInt(http.slice(1), 10) : 80;
}

export type CheckedArgs = z.output<typeof virtualMachineSchema>;
