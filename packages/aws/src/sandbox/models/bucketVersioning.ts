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
    refuse: ({ bucket, versioningConfiguration, mfa }, world, fail) => {
      // "Configuring MFA delete".
      if (object(versioningConfiguration).mfaDelete === "Enabled" && !isSet(mfa)) {
        return fail("AccessDenied", "Mfa Authentication must be used for this request", 403);
      }
      // "Object Lock considerations".
      const locked = world.find(types.bucket, String(bucket))?.inputs.objectLockEnabled === true;
      if (locked && object(versioningConfiguration).status === "Suspended") {
        const reason = "so the versioning state cannot be changed.";
        return fail("InvalidBucketState", `An Object Lock configuration is present on this bucket, ${reason}`, 409);
      }
      const [before, after] = [world.previous.versioningConfiguration, versioningConfiguration].map(
        (it) => object(it).status,
      );
      return before !== undefined && before !== "Disabled" && after === "Disabled"
        ? `versioning_configuration.status cannot be updated from '${before}' to '${after}'`
        : undefined;
    },
  },
);
