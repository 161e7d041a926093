import { checkEnum, object } from "../known";
import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

export const bucketVersioning = bucketCompanion(
  types.bucketVersioning,
  ["s3:GetBucketVersioning", "s3:PutBucketVersioning"],
  {
    check: ({ versioningConfiguration }) =>
      checkEnum("versioningConfiguration.status", object(versioningConfiguration).status, [
        "Enabled",
        "Suspended",
        "Disabled",
      ]),
    // "Retaining multiple versions of objects with S3 Versioning": a bucket that had versions can't go back.
    refuse: ({ versioningConfiguration }, { previous }) => {
      const [before, after] = [previous.versioningConfiguration, versioningConfiguration].map(
        (it) => object(it).status,
      );
      return before !== undefined && before !== "Disabled" && after === "Disabled"
        ? `versioning_configuration.status cannot be updated from '${before}' to '${after}'`
        : undefined;
    },
  },
);
