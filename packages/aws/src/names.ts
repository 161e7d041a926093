import type { NameRule } from "@isobar/core/driver";

/** Physical names of the native types that Isobar names. */
export const names = {
  bucket: {
    of: "S3 bucket",
    minLength: 3,
    maxLength: 63,
    pattern:
      /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+(?:\.\d+){3}$)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3|-an)$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
    separator: "-",
    lowerCase: true,
    rule:
      "3 to 63 lower-case letters, digits, hyphens and single dots, beginning and ending with a letter or digit, " +
      "not in the form of an IP address, without the beginnings and endings that S3 keeps for itself",
    source: "General purpose bucket naming rules",
    forbidden: [".."],
  },
  role: iam("IAM role", 64),
  instanceProfile: iam("IAM instance profile", 128),
  policy: iam("IAM policy", 128),
  securityGroup: {
    of: "security group",
    minLength: 1,
    maxLength: 255,
    pattern: /^(?!sg-)[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]+$/,
    separator: "-",
    lowerCase: false,
    rule: "1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-",
    source: "CreateSecurityGroup",
  },
  logGroup: {
    of: "log group",
    minLength: 1,
    maxLength: 512,
    pattern: /^(?!aws\/)[A-Za-z0-9._/#-]+$/,
    separator: "-",
    lowerCase: false,
    rule: "1 to 512 letters, digits and ._-/#, not beginning with aws/",
    source: "CreateLogGroup",
  },
  parameter: {
    of: "parameter of Systems Manager",
    minLength: 1,
    maxLength: 128,
    pattern: /^(?!aws|ssm)[A-Za-z0-9_.-]+$/i,
    separator: "-",
    lowerCase: false,
    rule: "1 to 128 letters, digits and ._-, not beginning with aws or ssm",
    source: "PutParameter",
  },
  schedule: {
    of: "schedule of EventBridge Scheduler",
    minLength: 1,
    maxLength: 64,
    pattern: /^[0-9A-Za-z_.-]+$/,
    separator: "-",
    lowerCase: false,
    rule: "1 to 64 letters, digits and ._-",
    source: "CreateSchedule",
  },
} satisfies Record<string, NameRule>;

function iam(of: string, maxLength: number): NameRule {
  return {
    of,
    minLength: 1,
    maxLength,
    pattern: /^[A-Za-z0-9_+=,.@-]+$/,
    separator: "-",
    lowerCase: false,
    rule: `1 to ${maxLength} letters, digits and +=,.@-_`,
    source: "IAM and AWS STS quotas",
  };
}
