import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Props } from "./model.js";
import { isObject } from "./values.js";

export function fromStruct(struct: Struct | undefined): Props {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(props: Props): Struct {
  return Struct.fromJavaScript(defined(props) as Record<string, JavaScriptValue>);
}

/** Without the undefined members, which a Struct can't hold. */
function defined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => defined(item ?? null));
  }
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, defined(item)]));
}
