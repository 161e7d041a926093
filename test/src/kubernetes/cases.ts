import type { Props } from "@isobar/sandbox";
import { job, pod, roleRef, workload } from "./inputs";
import { OTHERS } from "./others";
import { WORKLOADS } from "./workloads";

/** An object that both grounds take, or both refuse. */
export interface Case {
  readonly what: string;
  /** Such as `apps/v1:Deployment`. */
  readonly type: string;
  readonly inputs: Props;
  /** What the refusal speaks of. Default: it is taken. */
  readonly refused?: RegExp;
}

/** A change that replaces an object, that both grounds make in place, or that both refuse. */
export interface Change {
  readonly what: string;
  readonly type: string;
  readonly before: Props;
  readonly after: Props;
  readonly replaces?: string;
  readonly refused?: RegExp;
}

export const CASES: readonly Case[] = [...WORKLOADS, ...OTHERS];

export const CHANGES: readonly Change[] = [
  { what: "more replicas", type: "apps/v1:Deployment", before: workload(), after: workload({ replicas: 2 }) },
  {
    what: "another selector",
    type: "apps/v1:Deployment",
    before: workload(),
    after: { spec: { selector: { matchLabels: { app: "db" } }, template: pod({}, { labels: { app: "db" } }) } },
    replaces: "spec",
  },
  {
    what: "other data",
    type: "core/v1:ConfigMap",
    before: { data: { a: "1" } },
    after: { data: { a: "2" } },
    replaces: "data",
  },
  {
    what: "another template of a Job",
    type: "batch/v1:Job",
    before: job(),
    after: job(pod({ restartPolicy: "OnFailure" })),
    replaces: "spec",
  },
  {
    what: "another role of a binding",
    type: "rbac.authorization.k8s.io/v1:RoleBinding",
    before: { roleRef },
    after: { roleRef: { ...roleRef, name: "writer" } },
    replaces: "roleRef",
  },
  {
    what: "another provisioner",
    type: "storage.k8s.io/v1:StorageClass",
    before: { provisioner: "example.com/a" },
    after: { provisioner: "example.com/b" },
    replaces: "provisioner",
  },
  {
    what: "what becomes of volumes",
    type: "storage.k8s.io/v1:StorageClass",
    before: { provisioner: "example.com/a", reclaimPolicy: "Delete" },
    after: { provisioner: "example.com/a", reclaimPolicy: "Retain" },
    refused: /reclaimPolicy/,
  },
  {
    what: "another value of a priority",
    type: "scheduling.k8s.io/v1:PriorityClass",
    before: { value: 1 },
    after: { value: 2 },
    refused: /value/,
  },
  {
    what: "more labels of a Namespace",
    type: "core/v1:Namespace",
    before: {},
    after: { metadata: { labels: { team: "a" } } },
  },
];
