import * as path from "node:path";
import type { SimulatedProvider } from "@isobar/sandbox";
import { ACCOUNT, texts } from "./aws";
import { faults } from "./faults";
import { getAmi } from "./functions/getAmi";
import { getAvailabilityZones } from "./functions/getAvailabilityZones";
import { getCallerIdentity } from "./functions/getCallerIdentity";
import { getInstanceTypeOfferings } from "./functions/getInstanceTypeOfferings";
import { getParameter } from "./functions/getParameter";
import { getSubnet } from "./functions/getSubnet";
import { getVpc } from "./functions/getVpc";
import { bucket } from "./models/bucket";
import { bucketCorsConfiguration } from "./models/bucketCorsConfiguration";
import { bucketLifecycleConfiguration } from "./models/bucketLifecycleConfiguration";
import { bucketPolicy } from "./models/bucketPolicy";
import { bucketPublicAccessBlock } from "./models/bucketPublicAccessBlock";
import { bucketServerSideEncryptionConfiguration } from "./models/bucketServerSideEncryptionConfiguration";
import { bucketVersioning } from "./models/bucketVersioning";
import { budget } from "./models/budget";
import { defaultSecurityGroup } from "./models/defaultSecurityGroup";
import { eip } from "./models/eip";
import { eipAssociation } from "./models/eipAssociation";
import { flowLog } from "./models/flowLog";
import { instance } from "./models/instance";
import { instanceProfile } from "./models/instanceProfile";
import { internetGateway } from "./models/internetGateway";
import { lifecyclePolicy } from "./models/lifecyclePolicy";
import { logGroup } from "./models/logGroup";
import { natGateway } from "./models/natGateway";
import { networkInterface } from "./models/networkInterface";
import { parameter } from "./models/parameter";
import { role } from "./models/role";
import { rolePolicy } from "./models/rolePolicy";
import { route } from "./models/route";
import { routeTable } from "./models/routeTable";
import { routeTableAssociation } from "./models/routeTableAssociation";
import { schedule } from "./models/schedule";
import { securityGroup } from "./models/securityGroup";
import { securityGroupEgressRule } from "./models/securityGroupEgressRule";
import { securityGroupIngressRule } from "./models/securityGroupIngressRule";
import { subnet } from "./models/subnet";
import { userPolicy } from "./models/userPolicy";
import { volume } from "./models/volume";
import { volumeAttachment } from "./models/volumeAttachment";
import { vpc } from "./models/vpc";
import { vpcEndpoint } from "./models/vpcEndpoint";
import { vpcPeeringConnection } from "./models/vpcPeeringConnection";
import { placeOf } from "./place";
import { withNamePrefix } from "./rules/name-prefixes";
import { withTagRules } from "./rules/tags";
import { scoped, scopedFunction } from "./scope";
import { withSeconds } from "./seconds";

/** The simulated AWS. */
export const provider: SimulatedProvider = {
  package: "aws",
  cloud: "aws",
  account: ACCOUNT,
  regionKey: "region",
  comparesState: true,
  schemaPath: path.join(__dirname, "..", "..", "generated", "schema.json"),
  models: [
    bucket,
    bucketCorsConfiguration,
    bucketLifecycleConfiguration,
    bucketPolicy,
    bucketPublicAccessBlock,
    bucketServerSideEncryptionConfiguration,
    bucketVersioning,
    budget,
    defaultSecurityGroup,
    eip,
    eipAssociation,
    flowLog,
    instance,
    instanceProfile,
    internetGateway,
    lifecyclePolicy,
    logGroup,
    natGateway,
    networkInterface,
    parameter,
    role,
    rolePolicy,
    route,
    routeTable,
    routeTableAssociation,
    schedule,
    securityGroup,
    securityGroupEgressRule,
    securityGroupIngressRule,
    subnet,
    userPolicy,
    volume,
    volumeAttachment,
    vpc,
    vpcEndpoint,
    vpcPeeringConnection,
  ].map((model) => scoped(withTagRules(withNamePrefix(withSeconds(model))))),
  functions: [
    getAmi,
    getAvailabilityZones,
    getCallerIdentity,
    getInstanceTypeOfferings,
    getParameter,
    getSubnet,
    getVpc,
  ].map(scopedFunction),
  faults,
  placeOf,
  refuseConfig(config, account) {
    const refused = `AWS account ID not allowed: ${account}`;
    if (texts(config.forbiddenAccountIds).includes(account)) return refused;
    const allowed = texts(config.allowedAccountIds);
    return allowed.length > 0 && !allowed.includes(account) ? refused : undefined;
  },
};
