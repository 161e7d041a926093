import { type CheckFailure, type Effect, type Model, type Props, UNKNOWN, type World } from "@isobar/sandbox";
import { names } from "../../names";
import { regionalArn, texts } from "../aws";
import { on, passRole, regionalPattern, rolesTrusting } from "../permissions";
import { types } from "../types";

const SERVICE = "scheduler.amazonaws.com";
const ACTIONS = [
  "scheduler:CreateSchedule",
  "scheduler:DeleteSchedule",
  "scheduler:GetSchedule",
  "scheduler:UpdateSchedule",
];
const DEFAULT_GROUP = "default";

/** "Schedule types in EventBridge Scheduler". */
const EXPRESSION = /^(at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)|rate\(\d+ (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/;
const ONCE = /^at\((.+)\)$/;

export const schedule: Model = {
  type: types.schedule,
  permissions: ({ groupName = DEFAULT_GROUP, name }, asked) => [
    on([regionalPattern("scheduler", `schedule/${groupName}/${name}`)], ...ACTIONS),
    passRole(rolesTrusting(SERVICE, asked), SERVICE),
  ],
  autoname: { property: "name", maxLength: names.schedule.maxLength },
  immutable: ["groupName", "name", "namePrefix", "region"],
  check,
  id: ({ groupName = DEFAULT_GROUP, name }) => `${groupName}/${name}`,
  refuse: ({ scheduleExpression, target }, world) => {
    const { roleArn } = target as Props;
    const role = world.list(types.role).find(({ outputs }) => outputs.arn === roleArn);
    if (!String(role?.inputs.assumeRolePolicy).includes(`"${SERVICE}"`)) {
      return "creating EventBridge Scheduler Schedule: ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.";
    }
    const moment = momentOf(scheduleExpression);
    return moment !== undefined && moment < world.now()
      ? `creating EventBridge Scheduler Schedule: ValidationException: The time of ${scheduleExpression} is in the past.`
      : undefined;
  },
  outputs: (inputs, world) => ({
    actionAfterCompletion: inputs.actionAfterCompletion ?? "NONE",
    arn: regionalArn(world, "scheduler", `schedule/${world.id}`),
    groupName: inputs.groupName ?? DEFAULT_GROUP,
    region: world.region,
    scheduleExpressionTimezone: inputs.scheduleExpressionTimezone ?? "UTC",
    state: inputs.state ?? "ENABLED",
  }),
  tick: ({ inputs }, world) => due(inputs, world),
};

function momentOf(expression: unknown): Date | undefined {
  const [, moment] = ONCE.exec(String(expression)) ?? [];
  return moment === undefined ? undefined : new Date(`${moment}Z`);
}

/** Ends the running machines that a schedule names once its moment has come. */
function due({ scheduleExpression, target }: Props, world: World): Effect[] {
  const moment = momentOf(scheduleExpression);
  if (moment === undefined || moment > world.now()) return [];
  const { arn, input } = target as Props;
  const stops = String(arn).endsWith(":stopInstances");
  const running = texts((JSON.parse(String(input)) as Props).InstanceIds).filter(
    (id) => world.find(types.instance, id)?.outputs.instanceState === "running",
  );
  return running.map((id) => ({ type: types.instance, id, become: stops ? { instanceState: "stopped" } : "gone" }));
}

function check({ name, scheduleExpression: expression, target }: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (typeof name === "string" && !names.schedule.pattern.test(name)) {
    failures.push({ property: "name", reason: "The name must consist of alphanumerics, hyphens, and underscores." });
  }
  if (typeof expression === "string" && expression !== UNKNOWN && !EXPRESSION.test(expression)) {
    const reason = `ValidationException: Invalid Schedule Expression ${expression}.`;
    failures.push({ property: "scheduleExpression", reason });
  }
  const { input } = (target ?? {}) as Props;
  if (typeof input === "string" && input !== UNKNOWN && !isJson(input)) {
    failures.push({ property: "target.input", reason: "ValidationException: Input must be a valid JSON." });
  }
  return failures;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
