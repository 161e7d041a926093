import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { names } from "../../names";
import { common, regionalArn } from "../aws";
import { inRegion, on, regionalPattern } from "../permissions";
import { types } from "../types";

const ACTIONS = [
  "ssm:AddTagsToResource",
  "ssm:DeleteParameter",
  "ssm:GetParameter",
  "ssm:ListTagsForResource",
  "ssm:PutParameter",
  "ssm:RemoveTagsFromResource",
];

/** "PutParameter", for a parameter of the standard tier. */
const MAX_VALUE = 4096;

export const parameter: Model = {
  type: types.parameter,
  permissions: ({ name }) => [
    on([regionalPattern("ssm", `parameter/${String(name).replace(/^\//, "")}`)], ...ACTIONS),
    inRegion("ssm:DescribeParameters"),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["dataType", "name", "region"],
  secrets: ["value"],
  check,
  id: ({ name }) => String(name),
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ssm", `parameter/${world.id.replace(/^\//, "")}`),
    dataType: inputs.dataType ?? "text",
    tier: inputs.tier ?? "Standard",
    version: 1,
  }),
};

function check({ name, value, type }: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (typeof name === "string" && !name.includes("/") && !names.parameter.pattern.test(name)) {
    failures.push({ property: "name", reason: `ValidationException: Parameter name: ${names.parameter.rule}` });
  }
  if (typeof value === "string" && value.length > MAX_VALUE) {
    const reason = `ValidationException: Standard tier parameters support a maximum parameter value of ${MAX_VALUE} characters.`;
    failures.push({ property: "value", reason });
  }
  if (!["String", "StringList", "SecureString"].includes(String(type))) {
    failures.push({ property: "type", reason: `expected type to be one of ["String" "StringList" "SecureString"]` });
  }
  return failures;
}
