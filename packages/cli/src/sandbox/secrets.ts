import type { FoundResource, Path, Props } from "@isobar/sandbox";

/** What is shown for a secret, as Pulumi does. */
const MASK = "[secret]";
/** Shorter texts occur by chance. */
const TELLING_LENGTH = 6;

/** The resource with its secrets masked, also where one stands inside of another text. */
export function withoutSecrets(resource: FoundResource): FoundResource {
  const { inputs, outputs, secrets } = resource;
  if (secrets.length === 0) return resource;
  const texts = secrets.flatMap((path) => [inputs, outputs].flatMap((props) => textsIn(valueAt(props, path))));
  const telling = texts.filter((text) => text.length >= TELLING_LENGTH);
  const masked = (props: Props) => maskTexts(secrets.reduce(maskProperty, props), telling) as Props;
  return { ...resource, inputs: masked(inputs), outputs: masked(outputs) };
}

function maskProperty(props: Props, [key, ...rest]: Path): Props {
  return typeof key === "string" && props[key] != null ? { ...props, [key]: maskAt(props[key], rest) } : props;
}

/** Where a path ends early, the last value on the way is taken for the secret. */
function maskAt(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value) && typeof key === "number" && key < value.length) {
    return value.with(key, maskAt(value[key], rest));
  }
  if (isObject(value) && typeof key === "string" && key in value) {
    return { ...value, [key]: maskAt(value[key], rest) };
  }
  return MASK;
}

function maskTexts(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === "string") return texts.some((text) => value.includes(text)) ? MASK : value;
  if (Array.isArray(value)) return value.map((item) => maskTexts(item, texts));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskTexts(item, texts)]));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((within, key) => (within as Props | undefined)?.[key], value);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) || isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
