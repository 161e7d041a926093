import type { Model } from "@isobar/sandbox";
import { common, regionalArn } from "../aws";

export const logGroup: Model = {
  type: "aws:cloudwatch/logGroup:LogGroup",
  autoname: { property: "name", maxLength: 255 },
  immutable: ["logGroupClass", "name", "namePrefix", "region"],
  id: (inputs) => String(inputs.name),
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "logs", `log-group:${world.id}`),
    deletionProtectionEnabled: inputs.deletionProtectionEnabled ?? false,
    logGroupClass: inputs.logGroupClass ?? "STANDARD",
    retentionInDays: inputs.retentionInDays ?? 0,
    skipDestroy: inputs.skipDestroy ?? false,
  }),
};
