import { checkEnum, isSet, object, objects } from "../known";
import { NOT_WELL_FORMED } from "../rules/buckets";
import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

const ALGORITHMS = ["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"];

export const bucketServerSideEncryptionConfiguration = bucketCompanion(
  types.bucketEncryption,
  ["s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"],
  {
    check: ({ rules }) =>
      objects(rules).flatMap(({ applyServerSideEncryptionByDefault: byDefault }, index) =>
        checkEnum(
          `rules[${index}].applyServerSideEncryptionByDefault.sseAlgorithm`,
          object(byDefault).sseAlgorithm,
          ALGORITHMS,
        ),
      ),
    // "PutBucketEncryption".
    refuse: ({ rules }, _, fail) => {
      if (objects(rules).length === 0) return fail("MalformedXML", NOT_WELL_FORMED);
      const odd = objects(rules)
        .map(({ applyServerSideEncryptionByDefault: byDefault }) => object(byDefault))
        .some(({ sseAlgorithm, kmsMasterKeyId }) => sseAlgorithm === "AES256" && isSet(kmsMasterKeyId));
      return odd
        ? fail("InvalidArgument", "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms")
        : undefined;
    },
  },
);
