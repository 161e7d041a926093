import type { Props, World } from "@isobar/sandbox";
import type { Fail } from "../failure";
import { object } from "../known";
import { types } from "../types";
import { faultOfPrincipal, listOf, statementsOf, unknownOperator } from "./policies";
import { missingPrincipal } from "./principals";

/** "Bucket policies for Amazon S3". */
const MAX_POLICY = 20_480;

/** Refuses what S3 refuses of a bucket's policy. */
export function refuseBucketPolicy({ bucket, policy }: Props, world: World, fail: Fail): string | undefined {
  const fault = faultOf(String(bucket), String(policy), world);
  if (fault) return fail("MalformedPolicy", fault);
  return isPublic(String(policy)) && blocksPublicPolicy(bucket, world)
    ? fail(
        "AccessDenied",
        `User: arn:aws:iam::${world.account}:user/sandbox is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
        403,
      )
    : undefined;
}

function faultOf(bucket: string, policy: string, world: World): string | undefined {
  if (Buffer.byteLength(policy) > MAX_POLICY) return "Policy exceeds the maximum allowed document size.";
  const statements = statementsOf(policy);
  if (statements.length === 0) return "Missing required field Statement";
  for (const statement of statements) {
    if (statement.Principal === undefined && statement.NotPrincipal === undefined) {
      return "Missing required field Principal";
    }
    if (faultOfPrincipal(statement.Principal)) return "Invalid principal in policy";
    const operator = unknownOperator(statement);
    if (operator !== undefined) return `Invalid Condition type : ${operator}`;
    const actions = listOf(statement.Action ?? statement.NotAction);
    if (actions.length === 0) return "Missing required field Action";
    if (!actions.every((action) => /^(\*|s3:[A-Za-z*?]+)$/.test(action))) return "Policy has invalid action";
    const resources = listOf(statement.Resource ?? statement.NotResource);
    if (resources.length === 0) return "Missing required field Resource";
    if (!resources.every((resource) => isOf(bucket, resource))) return "Policy has invalid resource";
    if (isAimless(statement)) return "Action does not apply to any resource(s) in statement";
  }
  return missingPrincipal(policy, world) && "Invalid principal in policy";
}

/** "Actions, resources, and condition keys for Amazon S3": what is done to objects, and what to buckets. */
const ON_OBJECTS = /^s3:(?:(?:Get|Put|Delete)Object\w*|AbortMultipartUpload|RestoreObject|ListMultipartUploadParts)$/;
const ON_BUCKETS =
  /^s3:(?:ListBucket\w*|(?:Get|Put|Delete)Bucket\w*|GetLifecycleConfiguration|PutLifecycleConfiguration)$/;

function isAimless({ Action, Resource }: Props): boolean {
  const resources = listOf(Resource);
  if (resources.length === 0) return false;
  // What has wildcards in place of a slash means the bucket and its objects.
  const hasObjects = resources.some((resource) => /[/*?]/.test(resource));
  const hasBucket = resources.some((resource) => !resource.includes("/"));
  return listOf(Action).some(
    (action) => (ON_OBJECTS.test(action) && !hasObjects) || (ON_BUCKETS.test(action) && !hasBucket),
  );
}

function isOf(bucket: string, resource: string): boolean {
  const [, name] = /^arn:[^:]+:s3:::([^/*?]+)([/*?].*)?$/.exec(resource) ?? [];
  return name === bucket;
}

/** "Blocking public access to your Amazon S3 storage": what a policy lets everybody do without a condition. */
function isPublic(policy: string): boolean {
  return statementsOf(policy).some(({ Effect, Principal, Condition }) => {
    const everybody = Principal === "*" || listOf(object(Principal).AWS).includes("*");
    return Effect === "Allow" && everybody && Condition === undefined;
  });
}

/** New buckets block public access until they are told otherwise. */
function blocksPublicPolicy(bucket: unknown, world: World): boolean {
  const setting = world.find(types.bucketPublicAccessBlock, String(bucket));
  return setting === undefined || setting.inputs.blockPublicPolicy === true;
}

/** "Elements of a CORS configuration". */
const METHODS = ["GET", "PUT", "HEAD", "POST", "DELETE"];
const MAX_CORS_RULES = 100;
const MAX_CORS_ID = 255;

export const NOT_WELL_FORMED =
  "The XML you provided was not well-formed or did not validate against our published schema";

/** Refuses what S3 refuses of rules for other origins. */
export function refuseCors(rules: readonly Props[], fail: Fail): string | undefined {
  if (rules.length === 0) {
    return fail("MalformedXML", NOT_WELL_FORMED);
  }
  if (rules.length > MAX_CORS_RULES) {
    return fail(
      "InvalidRequest",
      `The number of CORS rules should not exceed allowed limit of ${MAX_CORS_RULES} rules.`,
    );
  }
  if (rules.some(({ id }) => String(id ?? "").length > MAX_CORS_ID)) {
    return fail("InvalidRequest", `The ID of a CORS rule should not be longer than ${MAX_CORS_ID} characters.`);
  }
  for (const { allowedMethods, allowedOrigins, allowedHeaders, exposeHeaders } of rules) {
    const method = listOf(allowedMethods).find((name) => !METHODS.includes(name));
    if (method !== undefined) {
      const reason = `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`;
      return fail("InvalidRequest", reason);
    }
    for (const [name, texts] of [
      ["AllowedOrigin", listOf(allowedOrigins)],
      ["AllowedHeader", listOf(allowedHeaders)],
    ] as const) {
      const twice = texts.find((text) => text.split("*").length > 2);
      if (twice !== undefined) return fail("InvalidRequest", `${name} "${twice}" can not have more than one wildcard.`);
    }
    const exposed = listOf(exposeHeaders).find((text) => text.includes("*"));
    if (exposed !== undefined) {
      const reason = `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`;
      return fail("InvalidRequest", reason);
    }
  }
  return undefined;
}
