import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { type Fail, refusing } from "../failure";
import { isSet } from "../known";
import { bucketPattern, on } from "../permissions";
import { types } from "../types";

type More = Partial<Omit<Model, "refuse">> & {
  /** Beside what holds for every companion. */
  readonly refuse?: (inputs: Props, world: ResourceWorld, fail: Fail) => string | undefined;
};

/**
 * What every companion of a bucket is like: it has the bucket's name as its id, and goes where the bucket goes.
 *
 * @param actions What the deployer must be allowed on the bucket.
 */
export function bucketCompanion(type: string, actions: readonly string[], more: More = {}): Model {
  return {
    permissions: ({ bucket }) => [on([bucketPattern(bucket)], "s3:ListBucket", ...actions)],
    immutable: ["bucket", "expectedBucketOwner", "region"],
    id: (inputs) => String(inputs.bucket),
    outputs: (_, { region }) => ({ region }),
    ...more,
    type,
    refuse: (inputs, world) => {
      const fail = refusing(type, inputs, world);
      return refuseBucket(inputs, world, fail) ?? more.refuse?.(inputs, world, fail);
    },
  };
}

/** "Error responses": NoSuchBucket and PermanentRedirect. */
function refuseBucket(
  { bucket, expectedBucketOwner: owner }: Props,
  world: ResourceWorld,
  fail: Fail,
): string | undefined {
  const found = world.find(types.bucket, String(bucket));
  if (found === undefined) return fail("NoSuchBucket", "The specified bucket does not exist", 404);
  // "Verifying bucket ownership with bucket owner condition".
  if (isSet(owner) && owner !== world.account) return fail("AccessDenied", "Access Denied", 403);
  const { region } = found.outputs;
  return region === undefined || region === world.region
    ? undefined
    : fail(
        "PermanentRedirect",
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
        301,
      );
}
