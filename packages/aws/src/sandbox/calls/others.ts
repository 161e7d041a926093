import { types } from "../types";
import { type ApiCalls, apiCalls } from "./types";

/** The provider's words and those of IAM. */
export const iamCalls: Readonly<Record<string, ApiCalls>> = {
  [types.role]: apiCalls("IAM", "iam", {
    read: ["reading IAM Role ({id})", "GetRole"],
    create: ["creating IAM Role ({name})", "CreateRole"],
    update: ["updating IAM Role ({id})", "UpdateRole"],
    delete: ["deleting IAM Role ({id})", "DeleteRole"],
  }),
  [types.rolePolicy]: apiCalls("IAM", "iam", {
    read: ["reading IAM Role Policy ({id})", "GetRolePolicy"],
    create: ["putting IAM Role ({role}) Policy ({name})", "PutRolePolicy"],
    update: ["putting IAM Role ({role}) Policy ({name})", "PutRolePolicy"],
    delete: ["deleting IAM Role Policy ({id})", "DeleteRolePolicy"],
  }),
  [types.userPolicy]: apiCalls("IAM", "iam", {
    read: ["reading IAM User Policy ({id})", "GetUserPolicy"],
    create: ["putting IAM User ({user}) Policy ({name})", "PutUserPolicy"],
    update: ["putting IAM User ({user}) Policy ({name})", "PutUserPolicy"],
    delete: ["deleting IAM User Policy ({id})", "DeleteUserPolicy"],
  }),
  [types.instanceProfile]: apiCalls("IAM", "iam", {
    read: ["reading IAM Instance Profile ({id})", "GetInstanceProfile"],
    create: ["creating IAM Instance Profile ({name})", "CreateInstanceProfile"],
    update: ["adding IAM Role ({role}) to IAM Instance Profile ({id})", "AddRoleToInstanceProfile"],
    delete: ["deleting IAM Instance Profile ({id})", "DeleteInstanceProfile"],
  }),
};

/** An operation, and its action where that has another name. */
type Named = readonly [operation: string, action?: string];

function companion(noun: string, get: Named, put: Named, remove: Named, verb?: string): ApiCalls {
  const what = `S3 Bucket ({bucket}) ${noun}`;
  return apiCalls("S3", "s3", {
    read: [`reading ${what}`, ...get],
    create: [`${verb ?? "creating"} ${what}`, ...put],
    update: [`${verb ?? "updating"} ${what}`, ...put],
    delete: [`deleting ${what}`, ...remove],
  });
}

/** The provider's words and those of S3, whose actions often have other names than its operations. */
export const s3Calls: Readonly<Record<string, ApiCalls>> = {
  [types.bucket]: apiCalls("S3", "s3", {
    read: ["reading S3 Bucket ({id})", "HeadBucket", "ListBucket"],
    create: ["creating S3 Bucket ({bucket})", "CreateBucket"],
    update: ["updating S3 Bucket ({id}) tags", "PutBucketTagging"],
    delete: ["deleting S3 Bucket ({id})", "DeleteBucket"],
  }),
  [types.bucketVersioning]: companion(
    "Versioning",
    ["GetBucketVersioning"],
    ["PutBucketVersioning"],
    ["PutBucketVersioning"],
  ),
  [types.bucketPublicAccessBlock]: companion(
    "Public Access Block",
    ["GetPublicAccessBlock", "GetBucketPublicAccessBlock"],
    ["PutPublicAccessBlock", "PutBucketPublicAccessBlock"],
    ["DeletePublicAccessBlock", "PutBucketPublicAccessBlock"],
  ),
  [types.bucketEncryption]: companion(
    "Server-side Encryption Configuration",
    ["GetBucketEncryption", "GetEncryptionConfiguration"],
    ["PutBucketEncryption", "PutEncryptionConfiguration"],
    ["DeleteBucketEncryption", "PutEncryptionConfiguration"],
  ),
  [types.bucketLifecycle]: companion(
    "Lifecycle Configuration",
    ["GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"],
    ["PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"],
    ["DeleteBucketLifecycle", "PutLifecycleConfiguration"],
  ),
  [types.bucketCors]: companion(
    "CORS Configuration",
    ["GetBucketCors", "GetBucketCORS"],
    ["PutBucketCors", "PutBucketCORS"],
    ["DeleteBucketCors", "PutBucketCORS"],
  ),
  [types.bucketPolicy]: companion(
    "Policy",
    ["GetBucketPolicy"],
    ["PutBucketPolicy"],
    ["DeleteBucketPolicy"],
    "putting",
  ),
};

/** The provider's words and those of the services around machines. */
export const otherCalls: Readonly<Record<string, ApiCalls>> = {
  [types.logGroup]: apiCalls("CloudWatch Logs", "logs", {
    read: ["reading CloudWatch Logs Log Group ({id})", "DescribeLogGroups"],
    create: ["creating CloudWatch Logs Log Group ({name})", "CreateLogGroup"],
    update: ["updating CloudWatch Logs Log Group ({id})", "PutRetentionPolicy"],
    delete: ["deleting CloudWatch Logs Log Group ({id})", "DeleteLogGroup"],
  }),
  [types.budget]: apiCalls("Budgets", "budgets", {
    read: ["reading Budget ({id})", "DescribeBudget", "ViewBudget"],
    create: ["creating Budget ({name})", "CreateBudget", "ModifyBudget"],
    update: ["updating Budget ({id})", "UpdateBudget", "ModifyBudget"],
    delete: ["deleting Budget ({id})", "DeleteBudget", "ModifyBudget"],
  }),
  [types.parameter]: apiCalls("SSM", "ssm", {
    read: ["reading SSM Parameter ({id})", "GetParameter"],
    create: ["creating SSM Parameter ({name})", "PutParameter"],
    update: ["updating SSM Parameter ({id})", "PutParameter"],
    delete: ["deleting SSM Parameter ({id})", "DeleteParameter"],
  }),
  [types.schedule]: apiCalls("Scheduler", "scheduler", {
    read: ["reading AWS EventBridge Scheduler Schedule ({id})", "GetSchedule"],
    create: ["creating AWS EventBridge Scheduler Schedule ({name})", "CreateSchedule"],
    update: ["updating AWS EventBridge Scheduler Schedule ({id})", "UpdateSchedule"],
    delete: ["deleting AWS EventBridge Scheduler Schedule ({id})", "DeleteSchedule"],
  }),
  [types.lifecyclePolicy]: apiCalls("DLM", "dlm", {
    read: ["reading DLM Lifecycle Policy ({id})", "GetLifecyclePolicy"],
    create: ["creating DLM Lifecycle Policy", "CreateLifecyclePolicy"],
    update: ["updating DLM Lifecycle Policy ({id})", "UpdateLifecyclePolicy"],
    delete: ["deleting DLM Lifecycle Policy ({id})", "DeleteLifecyclePolicy"],
  }),
};
