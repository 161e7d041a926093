import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { names } from "../../names";
import { common, regionalArn } from "../aws";
import { refusing } from "../failure";
import { checkEnum, checkExactlyOne, checkLength, known } from "../known";
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

/** "Managing parameter tiers". */
const MAX_VALUE = { Standard: 4096, Advanced: 8192, "Intelligent-Tiering": 8192 } as const;
/** "PutParameter". */
const MAX_LEVELS = 15;
const PATH = /^\/[\w.\-/]+$/;
const TYPES = ["String", "StringList", "SecureString"];

export const parameter: Model = {
  type: types.parameter,
  permissions: ({ name }) => [
    on([regionalPattern("ssm", `parameter/${String(name).replace(/^\//, "")}`)], ...ACTIONS),
    inRegion("ssm:DescribeParameters"),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: (before, _, after) => {
    // "Managing parameter tiers": an advanced parameter can't become a standard one.
    const smaller = before.tier === "Advanced" && (after.tier ?? "Standard") === "Standard";
    return ["dataType", "name", "region", ...(smaller ? ["tier"] : [])];
  },
  secrets: ["value"],
  check,
  id: ({ name }) => String(name),
  refuse: (inputs, world) => {
    const fail = refusing(types.parameter, inputs, world);
    const { name, overwrite } = inputs;
    if (/^\/?(aws|ssm)\//i.test(String(name))) {
      return fail("AccessDeniedException", `No access to reserved parameter name: ${name}.`);
    }
    const pattern = violatedPattern(inputs);
    if (pattern !== undefined) {
      const reason = `Parameter value, cannot be validated against allowedPattern: ${pattern}`;
      return fail("ParameterPatternMismatchException", reason);
    }
    return world.find(types.parameter, String(name)) && overwrite !== true
      ? fail(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        )
      : undefined;
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ssm", `parameter/${world.id.replace(/^\//, "")}`),
    dataType: inputs.dataType ?? "text",
    tier: inputs.tier ?? "Standard",
    version: versionOf(inputs, world.previous),
  }),
};

/** "PutParameter": the pattern that the value has to match and doesn't; one that only Java can read is let pass. */
function violatedPattern({ allowedPattern, value, insecureValue }: Props): string | undefined {
  if (typeof allowedPattern !== "string") return undefined;
  try {
    return new RegExp(allowedPattern).test(String(value ?? insecureValue)) ? undefined : allowedPattern;
  } catch {
    return undefined;
  }
}

function versionOf({ value, insecureValue }: Props, previous: Props): number {
  const former = Number(previous.version ?? 0);
  const same = (value ?? insecureValue) === (previous.value ?? previous.insecureValue);
  return former > 0 && same ? former : former + 1;
}

function check(inputs: Props): CheckFailure[] {
  const { name, value, insecureValue, type, tier } = inputs;
  const failures = [
    ...checkExactlyOne(inputs, ["insecureValue", "value", "valueWo"]),
    ...checkLength("description", inputs.description, 0, 1024),
    ...checkEnum("dataType", inputs.dataType, ["aws:ec2:image", "aws:ssm:integration", "text"]),
    ...checkEnum("type", type, TYPES),
    ...checkEnum("tier", tier, ["Standard", "Advanced", "Intelligent-Tiering"]),
  ];
  const [own, text] = [known(name), known(value ?? insecureValue)];
  if (own?.includes("/") && !PATH.test(own)) {
    const reason = "ValidationException: Parameter name must be a fully qualified name of letters, digits and ._-/";
    failures.push({ property: "name", reason });
  }
  if (own !== undefined && !own.includes("/") && !names.parameter.pattern.test(own)) {
    failures.push({ property: "name", reason: `ValidationException: Parameter name: ${names.parameter.rule}` });
  }
  if (own !== undefined && own.split("/").length - 1 > MAX_LEVELS) {
    const reason = `HierarchyLevelLimitExceededException: Parameter name has more than ${MAX_LEVELS} levels`;
    failures.push({ property: "name", reason });
  }
  const most = MAX_VALUE[(known(tier) ?? "Standard") as keyof typeof MAX_VALUE] ?? MAX_VALUE.Standard;
  // "PutParameter": no value can name another parameter.
  if (text === "" || text?.includes("{{")) {
    const reason = `ValidationException: The value of a parameter must not be empty, nor refer to others: ${text}`;
    failures.push({ property: "value", reason });
  }
  if (text !== undefined && text.length > most) {
    const reason = `ValidationException: Standard tier parameters support a maximum parameter value of ${most} characters.`;
    failures.push({ property: "value", reason });
  }
  return failures;
}
