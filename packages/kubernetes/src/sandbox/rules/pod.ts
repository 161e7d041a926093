import type { Props } from "@isobar/sandbox";
import { dnsLabel, dnsSubdomain, environmentName, portName } from "../names";
import { given, number, objects, props, text, unknown } from "../values";
import {
  allAtLeast,
  duplicates,
  each,
  type Fault,
  follows,
  forbidden,
  invalid,
  need,
  oneOf,
  port,
  required,
  when,
} from "./fault";
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
  return [
    ...labelFaults(props(metadata).labels, `${field}.metadata.labels`),
    ...podFaults(spec, rules, `${field}.spec`),
  ];
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
    ...(spec.hostNetwork === true ? all.flatMap((it) => hostPortFaults(it, field)) : []),
    ...when(
      spec.dnsPolicy === "None" && !given(spec.dnsConfig),
      required(`${field}.dnsConfig`, "must provide `dnsConfig` when `dnsPolicy` is None"),
    ),
    ...placementFaults(spec, field),
    ...securityFaults(props(spec.securityContext), `${field}.securityContext`),
    ...each(objects(spec.tolerations), `${field}.tolerations`, tolerationFaults),
  ];
}

/** "Assigning Pods to Nodes", "Pod Topology Spread Constraints". */
function placementFaults(spec: Props, field: string): Fault[] {
  const wanted = props(props(spec.affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution;
  const terms = props(wanted).nodeSelectorTerms;
  const at = `${field}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
  return [
    ...labelFaults(spec.nodeSelector, `${field}.nodeSelector`),
    ...when(Array.isArray(terms) && terms.length === 0, required(at, "must have at least one node selector term")),
    ...each(objects(spec.topologySpreadConstraints), `${field}.topologySpreadConstraints`, (it, place) => [
      ...when((number(it.maxSkew) ?? 1) < 1, invalid(`${place}.maxSkew`, it.maxSkew, "must be greater than zero")),
      ...oneOf(["DoNotSchedule", "ScheduleAnyway"], it.whenUnsatisfiable, `${place}.whenUnsatisfiable`),
    ]),
  ];
}

function hostPortFaults(container: Props, field: string): Fault[] {
  return each(objects(container.ports), `${field}.containers.ports`, ({ containerPort, hostPort }, at) =>
    when(
      number(hostPort) !== undefined && hostPort !== containerPort,
      invalid(`${at}.hostPort`, hostPort, "must match `containerPort` when `hostNetwork` is true"),
    ),
  );
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
      given(container[name]) ? probeFaults(props(container[name]), name, `${field}.${name}`) : [],
    ),
    ...duplicates(objects(container.env), "name", `${field}.env`),
    ...duplicates(objects(container.volumeMounts), "mountPath", `${field}.volumeMounts`),
    ...oneOf(
      ["File", "FallbackToLogsOnError"],
      container.terminationMessagePolicy,
      `${field}.terminationMessagePolicy`,
    ),
    ...["postStart", "preStop"].flatMap((name) =>
      hookFaults(props(container.lifecycle)[name], `${field}.lifecycle.${name}`),
    ),
    ...securityFaults(props(container.securityContext), `${field}.securityContext`),
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
    ...(both
      ? [{ field: `${field}.valueFrom`, reason: 'Invalid value: "": may not be specified when `value` is not empty' }]
      : []),
  ];
}

function mountFaults(mount: Props, { names, known }: Volumes, field: string): Fault[] {
  const name = text(mount.name);
  return [
    ...need(mount, "mountPath", field),
    ...(name !== undefined && known && !names.has(name)
      ? [{ field: `${field}.name`, reason: `Not found: "${name}"` }]
      : []),
  ];
}

const HANDLERS = ["exec", "httpGet", "tcpSocket", "grpc"];

function hookFaults(hook: unknown, field: string): Fault[] {
  const handlers = ["exec", "httpGet", "sleep", "tcpSocket"].filter((name) => given(props(hook)[name]));
  return when(given(hook) && handlers.length === 0, required(field, "must specify a handler type"));
}

/** "Configure a Security Context for a Pod or Container". */
function securityFaults(context: Props, field: string): Fault[] {
  const contradicts = context.privileged === true && context.allowPrivilegeEscalation === false;
  return [
    ...when(
      contradicts,
      invalid(field, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"),
    ),
    ...["runAsUser", "runAsGroup", "fsGroup"].flatMap((name) => {
      const id = number(context[name]);
      const outside = id !== undefined && (id < 0 || id > 2_147_483_647);
      return when(outside, invalid(`${field}.${name}`, id, "must be between 0 and 2147483647, inclusive"));
    }),
  ];
}

const PROBE_TIMES = ["failureThreshold", "initialDelaySeconds", "periodSeconds", "successThreshold", "timeoutSeconds"];

function probeFaults(probe: Props, name: string, field: string): Fault[] {
  const handlers = HANDLERS.filter((name) => given(probe[name]));
  const httpPort = props(probe.httpGet).port;
  return [
    ...(handlers.length === 0 ? [required(field, "must specify a handler type")] : []),
    ...(handlers.length > 1 ? [forbidden(`${field}.${handlers[1]}`, "may not specify more than 1 handler type")] : []),
    ...port(httpPort, `${field}.httpGet.port`),
    ...allAtLeast(0, probe, PROBE_TIMES, field),
    ...when(
      name !== "readinessProbe" && (number(probe.successThreshold) ?? 1) > 1,
      invalid(`${field}.successThreshold`, probe.successThreshold, "must be 1"),
    ),
  ];
}

/** What a volume's source must have, where the SDK leaves it optional. One without any source is an empty folder. */
const NEEDED: Readonly<Record<string, string>> = { configMap: "name", hostPath: "path", secret: "secretName" };

function volumeFaults(volume: Props, field: string): Fault[] {
  const sources = Object.keys(volume).filter((name) => name !== "name" && given(volume[name]));
  return [
    ...follows(dnsLabel, volume.name, `${field}.name`),
    ...sources.flatMap((source) => {
      const key = NEEDED[source];
      return key === undefined ? [] : need(props(volume[source]), key, `${field}.${source}`);
    }),
    ...(sources.length > 1 ? [forbidden(`${field}.${sources[1]}`, "may not specify more than 1 volume type")] : []),
  ];
}

/** "Taints and Tolerations". */
function tolerationFaults({ key, operator, effect, value }: Props, field: string): Fault[] {
  const keyless =
    (!given(key) || key === "") &&
    operator !== "Exists" &&
    !(typeof operator === "string" && text(operator) === undefined);
  const useless = operator === "Exists" && given(value) && value !== "";
  return [
    ...when(keyless, invalid(`${field}.operator`, operator, "operator must be Exists when `key` is empty")),
    ...oneOf(["Equal", "Exists"], operator, `${field}.operator`),
    ...oneOf(["NoSchedule", "PreferNoSchedule", "NoExecute"], effect, `${field}.effect`),
    ...(useless
      ? [
          {
            field: `${field}.operator`,
            reason: `Invalid value: ${JSON.stringify(value)}: value must be empty when \`operator\` is 'Exists'`,
          },
        ]
      : []),
  ];
}
