import type { Table } from "../mutation.js";

const ACCOUNTS = "IAM: Create service accounts";
const ACCOUNT_ARGUMENTS = "Pulumi Registry: gcp.serviceaccount.Account";
const PRINCIPALS = "IAM: Principal identifiers";
const ROLES = "IAM: Roles and permissions";
const BUCKET_ROLES = "Cloud Storage: IAM roles for Cloud Storage";
const MACHINE_ROLES = "Compute Engine: Compute Engine IAM roles and permissions";
const CONDITIONS = "IAM: Overview of IAM Conditions";
const JOBS = "Cloud Scheduler API: projects.locations.jobs";
const JOB_ARGUMENTS = "Pulumi Registry: gcp.cloudscheduler.Job";
const CRON = "Cloud Scheduler: Cron job format and time zone";

const MISSING = "serviceAccount:missing@my-project.iam.gserviceaccount.com";
const EXPRESSION = 'request.time < timestamp("2030-01-01T00:00:00Z")';

/** Mistakes in accounts, roles, and what acts in their name. */
export const identity: Table = {
  "serviceaccount/account:Account web-sa": [
    { what: "an id of five characters", set: { accountId: "web-a" }, why: ACCOUNTS },
    { what: "an id of 31 characters", set: { accountId: "a".repeat(31) }, why: ACCOUNTS },
    { what: "an id with capitals", set: { accountId: "Web-account" }, why: ACCOUNTS },
    { what: "an id that starts with a digit", set: { accountId: "1web-account" }, why: ACCOUNTS },
    { what: "an id with an underscore", set: { accountId: "web_account" }, why: ACCOUNTS },
    { what: "a display name of 101 bytes", set: { displayName: "d".repeat(101) }, why: "IAM API: ServiceAccount" },
    { what: "a description of 257 bytes", set: { description: "d".repeat(257) }, why: "IAM API: ServiceAccount" },
    { what: "the same id again", at: "again", why: ACCOUNTS },
    { what: "another id", at: "replace", set: { accountId: "web-account" }, why: ACCOUNT_ARGUMENTS },
  ],
  "storage/bucketIAMMember:BucketIAMMember data-web-read": [
    {
      what: "a member without kind",
      set: { member: "web-sa@my-project.iam.gserviceaccount.com" },
      why: PRINCIPALS,
    },
    { what: "an account that isn't there", set: { member: MISSING }, why: PRINCIPALS },
    { what: "a user for a domain", set: { member: "domain:ada@example.com" }, why: PRINCIPALS },
    {
      what: "an account of Kubernetes without namespace",
      set: { member: "serviceAccount:my-project.svc.id.goog[web]" },
      why: PRINCIPALS,
    },
    { what: "a user without address", set: { member: "user:ada" }, why: PRINCIPALS },
    { what: "a role without its prefix", set: { role: "storage.objectViewer" }, why: ROLES },
    { what: "a role that isn't there", set: { role: "roles/storage.objectReader" }, why: ROLES },
    { what: "another service's role", set: { role: "roles/compute.viewer" }, why: BUCKET_ROLES },
    {
      what: "a bucket that isn't there",
      set: { bucket: "a-bucket-that-is-not-there" },
      why: "Cloud Storage JSON API: Buckets: setIamPolicy",
    },
    {
      what: "everybody, which the bucket prevents",
      set: { member: "allUsers" },
      why: "Cloud Storage: Public access prevention",
    },
    { what: "a condition without title", set: { condition: { expression: EXPRESSION } }, why: CONDITIONS },
    {
      what: "a condition that doesn't parse",
      set: { condition: { title: "soon", expression: "request.time <" } },
      why: CONDITIONS,
    },
    { what: "no role", set: { role: undefined }, why: "Pulumi Registry: gcp.storage.BucketIAMMember" },
  ],
  "compute/instanceIAMMember:InstanceIAMMember web-expiry-grant": [
    { what: "a bucket's role", set: { role: "roles/storage.objectViewer" }, why: MACHINE_ROLES },
    { what: "an account that isn't there", set: { member: MISSING }, why: PRINCIPALS },
    {
      what: "a machine that isn't there",
      set: { instanceName: "missing" },
      why: "Compute Engine API: instances.setIamPolicy",
    },
    {
      what: "another zone than the machine's",
      set: { zone: "europe-west4-b" },
      why: "Compute Engine API: instances.setIamPolicy",
    },
    {
      what: "a condition that doesn't parse",
      set: { "condition.expression": "request.time <" },
      why: CONDITIONS,
    },
    {
      what: "a condition of an unknown attribute",
      set: { "condition.expression": 'request.hour == "12"' },
      why: "IAM: Attribute reference for IAM Conditions",
    },
    { what: "a title of 101 characters", set: { "condition.title": "t".repeat(101) }, why: CONDITIONS },
    { what: "a role without its prefix", set: { role: "compute.instanceAdmin.v1" }, why: ROLES },
  ],
  "cloudscheduler/job:Job web-expiry-job": [
    { what: "a schedule that is none", set: { schedule: "once in a while" }, why: CRON },
    { what: "a schedule of six fields", set: { schedule: "0 0 9 * * *" }, why: CRON },
    { what: "hour 25", set: { schedule: "0 25 * * *" }, why: CRON },
    { what: "a time zone that isn't there", set: { timeZone: "Mars/Olympus" }, why: CRON },
    {
      what: "a region that isn't there",
      set: { region: "europe-west99" },
      why: "Cloud Scheduler: Locations",
    },
    { what: "a method that is none", set: { "httpTarget.httpMethod": "SEND" }, why: JOBS },
    {
      what: "an address without scheme",
      set: { "httpTarget.uri": "compute.googleapis.com/stop" },
      why: JOBS,
    },
    { what: "six retries", set: { "retryConfig.retryCount": 6 }, why: JOBS },
    { what: "a time without unit", set: { "retryConfig.minBackoffDuration": "30" }, why: JOBS },
    { what: "an answer within a second", set: { attemptDeadline: "1s" }, why: JOBS },
    {
      what: "two kinds of target",
      set: { pubsubTarget: { topicName: "projects/my-project/topics/expiry", data: "eA==" } },
      why: JOB_ARGUMENTS,
    },
    {
      what: "two kinds of token",
      set: { "httpTarget.oidcToken": { serviceAccountEmail: MISSING.slice(15) } },
      why: JOBS,
    },
    { what: "a name with a space", set: { name: "web expiry" }, why: JOBS },
    { what: "the same name again", at: "again", why: JOBS },
  ],
};
