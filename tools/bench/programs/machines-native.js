require("./report");
const aws = require("@pulumi/aws");
const { makeNetwork } = require("./network-native");

const tags = { project: "bench", stack: "bench" };
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
};
const session = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["ssm:UpdateInstanceInformation", "ssmmessages:*"], Resource: "*" }],
};
const { vpc, privateSubnets, ready } = makeNetwork(tags);
const ami = aws.ssm.getParameterOutput({
  name: "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
}).insecureValue;
for (let i = 0; i < Number(process.env.BENCH_COUNT); i++) {
  const name = `machine-${i}`;
  const role = new aws.iam.Role(name, { assumeRolePolicy: JSON.stringify(trust), tags });
  const policy = new aws.iam.RolePolicy(name, { role: role.name, policy: JSON.stringify(session) });
  const profile = new aws.iam.InstanceProfile(name, { role: role.name, tags });
  const group = new aws.ec2.SecurityGroup(name, { vpcId: vpc.id, description: "Virtual machine", tags });
  const egress = new aws.vpc.SecurityGroupEgressRule(name, {
    securityGroupId: group.id,
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
    tags,
  });
  new aws.ec2.Instance(
    name,
    {
      ami,
      instanceType: "t3a.medium",
      iamInstanceProfile: profile.name,
      subnetId: privateSubnets[i % privateSubnets.length].id,
      vpcSecurityGroupIds: [group.id],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
      rootBlockDevice: { volumeType: "gp3", volumeSize: 30, encrypted: true, iops: 3000, throughput: 125, tags },
      tags: { ...tags, Name: name },
    },
    { dependsOn: [policy, egress, ...ready] },
  );
}
