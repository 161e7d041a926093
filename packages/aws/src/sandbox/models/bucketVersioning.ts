import { checkEnum, isSet, object } from "../known";
import { types } from "../types";
import { bucketCompanion } from "./bucketCompanion";

export const bucketVersioning = bucketCompanion(
  types.bucketVersioning,
  ["s3:GetBucketVersioning", "s3:PutBucketVersioning"],
  {
    check: ({ versioningConfiguration }) => {
      const { status, mfaDelete } = object(versioningConfiguration);
      return [
        ...checkEnum("versioningConfiguration.status", status, ["Enabled", "Suspended", "Disabled"]),
        ...checkEnum("versioningConfiguration.mfaDelete", mfaDelete, ["Enabled", "Disabled"]),
      ];
    },
    // "Retaining multiple versions of objects with S3 Versioning": a bucket that had versions can't go back.
    refuse: ({ versioningConfiguration, mfa }, { previous }, fail) => {
      // "Configuring MFA delete".
      if (object(versioningConfiguration).mfaDelete === "Enabled" && !isSet(mfa)) {
        return fail("AccessDenied", "Mfa Authentication must be used for this request", 403);
      }
      const [before, after] = [previous.versioningConfiguration, versioningConfiguration].map(
        (it) => object(it).status,
      );
      return before !== undefined && before !== "Disabled" && after === "Disabled"
        ? `versioning_configuration.status cannot be updated from '${before}' to '${after}'`
        : undefined;
    },
  },
);
