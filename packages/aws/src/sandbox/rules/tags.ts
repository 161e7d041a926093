import type { Model, Props, World } from "@isobar/sandbox";
import { tagsAll } from "../aws";
import { type Fail, refusing } from "../failure";

const MAX_TAGS = 50;
const MAX_KEY = 128;
const MAX_VALUE = 256;
const LEGAL = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

type Rule = (tags: readonly (readonly [string, string])[], fail: Fail) => string | undefined;

/** "Tag your Amazon EC2 resources": EC2 takes any character, unlike other services. */
const ec2: Rule = (tags, fail) => {
  if (tags.some(([key]) => isReserved(key))) {
    return fail("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
  }
  if (tags.some(([key]) => key === "")) {
    return fail("InvalidParameterValue", "Tag keys must have at least 1 character");
  }
  if (tags.some(([key]) => [...key].length > MAX_KEY)) {
    return fail("InvalidParameterValue", `Tag key exceeds the maximum length of ${MAX_KEY} characters`);
  }
  if (tags.some(([, value]) => [...value].length > MAX_VALUE)) {
    return fail("InvalidParameterValue", `Tag value exceeds the maximum length of ${MAX_VALUE} characters`);
  }
  return tags.length > MAX_TAGS
    ? fail("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.")
    : undefined;
};

/** "Tags for AWS Identity and Access Management resources". */
const iam: Rule = (tags, fail) => {
  const keys = tags.map(([key]) => key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    return fail("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }
  if (keys.some(isReserved)) {
    return fail("InvalidInput", "aws: prefixed tag key names are not allowed for external use.");
  }
  const at = tags.findIndex(([key, value]) => !isLegal(key, MAX_KEY) || !isLegal(value, MAX_VALUE));
  const [key = "", value = ""] = tags[at] ?? [];
  if (at >= 0) {
    const [part, text] = isLegal(key, MAX_KEY) ? ["value", value] : ["key", key];
    return fail(
      "ValidationError",
      `1 validation error detected: Value '${text}' at 'tags.${at + 1}.member.${part}' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*`,
    );
  }
  return tags.length > MAX_TAGS
    ? fail("LimitExceeded", `Cannot exceed quota for TagsPerRole: ${MAX_TAGS}`, 409)
    : undefined;
};

/** "Using cost allocation S3 bucket tags". */
const s3: Rule = (tags, fail) => {
  if (tags.some(([key]) => isReserved(key))) {
    return fail("InvalidTag", "System tags cannot be added/updated by requester");
  }
  if (tags.some(([key]) => !isLegal(key, MAX_KEY)))
    return fail("InvalidTag", "The TagKey you have provided is invalid");
  if (tags.some(([, value]) => !isLegal(value, MAX_VALUE))) {
    return fail("InvalidTag", "The TagValue you have provided is invalid");
  }
  return tags.length > MAX_TAGS ? fail("BadRequest", `Bucket tag count cannot be greater than ${MAX_TAGS}`) : undefined;
};

function isReserved(key: string): boolean {
  return key.toLowerCase().startsWith("aws:");
}

function isLegal(text: string, max: number): boolean {
  return [...text].length <= max && LEGAL.test(text);
}

/** Types whose resources have no tags. */
const UNTAGGED = /RouteTableAssociation|EipAssociation|VolumeAttachment|:Route$|Policy$|Bucket\w+$/;

function ruleOf(type: string): Rule | undefined {
  if (UNTAGGED.test(type)) return undefined;
  if (type.startsWith("aws:iam/")) return iam;
  if (type.startsWith("aws:s3/")) return s3;
  return /^aws:(ec2|ebs|vpc)\//.test(type) ? ec2 : undefined;
}

function tagsOf(inputs: Props, world: World): [string, string][] {
  return Object.entries(tagsAll(inputs, world)).map(([key, value]) => [key, String(value)]);
}

/** A model that refuses the tags that its service refuses: the resource's own and the provider's default ones. */
export function withTagRules(model: Model): Model {
  const rule = ruleOf(model.type);
  if (rule === undefined) return model;
  return {
    ...model,
    refuse: (inputs, world) =>
      rule(tagsOf(inputs, world), refusing(model.type, inputs, world)) ?? model.refuse?.(inputs, world),
  };
}
