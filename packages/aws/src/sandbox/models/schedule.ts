import type { Effect, Model, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { names } from "../../names";
import { regionalArn, texts } from "../aws";
import { type Fail, refusing } from "../failure";
import { object } from "../known";
import { on, passRole, regionalPattern, rolesTrusting } from "../permissions";
import { stopped, terminated } from "../rules/machine-end";
import { checkSchedule, momentOf, refuseReading } from "../rules/schedules";
import { types } from "../types";

const SERVICE = "scheduler.amazonaws.com";
const ACTIONS = [
  "scheduler:CreateSchedule",
  "scheduler:DeleteSchedule",
  "scheduler:GetSchedule",
  "scheduler:UpdateSchedule",
];
const DEFAULT_GROUP = "default";

export const schedule: Model = {
  type: types.schedule,
  permissions: ({ groupName = DEFAULT_GROUP, name }, asked) => [
    on([regionalPattern("scheduler", `schedule/${groupName}/${name}`)], ...ACTIONS),
    passRole(rolesTrusting(SERVICE, asked), SERVICE),
  ],
  autoname: { property: "name", maxLength: names.schedule.maxLength },
  immutable: ["groupName", "name", "namePrefix", "region"],
  check: checkSchedule,
  id: idOf,
  refuse: (inputs, world) => {
    const fail = refusing(types.schedule, inputs, world);
    return (
      refuseGroup(inputs, fail) ??
      refuseName(inputs, world, fail) ??
      refuseReading(inputs, fail) ??
      refuseRole(inputs, world, fail) ??
      refuseMoment(inputs, world, fail)
    );
  },
  outputs: (inputs, world) => ({
    actionAfterCompletion: inputs.actionAfterCompletion ?? "NONE",
    arn: regionalArn(world, "scheduler", `schedule/${world.id}`),
    groupName: inputs.groupName ?? DEFAULT_GROUP,
    region: world.region,
    scheduleExpressionTimezone: inputs.scheduleExpressionTimezone ?? "UTC",
    state: inputs.state ?? "ENABLED",
  }),
  tick: due,
};

function idOf({ groupName = DEFAULT_GROUP, name }: Props): string {
  return `${groupName}/${name}`;
}

/** Ends the running machines that a schedule names once its moment has come; one that says so is gone then itself. */
function due({ type, id, inputs }: StoredResource, world: World): Effect[] {
  const { scheduleExpression, state, actionAfterCompletion } = inputs;
  const moment = momentOf(scheduleExpression);
  if (moment === undefined || moment > world.now() || state === "DISABLED") return [];
  const { arn, input } = object(inputs.target);
  const stops = String(arn).endsWith(":stopInstances");
  const ended = texts((JSON.parse(String(input)) as Props).InstanceIds)
    .map((machine) => world.find(types.instance, machine))
    .filter((machine) => machine?.outputs.instanceState === "running")
    .flatMap((machine) => (machine ? (stops ? stopped(machine) : terminated(machine, world)) : []));
  return actionAfterCompletion === "DELETE" ? [...ended, { type, id, become: "gone" }] : ended;
}

/** "CreateSchedule": groups are resources of their own, of which an account has one. */
function refuseGroup({ groupName = DEFAULT_GROUP }: Props, fail: Fail): string | undefined {
  return groupName === DEFAULT_GROUP
    ? undefined
    : fail("ResourceNotFoundException", `Schedule group ${groupName} does not exist.`, 404);
}

function refuseName(inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  return world.find(types.schedule, idOf(inputs))
    ? fail("ConflictException", `Schedule ${inputs.name} already exists.`, 409)
    : undefined;
}

/** "Setting up the execution role". */
function refuseRole({ target }: Props, world: World, fail: Fail): string | undefined {
  const { roleArn } = object(target);
  const role = world.list(types.role, ["arn", roleArn])[0];
  return String(role?.inputs.assumeRolePolicy).includes(`"${SERVICE}"`)
    ? undefined
    : fail(
        "ValidationException",
        "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
      );
}

function refuseMoment({ scheduleExpression, scheduleExpressionTimezone: zone }: Props, world: World, fail: Fail) {
  if (zone !== undefined && !isTimeZone(String(zone))) {
    return fail("ValidationException", "Provided ScheduleExpressionTimezone is not valid.");
  }
  const moment = momentOf(scheduleExpression);
  return moment !== undefined && moment < world.now()
    ? fail("ValidationException", `The time of ${scheduleExpression} is in the past.`)
    : undefined;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
