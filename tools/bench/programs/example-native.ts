import "./report";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { makeNetwork } from "./network-native";

const tags = { project: "bench", stack: "bench" };
const named = (name: string) => ({ ...tags, Name: name });
const ANYWHERE = "0.0.0.0/0";

const { vpc, publicSubnets, publicRoute } = makeNetwork(tags);

const data = new aws.s3.Bucket("data", { forceDestroy: true, tags });
new aws.s3.BucketPublicAccessBlock("data", {
  bucket: data.bucket,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketServerSideEncryptionConfiguration("data", {
  bucket: data.bucket,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});
new aws.s3.BucketVersioning("data", { bucket: data.bucket, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketLifecycleConfiguration("data", {
  bucket: data.bucket,
  rules: [
    {
      id: "logs",
      status: "Enabled",
      filter: { prefix: "logs/" },
      expiration: { days: 90 },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
    },
  ],
});
new aws.s3.BucketPolicy("data", {
  bucket: data.bucket,
  policy: data.arn.apply((arn) =>
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
  ),
});

const role = new aws.iam.Role("web", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
  }),
  tags,
});
const reads = new aws.iam.RolePolicy("web-reads-data", {
  role: role.name,
  policy: data.arn.apply((arn) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/*` },
        { Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
      ],
    }),
  ),
});
const session = new aws.iam.RolePolicy("web-session", {
  role: role.name,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["ssm:UpdateInstanceInformation", "ssmmessages:*"], Resource: "*" }],
  }),
});
const profile = new aws.iam.InstanceProfile("web", { role: role.name, tags });
const group = new aws.ec2.SecurityGroup("web", { description: "web", vpcId: vpc.id, tags });
const egress = new aws.vpc.SecurityGroupEgressRule("web", {
  securityGroupId: group.id,
  ipProtocol: "-1",
  cidrIpv4: ANYWHERE,
  tags,
});
new aws.vpc.SecurityGroupIngressRule("web-http", {
  securityGroupId: group.id,
  ipProtocol: "tcp",
  fromPort: 80,
  toPort: 80,
  cidrIpv4: ANYWHERE,
  tags,
});
const card = new aws.ec2.NetworkInterface("web", {
  subnetId: publicSubnets[0]?.id as pulumi.Output<string>,
  securityGroups: [group.id],
  tags,
});
const address = new aws.ec2.Eip("web", { domain: "vpc", networkInterface: card.id, tags }, { dependsOn: publicRoute });
new aws.ec2.Instance(
  "web",
  {
    ami: aws.ssm.getParameterOutput({
      name: "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
    }).insecureValue,
    instanceType: "c7i.large",
    iamInstanceProfile: profile.name,
    primaryNetworkInterface: { networkInterfaceId: card.id },
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
    rootBlockDevice: { volumeType: "gp3", volumeSize: 30, encrypted: true, deleteOnTermination: true, tags },
    userData: "#!/bin/sh\necho ready\n",
    tags: named("web"),
  },
  { dependsOn: [reads, session, egress, address] },
);

export const page = pulumi.interpolate`http://${address.publicIp}/`;
export const bucket = pulumi.interpolate`s3://${data.bucket}`;
