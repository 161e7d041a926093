import type { Call } from "@isobar/sandbox";
import { catalogue, regionOfZone } from "../catalogue";
import { nameOf, pathOf, props, text } from "../cloud";
import { ACCOUNT } from "../project";
import { bridged, wordingOf } from "../provider-words";

export const COMPUTE = ["gcp:compute/*"];
export const INSTANCE = ["gcp:compute/instance:Instance"];
export const STORAGE = ["gcp:storage/*"];
export const BUCKET = ["gcp:storage/bucket:Bucket"];
export const GRANTS = ["gcp:storage/bucketIAMMember:*", "gcp:compute/instanceIAMMember:*"];
export const ACCOUNTS = ["gcp:serviceaccount/account:Account"];
export const JOBS = ["gcp:cloudscheduler/job:Job"];
/** All calls that a resource can meet. */
export const LIFE = ["create", "read", "update", "delete"] as const;

export function projectOfCall({ inputs }: Call): string {
  return text(inputs.project) ?? ACCOUNT;
}

export function regionOfCall({ zone, region }: Call): string {
  return zone === undefined ? region : regionOfZone(zone);
}

export function machineOf({ inputs }: Call) {
  return catalogue().machineType(nameOf(inputs.machineType));
}

/** GPUs of a machine: those that it comes with, and those that are attached. */
export function gpuOf(call: Call): { readonly name: string; readonly count: number } | undefined {
  const [attached] = Array.isArray(call.inputs.guestAccelerators) ? call.inputs.guestAccelerators.map(props) : [];
  if (attached) return { name: nameOf(attached.type), count: Number(attached.count ?? 1) };
  const own = machineOf(call)?.gpu;
  const model = own && catalogue().gpu(own.model);
  return own && model && { name: model.nativeNames[0] ?? own.model, count: own.count };
}

export function isSpot({ inputs }: Call): boolean {
  const { preemptible, provisioningModel } = props(inputs.scheduling);
  return preemptible === true || provisioningModel === "SPOT";
}

const COLLECTIONS: Readonly<Record<string, string>> = {
  Address: "addresses",
  AttachedDisk: "instances",
  Disk: "disks",
  DiskResourcePolicyAttachment: "disks",
  Firewall: "firewalls",
  Instance: "instances",
  InstanceIAMMember: "instances",
  Network: "networks",
  NetworkPeering: "networks",
  ResourcePolicy: "resourcePolicies",
  Router: "routers",
  RouterNat: "routers",
  Subnetwork: "subnetworks",
};

/** The collection of the API that a call is about, such as `networks`. */
export function collectionOf({ token }: Call): string {
  const name = token.split(":").at(-1) ?? "";
  const plain = name.replace(/^get/, "");
  return COLLECTIONS[plain] ?? `${plain.charAt(0).toLowerCase()}${plain.slice(1)}${plain.endsWith("s") ? "" : "s"}`;
}

/** The path of what a call of Compute Engine is about. */
export function pathOfCall(call: Call): string {
  const { inputs } = call;
  const collection = collectionOf(call);
  const isGlobal = ["networks", "firewalls"].includes(collection);
  const isZonal = ["instances", "disks"].includes(collection);
  const place = isGlobal
    ? "global"
    : isZonal
      ? `zones/${call.zone ?? `${call.region}-a`}`
      : `regions/${regionOfCall(call)}`;
  const holder = {
    routers: inputs.router,
    networks: inputs.network,
    instances: inputs.instance ?? inputs.instanceName,
  };
  const named = (holder as Record<string, unknown>)[collection] ?? inputs.disk ?? inputs.name ?? call.name;
  return pathOf(named, projectOfCall(call), `${place}/${collection}`);
}

/** The path of the network that a call names. */
export function networkOfCall(call: Call): string {
  return pathOf(call.inputs.network ?? "default", projectOfCall(call), "global/networks");
}

/** An answer of the API to a call, as the provider and the bridge hand it on. */
export function answered(call: Call, answer: string): string {
  const { operation, token, inputs, name } = call;
  const id = call.id ?? name;
  if (operation === "call") return `invoking ${token}: ${bridged(answer)}`;
  const wording = wordingOf(token, inputs);
  const resource = { type: token, id, urn: "", inputs, outputs: inputs };
  const words = {
    create: () => wording.create(inputs),
    update: () => wording.update(inputs, id),
    delete: () => wording.delete(resource),
    read: () => `Error when reading or editing ${token.split(":").at(-1)} "${id}": `,
  };
  return bridged(`${words[operation]()}${answer}`);
}

/** What an operation of Compute Engine ended with, as the provider and the bridge hand it on. */
export function ended(call: Call, message: string): string {
  const { operation, token, name } = call;
  const type = token.split(":").at(-1) ?? "";
  if (type === "Instance") {
    const activity = operation === "create" ? "instance to create" : "starting instance";
    return bridged(`Error waiting for ${activity}: ${message}`);
  }
  const [verb, doing] = { create: ["create", "Creating"], delete: ["delete", "Deleting"] }[operation as "create"] ?? [
    ...["update", "Updating"],
  ];
  const waiting = `Error waiting for ${doing} ${type}${operation === "update" ? ` "${call.id ?? name}"` : ""}: ${message}`;
  return bridged(operation === "create" ? `Error waiting to ${verb} ${type}: ${waiting}` : waiting);
}
