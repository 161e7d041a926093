import { checkEnum, isSet, object, objects } from "../known";
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
      const odd = objects(rules)
        .map(({ applyServerSideEncryptionByDefault: byDefault }) => object(byDefault))
        .some(({ sseAlgorithm, kmsMasterKeyId }) => sseAlgorithm === "AES256" && isSet(kmsMasterKeyId));
      return odd
        ? fail("InvalidArgument", "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms")
        : undefined;
    },
  },
);
