import { type Props, type ResourceWorld, UNKNOWN, type World } from "@isobar/sandbox";

const COMPUTE = "https://www.googleapis.com/compute/v1/";

/** A text, or undefined for anything else. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A text that is known as a whole, or undefined. */
export function known(value: unknown): string | undefined {
  return typeof value === "string" && !value.includes(UNKNOWN) ? value : undefined;
}

/** Whether a value is only known once other resources are there. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.includes(UNKNOWN);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function props(value: unknown): Props {
  return typeof value === "object" && value !== null ? (value as Props) : {};
}

/** The project that a resource belongs to. */
export function projectOf(inputs: Props, world: World): string {
  return text(inputs.project) ?? text(world.config.project) ?? world.account;
}

/** The region that a resource belongs to. */
export function regionOf(inputs: Props, world: World): string {
  return text(inputs.region) ?? world.region;
}

/** The zone that a resource belongs to. */
export function zoneOf(inputs: Props, world: World): string {
  return nameOf(inputs.zone ?? world.config.zone);
}

/** The whole address of a resource of Compute Engine. */
export function selfLink(path: string): string {
  return `${COMPUTE}${path}`;
}

/**
 * `projects/…` of a self-link, of a path, of a path within the project such as `global/networks/net`, or of a mere name in a
 * collection such as `global/networks`.
 */
export function pathOf(reference: unknown, project: string, collection: string): string {
  const given = text(reference) ?? "";
  if (!given.includes("/")) return `projects/${project}/${collection}/${given}`;
  if (/^(?:global|regions|zones)\//.test(given)) return `projects/${project}/${given}`;
  return given.replace(/^.*?(?=projects\/)/, "");
}

export function nameOf(reference: unknown): string {
  return (text(reference) ?? "").split("/").at(-1) ?? "";
}

export function notFound(path: string): string {
  return `googleapi: Error 404: The resource '${path}' was not found, notFound`;
}

export function inUse(path: string, by: string): string {
  const kind = path
    .split("/")
    .at(-2)
    ?.replace(/(?:s|es)$/, "");
  return `googleapi: Error 400: The ${kind} resource '${path}' is already being used by '${by}', resourceInUseByAnotherResource`;
}

/** The id that Compute Engine gives: a number of 18 or 19 digits, as text. */
export function numericId(world: World): string {
  return String(10n ** 18n + (BigInt(`0x${world.hex(15)}`) % (8n * 10n ** 18n)));
}

export function fingerprint(world: World): string {
  return Buffer.from(world.hex(16), "hex").toString("base64");
}

/** Outputs that most resources of Compute Engine have. */
export function common(inputs: Props, world: ResourceWorld & { readonly id: string }): Props {
  return {
    project: projectOf(inputs, world),
    selfLink: selfLink(world.id),
    creationTimestamp: world.keep("creationTimestamp", () => world.now().toISOString()),
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
  };
}

/** Names of the outputs of {@link labelOutputs}; the provider keeps both secret. */
export const LABEL_SECRETS = ["effectiveLabels", "pulumiLabels"] as const;

/** The labels as they are in the cloud: the provider's, the resource's, and the one by which Pulumi is known. */
export function labelOutputs(inputs: Props, { config }: World): Props {
  const attribution = config.addPulumiAttributionLabel === false ? {} : { "goog-pulumi-provisioned": "true" };
  const all = { ...attribution, ...props(config.defaultLabels), ...props(inputs.labels) };
  return { pulumiLabels: all, effectiveLabels: all };
}
