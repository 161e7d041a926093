import type { Props } from "@isobar/sandbox";
import { props } from "../values";

/** What a server adds to the metadata of every object. */
const ADDED = ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

/** A live object in the shape of the inputs that made it, so that only drift differs. */
export function inShapeOf(inputs: unknown, live: unknown): unknown {
  if (Array.isArray(inputs) && Array.isArray(live)) {
    return inputs.length === live.length ? live.map((item, index) => inShapeOf(inputs[index], item)) : live;
  }
  if (!isObject(inputs) || !isObject(live)) return live;
  const kept = Object.keys(inputs).filter((key) => key in live);
  return Object.fromEntries(kept.map((key) => [key, inShapeOf(inputs[key], live[key])]));
}

/** The inputs that would make an object of which only the live state is known. */
export function inputsOf(live: Props): Props {
  const { status: _, metadata, ...rest } = live;
  const kept = Object.entries(props(metadata)).filter(([key]) => !ADDED.includes(key));
  return { ...rest, metadata: Object.fromEntries(kept) };
}

/** A live object without the notes on who owns which field. */
export function withoutManagers(live: Props): Props {
  const { managedFields: _, ...metadata } = props(live.metadata);
  return { ...live, metadata };
}

function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
