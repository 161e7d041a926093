import type { Props } from "@isobar/sandbox";

export const labels = { app: "web" };
export const container = { name: "main", image: "nginx:1.29" };
export const pod = (spec: Props = {}, more: Props = {}) => ({
  metadata: { labels, ...more },
  spec: { containers: [container], ...spec },
});
export const workload = (spec: Props = {}, template: Props = pod()) => ({
  spec: { selector: { matchLabels: labels }, template, ...spec },
});
export const withContainer = (more: Props) => workload({}, pod({ containers: [{ ...container, ...more }] }));
export const named = (name: string) => ({ metadata: { name } });
export const claim = (storage = "1Gi", more: Props = {}) => ({
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, ...more },
});
export const job = (template: Props = pod({ restartPolicy: "Never" })) => ({ spec: { template } });
export const cron = (schedule: string, more: Props = {}) => ({ spec: { schedule, jobTemplate: job(), ...more } });
export const backend = { service: { name: "web", port: { number: 80 } } };
export const ingress = (path: Props) => ({
  spec: { rules: [{ host: "a.example.com", http: { paths: [{ backend, ...path }] } }] },
});
export const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "reader" };
export const scale = (more: Props) => ({
  spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, maxReplicas: 3, ...more },
});

export const GROUP = "table.isobar.example";
export const crd = (kind: string, more: Props = {}) => {
  const plural = `${kind.toLowerCase()}s`;
  const properties = {
    spec: { type: "object", required: ["size"], properties: { size: { type: "integer", minimum: 1 } } },
  };
  const version = {
    name: "v1",
    served: true,
    storage: true,
    schema: { openAPIV3Schema: { type: "object", properties } },
  };
  return {
    metadata: { name: `${plural}.${GROUP}` },
    spec: { group: GROUP, scope: "Namespaced", names: { plural, kind }, versions: [version], ...more },
  };
};
