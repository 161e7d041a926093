import { type CheckFailure, type Model, type Props, UNKNOWN } from "@isobar/sandbox";
import { known, numericId, projectOf, props, text } from "../cloud";
import { inProject, verbs } from "../permissions";
import { labelsAt } from "../rules/labels";
import { apiError } from "../words";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** "REST Resource: projects.notificationChannels". */
const MAX_TITLE = 512;
/** "Create and manage notification channels". */
const KINDS = ["campfire", "email", "google_chat", "hipchat", "pagerduty", "pubsub", "slack", "sms"];
const MORE_KINDS = ["webhook_basicauth", "webhook_tokenauth"];

/** "Create and manage notification channels": labels that a kind must have, beside which it takes no others. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  email: ["email_address"],
  google_chat: ["space"],
  pubsub: ["topic"],
  sms: ["number"],
};

function wrongLabel(type: string, labels: unknown): string | undefined {
  const [needed, given] = [LABELS[type], Object.keys(props(labels))];
  if (!needed || type === "email") return needed && given.find((label) => !needed.includes(label));
  return needed.find((label) => !given.includes(label)) ?? given.find((label) => !needed.includes(label));
}

/** Where Cloud Monitoring and budgets send what they have to tell. */
export const notificationChannel: Model = {
  type: "gcp:monitoring/notificationChannel:NotificationChannel",
  permissions: ({ project }) => [
    inProject(project, verbs("monitoring.notificationChannels", "create", "delete", "get", "update")),
  ],
  immutable: ["project"],
  check: faults,
  id: (inputs, world) => `projects/${projectOf(inputs, world)}/notificationChannels/${numericId(world)}`,
  refuse: ({ type, labels }) => {
    if (![...KINDS, ...MORE_KINDS].includes(String(type))) {
      return apiError(400, `Field "notification_channel.type" had an invalid value of "${type}".`);
    }
    const wrong = wrongLabel(String(type), labels);
    if (wrong !== undefined) return apiError(400, `Field "notification_channel.labels['${wrong}']" is invalid.`);
    const address = text(props(labels).email_address);
    if (type !== "email" || (address !== undefined && EMAIL.test(address))) return undefined;
    return apiError(400, "Field \"notification_channel.labels['email_address']\" is not a valid email address.");
  },
  outputs: (inputs, world) => ({
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    enabled: inputs.enabled ?? true,
    name: world.id,
    project: projectOf(inputs, world),
  }),
  seconds: { create: 1, update: 1, delete: 1 },
};

function faults({ displayName, userLabels }: Props): CheckFailure[] {
  const title = known(displayName);
  const long = title !== undefined && title !== UNKNOWN && [...title].length > MAX_TITLE;
  return [
    ...labelsAt(userLabels, "userLabels", "userLabels"),
    ...(long ? [{ property: "displayName", reason: `at most ${MAX_TITLE} characters are allowed` }] : []),
  ];
}
