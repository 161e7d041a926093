import type { Model } from "@isobar/sandbox";
import { props, text } from "../cloud";
import { verbs } from "../permissions";
import { conditionKey, missingAccount } from "./iam";

export const bucketIamMember: Model = {
  type: "gcp:storage/bucketIAMMember:BucketIAMMember",
  permissions: ({ role }) => [
    { actions: verbs("storage.buckets", "getIamPolicy", "setIamPolicy"), grants: [String(role)] },
  ],
  immutable: ["*"],
  check({ condition, member }) {
    const failures = [];
    // "Overview of IAM Conditions": everybody can't have a condition.
    if (condition != null && (member === "allUsers" || member === "allAuthenticatedUsers")) {
      failures.push({ property: "condition", reason: `conditions can't be used with ${member}` });
    }
    const title = text(props(condition).title);
    if (title !== undefined && title.length > 100) {
      failures.push({ property: "condition.title", reason: "at most 100 characters are allowed" });
    }
    return failures;
  },
  id: (inputs) => `b/${inputs.bucket}/${inputs.role}/${inputs.member}${conditionKey(inputs)}`,
  outputs: (inputs, world) => ({
    bucket: `b/${inputs.bucket}`.replace(/^b\/b\//, "b/"),
    etag: world.keep("etag", () => `CA${Buffer.from(world.hex(2), "hex").toString("base64")}`),
  }),
  refuse(inputs, world) {
    const bucket = String(inputs.bucket).replace(/^b\//, "");
    const found = world.find("gcp:storage/bucket:Bucket", bucket);
    if (!found) return `googleapi: Error 404: The specified bucket does not exist., notFound`;
    // "Uniform bucket-level access": conditions need it.
    if (inputs.condition != null && found.outputs.uniformBucketLevelAccess !== true) {
      return "googleapi: Error 412: Policy with conditions needs uniform bucket-level access., conditionNotMet";
    }
    return missingAccount(String(inputs.member), world);
  },
};
