import type { Props } from "@isobar/sandbox";
import type { Kind } from "../kind";
import { dns1035Label, dnsLabel, dnsSubdomain, labelValue, pathSegment, qualifiedName, type Rule } from "../names";
import { objects, props, text } from "../values";
import { type Fault, follows, invalid, need } from "./fault";

/** Bytes of all annotations together. */
const ANNOTATIONS = 256 * 1024;

/** "Object Names and IDs": names are DNS subdomains, where the kind has no rule of its own. */
const NAME_RULES: Readonly<Record<string, Rule>> = {
  Namespace: dnsLabel,
  Service: dns1035Label,
  StatefulSet: dnsLabel,
  Role: pathSegment,
  RoleBinding: pathSegment,
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
};

/** "CronJob": eleven characters are left for the names of its jobs. */
const CRON_JOB_NAME = 52;

/** The rules that all objects share. */
export function metadataFaults({ kind, builtIn }: Kind, object: Props): Fault[] {
  const metadata = props(object.metadata);
  const rule = (builtIn ? NAME_RULES[kind] : undefined) ?? dnsSubdomain;
  const name = text(metadata.name);
  const tooLong = kind === "CronJob" && name !== undefined && name.length > CRON_JOB_NAME;
  return [
    ...follows(rule, metadata.name, "metadata.name"),
    ...(tooLong ? [invalid("metadata.name", name, `must be no more than ${CRON_JOB_NAME} characters`)] : []),
    ...follows(dnsLabel, metadata.namespace, "metadata.namespace"),
    ...labelFaults(metadata.labels, "metadata.labels"),
    ...annotationFaults(metadata.annotations),
    ...(Array.isArray(metadata.finalizers) ? metadata.finalizers : []).flatMap((it, index) =>
      text(it) === undefined || it === "orphan" || it === "foregroundDeletion" || String(it).includes("/")
        ? []
        : [
            invalid(
              `metadata.finalizers[${index}]`,
              it,
              "name is neither a standard finalizer name nor is it fully qualified",
            ),
          ],
    ),
    ...objects(metadata.ownerReferences).flatMap((owner, index) =>
      ["apiVersion", "kind", "name", "uid"].flatMap((field) =>
        need(owner, field, `metadata.ownerReferences[${index}]`),
      ),
    ),
  ];
}

/** "Labels and Selectors". */
export function labelFaults(labels: unknown, field: string): Fault[] {
  return Object.entries(props(labels)).flatMap(([key, value]) => [
    ...follows(qualifiedName, key, field),
    ...follows(labelValue, value, field),
  ]);
}

/** "Annotations". */
function annotationFaults(annotations: unknown): Fault[] {
  const entries = Object.entries(props(annotations));
  const size = entries.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  const field = "metadata.annotations";
  return [
    ...entries.flatMap(([key]) => follows(qualifiedName, key.toLowerCase(), field)),
    ...(size > ANNOTATIONS ? [{ field, reason: `Too long: may not be more than ${ANNOTATIONS} bytes` }] : []),
  ];
}
