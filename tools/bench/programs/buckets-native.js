require("./report");
const { s3 } = require("@pulumi/aws");

for (let i = 0; i < Number(process.env.BENCH_COUNT); i++) {
  const name = `data-${i}`;
  const tags = { project: "bench", stack: "bench" };
  const bucket = new s3.Bucket(name, { forceDestroy: true, tags });
  const block = new s3.BucketPublicAccessBlock(
    `${name}-public-access-block`,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { dependsOn: bucket },
  );
  const encryption = new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { bucket: bucket.bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    { dependsOn: block },
  );
  const versioning = new s3.BucketVersioning(
    `${name}-versioning`,
    { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
    { dependsOn: encryption },
  );
  const lifecycle = new s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    {
      bucket: bucket.bucket,
      rules: [
        {
          id: "housekeeping",
          status: "Enabled",
          filter: { prefix: "" },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          expiration: { expiredObjectDeleteMarker: true },
          noncurrentVersionExpiration: { noncurrentDays: 7 },
        },
      ],
    },
    { dependsOn: versioning },
  );
  const policy = bucket.arn.apply((arn) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  );
  new s3.BucketPolicy(`${name}-policy`, { bucket: bucket.bucket, policy }, { dependsOn: lifecycle });
}
