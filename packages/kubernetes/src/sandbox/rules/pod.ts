import type { Props } from "@isobar/sandbox";
import { dnsLabel, dnsSubdomain, environmentName, portName } from "../names";
import { given, objects, props, text, unknown } from "../values";
import { duplicates, each, type Fault, follows, forbidden, need, oneOf, port, required } from "./fault";
import { labelFaults } from "./metadata";
import { resourceFaults } from "./quantity";

export const PROTOCOLS = ["SCTP", "TCP", "UDP"];

/** "Pod Lifecycle: container restart policy": what workloads let their pods have. */
export interface PodRules {
  readonly restartPolicies: readonly string[];
  /** Whether leaving the policy out, which means `Always`, is refused. */
  readonly mustSay?: boolean;
}

export const ANY_POD: PodRules = { restartPolicies: ["Always", "OnFailure", "Never"] };

export function templateFaults(template: unknown, rules: PodRules, field: string): Fault[] {
  if (!given(template)) return [required(field)];
  if (unknown(template) && typeof template === "string") return [];
  const { metadata, spec } = props(template);
  return [...labelFaults(props(metadata).labels, `${field}.metadata.labels`), ...podFaults(spec, rules, `${field}.spec`)];
}

export function podFaults(value: unknown, { restartPolicies, mustSay }: PodRules, field: string): Fault[] {
  if (typeof value === "string") return [];
  const spec = props(value);
  const containers = objects(spec.containers);
  const all = [...containers, ...objects(spec.initContainers)];
  const missing = !unknown(spec.containers) && containers.length === 0;
  const silent = mustSay && !given(spec.restartPolicy);
  const volumes = new Set(objects(spec.volumes).map(({ name }) => name));
  const context: Volumes = { names: volumes, known: !unknown(spec.volumes) };
  return [
    ...(missing ? [required(`${field}.containers`)] : []),
    ...each(containers, `${field}.containers`, (container, at) => containerFaults(container, context, at)),
    ...each(objects(spec.initContainers), `${field}.initContainers`, (it, at) => containerFaults(it, context, at)),
    ...duplicates(all, "name", `${field}.containers`),
    ...(silent ? oneOf(restartPolicies, "Always", `${field}.restartPolicy`) : []),
    ...oneOf(restartPolicies, spec.restartPolicy, `${field}.restartPolicy`),
    ...oneOf(["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"], spec.dnsPolicy, `${field}.dnsPolicy`),
    ...follows(dnsSubdomain, spec.serviceAccountName, `${field}.serviceAccountName`),
    ...each(objects(spec.volumes), `${field}.volumes`, volumeFaults),
    ...duplicates(objects(spec.volumes), "name", `${field}.volumes`),
    ...each(objects(spec.tolerations), `${field}.tolerations`, tolerationFaults),
  ];
}

interface Volumes {
  readonly names: ReadonlySet<unknown>;
  readonly known: boolean;
}

function containerFaults(container: Props, volumes: Volumes, field: string): Fault[] {
  const ports = objects(container.ports);
  return [
    ...need(container, "name", field),
    ...follows(dnsLabel, container.name, `${field}.name`),
    ...need(container, "image", field),
    ...oneOf(["Always", "IfNotPresent", "Never"], container.imagePullPolicy, `${field}.imagePullPolicy`),
    ...each(ports, `${field}.ports`, portFaults),
    ...duplicates(ports, "name", `${field}.ports`),
    ...each(objects(container.env), `${field}.env`, environmentFaults),
    ...resourceFaults(props(container.resources), `${field}.resources`),
    ...each(objects(container.volumeMounts), `${field}.volumeMounts`, (mount, at) => mountFaults(mount, volumes, at)),
    ...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((name) =>
      given(container[name]) ? probeFaults(props(container[name]), `${field}.${name}`) : [],
    ),
  ];
}

function portFaults(item: Props, field: string): Fault[] {
  return [
    ...need(item, "containerPort", field),
    ...port(item.containerPort, `${field}.containerPort`),
    ...follows(portName, item.name, `${field}.name`),
    ...oneOf(PROTOCOLS, item.protocol, `${field}.protocol`),
  ];
}

function environmentFaults(item: Props, field: string): Fault[] {
  const both = given(item.valueFrom) && given(item.value) && item.value !== "";
  return [
    ...need(item, "name", field),
    ...follows(environmentName, item.name, `${field}.name`),
    ...(both ? [{ field: `${field}.valueFrom`, reason: "Invalid value: \"\": may not be specified when `value` is not empty" }] : []),
  ];
}

function mountFaults(mount: Props, { names, known }: Volumes, field: string): Fault[] {
  const name = text(mount.name);
  return [
    ...need(mount, "mountPath", field),
    ...(name !== undefined && known && !names.has(name) ? [{ field: `${field}.name`, reason: `Not found: "${name}"` }] : []),
  ];
}

const HANDLERS = ["exec", "httpGet", "tcpSocket", "grpc"];

function probeFaults(probe: Props, field: string): Fault[] {
  const handlers = HANDLERS.filter((name) => given(probe[name]));
  const httpPort = props(probe.httpGet).port;
  return [
    ...(handlers.length === 0 ? [required(field, "must specify a handler type")] : []),
    ...(handlers.length > 1 ? [forbidden(`${field}.${handlers[1]}`, "may not specify more than 1 handler type")] : []),
    ...port(httpPort, `${field}.httpGet.port`),
  ];
}

function volumeFaults(volume: Props, field: string): Fault[] {
  const sources = Object.keys(volume).filter((name) => name !== "name" && given(volume[name]));
  return [
    ...follows(dnsLabel, volume.name, `${field}.name`),
    ...(sources.length === 0 ? [required(field, "must specify a volume type")] : []),
    ...(sources.length > 1 ? [forbidden(`${field}.${sources[1]}`, "may not specify more than 1 volume type")] : []),
  ];
}

/** "Taints and Tolerations". */
function tolerationFaults({ operator, effect, value }: Props, field: string): Fault[] {
  const useless = operator === "Exists" && given(value) && value !== "";
  return [
    ...oneOf(["Equal", "Exists"], operator, `${field}.operator`),
    ...oneOf(["NoSchedule", "PreferNoSchedule", "NoExecute"], effect, `${field}.effect`),
    ...(useless ? [{ field: `${field}.operator`, reason: `Invalid value: ${JSON.stringify(value)}: value must be empty when \`operator\` is 'Exists'` }] : []),
  ];
}
