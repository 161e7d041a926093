import type { CheckFailure, Props, World } from "@isobar/sandbox";
import { known, labelOutputs, props } from "../cloud";
import { invalidValue, tooLarge } from "../words";

/** "Requirements for labels": the most of one resource. */
const MOST = 64;
const KEY = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const VALUE = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;

const KEY_WORDS =
  "The key must start with a lowercase character, can only contain lowercase letters, numeric characters, underscores and dashes. The key can be at most 63 characters long. International characters are allowed.";
const VALUE_WORDS =
  "The value can only contain lowercase letters, numeric characters, underscores and dashes. The value can be at most 63 characters long. International characters are allowed.";

/** "Requirements for labels": keys, values and how many of them there are with those that the provider adds. */
export function labelFaults(inputs: Props, world: World): CheckFailure[] {
  const count = Object.keys(props(labelOutputs(inputs, world).effectiveLabels)).length;
  const most = tooLarge("labels", MOST, count, "element");
  return [
    ...labelsAt(inputs.labels, "labels", "labels"),
    ...(count > MOST ? [{ property: "labels", reason: most }] : []),
  ];
}

/** Labels of a part of a resource: `field` is the API's name for it. */
export function labelsAt(labels: unknown, property: string, field: string): CheckFailure[] {
  return Object.entries(props(labels)).flatMap(([key, value]) => {
    const fault = (words: string) => [{ property: `${property}.${key}`, reason: invalidValue(field, "", words) }];
    if (!KEY.test(key)) return fault(`Label key '${key}' violates format constraints. ${KEY_WORDS}`);
    if (VALUE.test(known(value) ?? "")) return [];
    return fault(`Label value '${value}' violates format constraints. ${VALUE_WORDS}`);
  });
}
