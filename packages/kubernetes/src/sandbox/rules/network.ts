import { isIP } from "node:net";
import type { Props } from "@isobar/sandbox";
import { dns1035Label, dnsLabel, dnsSubdomain, portName } from "../names";
import { given, number, objects, props, text } from "../values";
import {
  duplicates,
  each,
  type Fault,
  follows,
  forbidden,
  invalid,
  need,
  oneOf,
  port,
  type Rules,
  required,
  when,
} from "./fault";
import { labelFaults } from "./metadata";
import { PROTOCOLS } from "./pod";
import { selectorFaults } from "./selector";
import { isCidr, isWithin } from "./storage";

/** "Service". */
export const service: Rules = (object) => {
  const spec = props(object.spec);
  const ports = objects(spec.ports);
  const needsPorts = spec.type !== "ExternalName" && spec.clusterIP !== "None" && typeof spec.ports !== "string";
  const address = text(spec.clusterIP);
  return [
    ...(needsPorts && ports.length === 0 ? [required("spec.ports")] : []),
    ...oneOf(["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"], spec.type, "spec.type"),
    ...(spec.type === "ExternalName" ? externalFaults(spec) : []),
    ...each(ports, "spec.ports", (item, at) => servicePortFaults(item, spec, ports.length, at)),
    ...duplicates(ports, "name", "spec.ports"),
    ...labelFaults(spec.selector, "spec.selector"),
    ...oneOf(["ClientIP", "None"], spec.sessionAffinity, "spec.sessionAffinity"),
    ...trafficFaults(spec),
    ...samePorts(ports),
    ...(address && address !== "None" && isIP(address) === 0
      ? [invalid("spec.clusterIPs[0]", address, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
      : []),
  ];
};

/** "Service: type", "Service: traffic policies", "IPv4/IPv6 dual-stack": what belongs to which type. */
function trafficFaults(spec: Props): Fault[] {
  const type = text(spec.type) ?? "ClusterIP";
  const opens = type === "NodePort" || type === "LoadBalancer";
  const ranges = Array.isArray(spec.loadBalancerSourceRanges) ? spec.loadBalancerSourceRanges : [];
  const ranged = "spec.LoadBalancerSourceRanges";
  const policy = spec.externalTrafficPolicy;
  const notOpen = given(policy) && !opens && !given(spec.externalIPs);
  const loops = Array.isArray(spec.externalIPs)
    ? spec.externalIPs.filter((it) => /^(127\.|::1$)/.test(String(it)))
    : [];
  return [
    ...when(
      opens && spec.clusterIP === "None",
      invalid("spec.clusterIPs[0]", "None", `may not be set to 'None' for ${type} services`),
    ),
    ...when(
      notOpen,
      invalid("spec.externalTrafficPolicy", policy, "may only be set for externally-accessible services"),
    ),
    ...oneOf(["Cluster", "Local"], policy, "spec.externalTrafficPolicy"),
    ...when(
      ranges.length > 0 && type !== "LoadBalancer",
      forbidden(ranged, "may only be used when `type` is 'LoadBalancer'"),
    ),
    ...ranges.flatMap((it, index) =>
      when(text(it) !== undefined && !isCidr(it), invalid(`${ranged}[${index}]`, it, "must be a valid CIDR value")),
    ),
    ...when(
      spec.ipFamilyPolicy === "RequireDualStack",
      invalid("spec.ipFamilyPolicy", spec.ipFamilyPolicy, "this cluster is not configured for dual-stack services"),
    ),
    ...loops.map((it) => invalid("spec.externalIPs[0]", it, "may not be in the loopback range (127.0.0.0/8, ::1/128)")),
  ];
}

/** Server-side apply tells ports from each other by number and protocol. */
function samePorts(ports: readonly Props[]): Fault[] {
  const keys = ports.map(({ port: given, protocol }) => `${String(given)},${String(protocol ?? "TCP")}`);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  return twice ? [{ field: "spec.ports", reason: `duplicate entries for key [port,protocol=${twice}]` }] : [];
}

function externalFaults(spec: Props): Fault[] {
  return [...need(spec, "externalName", "spec"), ...follows(dnsSubdomain, spec.externalName, "spec.externalName")];
}

/** "Service: type NodePort": the default range. */
const NODE_PORTS = [30_000, 32_767] as const;

function servicePortFaults(item: Props, { type }: Props, count: number, field: string): Fault[] {
  const nodePort = number(item.nodePort);
  const outside = nodePort !== undefined && nodePort !== 0 && (nodePort < NODE_PORTS[0] || nodePort > NODE_PORTS[1]);
  const opens =
    type === "NodePort" || type === "LoadBalancer" || (typeof type === "string" && text(type) === undefined);
  return [
    ...(count > 1 ? need(item, "name", field) : []),
    ...follows(dnsLabel, item.name, `${field}.name`),
    ...need(item, "port", field),
    ...port(item.port, `${field}.port`),
    ...(typeof item.targetPort === "string"
      ? follows(portName, item.targetPort, `${field}.targetPort`)
      : port(item.targetPort || undefined, `${field}.targetPort`)),
    ...oneOf(PROTOCOLS, item.protocol, `${field}.protocol`),
    ...(nodePort && !opens ? [forbidden(`${field}.nodePort`, "may not be used when `type` is 'ClusterIP'")] : []),
    ...(outside && opens
      ? [
          invalid(
            "spec.ports[0].nodePort",
            nodePort,
            `provided port is not in the valid range. The range of valid ports is ${NODE_PORTS.join("-")}`,
          ),
        ]
      : []),
  ];
}

/** "Ingress". */
export const ingress: Rules = (object) => {
  const spec = props(object.spec);
  const rules = objects(spec.rules);
  const nothing = typeof object.spec !== "string" && rules.length === 0 && !given(spec.defaultBackend);
  return [
    ...(nothing && typeof spec.rules !== "string"
      ? [invalid("spec", spec, "either `defaultBackend` or `rules` must be specified")]
      : []),
    ...follows(dnsSubdomain, spec.ingressClassName, "spec.ingressClassName"),
    ...each(objects(spec.tls), "spec.tls", ({ secretName }, at) =>
      follows(dnsSubdomain, secretName, `${at}.secretName`),
    ),
    ...(given(spec.defaultBackend) ? backendFaults(props(spec.defaultBackend), "spec.defaultBackend") : []),
    ...each(rules, "spec.rules", (rule, at) => [
      ...hostFaults(rule.host, `${at}.host`),
      ...when(
        given(rule.http) && Array.isArray(props(rule.http).paths) && objects(props(rule.http).paths).length === 0,
        required(`${at}.http.paths`),
      ),
      ...each(objects(props(rule.http).paths), `${at}.http.paths`, pathFaults),
    ]),
  ];
};

function hostFaults(value: unknown, field: string): Fault[] {
  const host = text(value);
  if (host === undefined || host === "") return [];
  if (isIP(host)) return [invalid(field, host, "must be a DNS name, not an IP address")];
  return follows(dnsSubdomain, host.replace(/^\*\./, ""), field);
}

function pathFaults(item: Props, field: string): Fault[] {
  const path = text(item.path);
  const strict = item.pathType === "Exact" || item.pathType === "Prefix";
  return [
    ...(given(item.pathType) ? [] : [required(`${field}.pathType`, "pathType must be specified")]),
    ...["//", "/./", "/../"].flatMap((part) =>
      when(strict && path?.includes(part) === true, invalid(`${field}.path`, path, `must not contain '${part}'`)),
    ),
    ...oneOf(["Exact", "ImplementationSpecific", "Prefix"], item.pathType, `${field}.pathType`),
    ...(strict && (path === "" || (path !== undefined && !path.startsWith("/")) || !given(item.path))
      ? [invalid(`${field}.path`, path ?? "", "must be an absolute path")]
      : []),
    ...(typeof item.backend === "string" ? [] : backendFaults(props(item.backend), `${field}.backend`)),
  ];
}

function backendFaults(backend: Props, field: string): Fault[] {
  const { service: target, resource } = backend;
  if (given(target) && given(resource)) {
    return [invalid(field, "", "cannot set both resource and service backends")];
  }
  if (!given(target)) return given(resource) ? [] : [required(field, "either service or resource must be specified")];
  const { name, port: chosen } = props(target);
  const { name: portNamed, number: portNumber } = props(chosen);
  return [
    ...(given(name) ? [] : [required(`${field}.service.name`)]),
    ...follows(dns1035Label, name, `${field}.service.name`),
    ...(!given(portNamed) && !given(portNumber) && typeof chosen !== "string"
      ? [required(`${field}.service.port`, "port name or number is required")]
      : []),
    ...(given(portNamed) && given(portNumber)
      ? [invalid(`${field}.service.port`, "", "cannot set both port name & port number")]
      : []),
    ...port(portNumber, `${field}.service.port.number`),
  ];
}

/** "Network Policies". */
export const networkPolicy: Rules = (object) => {
  const spec = props(object.spec);
  const types = Array.isArray(spec.policyTypes) ? spec.policyTypes : [];
  return [
    ...selectorFaults(spec.podSelector, "spec.podSelector"),
    ...when(types.length > 2, invalid("spec.policyTypes", types, "may not specify more than two policyTypes")),
    ...types.flatMap((type, index) => oneOf(["Egress", "Ingress"], type, `spec.policyTypes[${index}]`)),
    ...peersOf(objects(spec.ingress), "from", "spec.ingress"),
    ...peersOf(objects(spec.egress), "to", "spec.egress"),
  ];
};

function peersOf(rules: readonly Props[], peers: "from" | "to", field: string): Fault[] {
  return each(rules, field, (rule, at) => [
    ...each(objects(rule.ports), `${at}.ports`, (item, place) => [
      ...oneOf(PROTOCOLS, item.protocol, `${place}.protocol`),
      ...port(item.port, `${place}.port`),
      ...when(
        (number(item.endPort) ?? 65_535) < (number(item.port) ?? 0),
        invalid(`${place}.endPort`, item.endPort, "must be greater than or equal to `port`"),
      ),
      ...(given(item.endPort) && !given(item.port)
        ? [required(`${place}.port`, "may not be empty when `endPort` is specified")]
        : []),
    ]),
    ...each(objects(rule[peers]), `${at}.${peers}`, peerFaults),
  ]);
}

function peerFaults(peer: Props, field: string): Fault[] {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  const selects = given(podSelector) || given(namespaceSelector);
  const { cidr: block, except } = props(ipBlock);
  const cidr = text(block);
  const outside =
    Array.isArray(except) && cidr !== undefined && isCidr(cidr) ? except.filter((it) => !isWithin(it, cidr)) : [];
  return [
    ...(!given(ipBlock) && !selects ? [required(field, "must specify a peer")] : []),
    ...(given(ipBlock) && selects ? [forbidden(field, "may not specify both ipBlock and another peer")] : []),
    ...(cidr !== undefined && !isCidr(cidr)
      ? [invalid(`${field}.ipBlock.cidr`, cidr, "must be a valid CIDR value")]
      : []),
    ...outside.map((it) => invalid(`${field}.ipBlock.except`, it, "must be a strict subset of `cidr`")),
    ...selectorFaults(podSelector, `${field}.podSelector`),
    ...selectorFaults(namespaceSelector, `${field}.namespaceSelector`),
  ];
}
