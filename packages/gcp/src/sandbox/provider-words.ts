import type { Model, Props, ResourceWorld, StoredResource } from "@isobar/sandbox";
import { nameOf, text } from "./cloud";
import { alreadyExists } from "./words";

/** What the provider puts before an answer of the API. */
interface Wording {
  create(inputs: Props): string;
  update(inputs: Props, id: string): string;
  delete(resource: StoredResource): string;
}

/** The words of resources that are generated from the API's description. */
function generated(name: string): Wording {
  return {
    create: () => `Error creating ${name}: `,
    update: (_, id) => `Error updating ${name} "${id}": `,
    delete: () => `Error when reading or editing ${name}: `,
  };
}

const RAW: Wording = { create: () => "", update: () => "", delete: () => "" };

function policy(of: string): Wording {
  const words = `Error applying IAM policy for ${of}: Error setting IAM policy for ${of}: `;
  return { create: () => words, update: () => words, delete: () => words };
}

const WORDINGS: Readonly<Record<string, (inputs: Props) => Wording>> = {
  "gcp:billing/budget:Budget": () => generated("Budget"),
  "gcp:cloudscheduler/job:Job": () => generated("Job"),
  "gcp:compute/address:Address": () => generated("Address"),
  "gcp:compute/attachedDisk:AttachedDisk": () => RAW,
  "gcp:compute/disk:Disk": () => generated("Disk"),
  "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment": () =>
    generated("DiskResourcePolicyAttachment"),
  "gcp:compute/firewall:Firewall": () => generated("Firewall"),
  "gcp:compute/instance:Instance": () => ({
    create: () => "Error creating instance: ",
    update: () => "Error updating instance: ",
    delete: () => "Error deleting instance: ",
  }),
  "gcp:compute/instanceIAMMember:InstanceIAMMember": ({ instanceName }) =>
    policy(`compute instance "${nameOf(instanceName)}"`),
  "gcp:compute/network:Network": () => generated("Network"),
  "gcp:compute/networkPeering:NetworkPeering": () => ({
    create: () => "Error adding network peering: ",
    update: () => "Error updating network peering: ",
    delete: ({ outputs }) => `Error removing peering \`${outputs.name}\` from network \`${nameOf(outputs.network)}\`: `,
  }),
  "gcp:compute/resourcePolicy:ResourcePolicy": () => generated("ResourcePolicy"),
  "gcp:compute/router:Router": () => generated("Router"),
  "gcp:compute/routerNat:RouterNat": () => generated("RouterNat"),
  "gcp:compute/subnetwork:Subnetwork": () => generated("Subnetwork"),
  "gcp:monitoring/notificationChannel:NotificationChannel": () => generated("NotificationChannel"),
  "gcp:serviceaccount/account:Account": () => ({
    create: () => "Error creating service account: ",
    update: () => "",
    delete: () => "Error deleting service account: ",
  }),
  "gcp:storage/bucket:Bucket": () => RAW,
  "gcp:storage/bucketIAMMember:BucketIAMMember": ({ bucket }) => policy(`storage bucket "${bucketPath(bucket)}"`),
};

function bucketPath(bucket: unknown): string {
  const name = text(bucket) ?? "";
  return name.startsWith("b/") ? name : `b/${name}`;
}

/** What the provider puts before an answer of the API to a call. */
export function wordingOf(type: string, inputs: Props): Wording {
  return WORDINGS[type]?.(inputs) ?? RAW;
}

/** An error as Pulumi's bridge to Terraform's providers hands it on. */
export function bridged(message: string): string {
  return `1 error occurred:\n\t* ${message}\n\n`;
}

/** The API's answers get the provider's words; what the provider says itself is whole already. */
function shown(reason: string | undefined, words: string): string | undefined {
  if (reason === undefined) return undefined;
  return bridged(reason.startsWith("googleapi: ") ? `${words}${reason}` : reason);
}

/** A model whose refusals are worded as the real provider words them, and that refuses names that are taken. */
export function worded(model: Model): Model {
  const { type, refuseDelete } = model;
  return {
    ...model,
    refuse(inputs, world) {
      const isNew = Object.keys(world.previous).length === 0;
      const wording = wordingOf(type, inputs);
      const reason = model.refuse?.(inputs, world) ?? (isNew ? taken(model, inputs, world) : undefined);
      return shown(reason, isNew ? wording.create(inputs) : wording.update(inputs, model.id(inputs, world)));
    },
    refuseDelete(resource, world) {
      const reason = prevented(resource) ?? refuseDelete?.(resource, world);
      return shown(reason, wordingOf(type, resource.inputs).delete(resource));
    },
  };
}

/** The provider's own protection of what is generated from the API's description. */
function prevented({ type, inputs }: StoredResource): string | undefined {
  if (inputs.deletionPolicy !== "PREVENT") return undefined;
  const [, module = "", name = ""] = /^gcp:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
  const service = { cloudscheduler: "CloudScheduler", serviceaccount: "ServiceAccount" }[module];
  const called = `${service ?? `${module.charAt(0).toUpperCase()}${module.slice(1)}`}${name}`;
  return `cannot destroy ${called} without setting deletion_policy="DELETE" and running \`terraform apply\``;
}

/** Types whose names are Compute Engine's own. */
const NAMED = /:(?:Address|Disk|Firewall|Instance|Network|ResourcePolicy|Router|Subnetwork)$/;

function taken(model: Model, inputs: Props, world: ResourceWorld): string | undefined {
  const id = model.id(inputs, world);
  return NAMED.test(model.type) && world.find(model.type, id) ? alreadyExists(id) : undefined;
}
