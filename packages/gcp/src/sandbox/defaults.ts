import { isDeepStrictEqual } from "node:util";
import type { Model, Props } from "@isobar/sandbox";
import { props } from "./cloud";

/** What the provider and the API take where a program says nothing, by path; of what can't be changed. */
const DEFAULTS: Readonly<Record<string, Props>> = {
  "gcp:compute/address:Address": { addressType: "EXTERNAL", networkTier: "PREMIUM" },
  "gcp:compute/attachedDisk:AttachedDisk": { mode: "READ_WRITE" },
  "gcp:compute/disk:Disk": { type: "pd-standard", physicalBlockSizeBytes: 4096 },
  "gcp:compute/firewall:Firewall": { direction: "INGRESS" },
  "gcp:compute/instance:Instance": {
    ...{ guestAccelerators: [], "bootDisk.mode": "READ_WRITE" },
    ...{ "scheduling.preemptible": false, "scheduling.provisioningModel": "STANDARD" },
  },
  "gcp:compute/network:Network": { autoCreateSubnetworks: true },
  "gcp:compute/networkPeering:NetworkPeering": {
    ...{ exportSubnetRoutesWithPublicIp: true, importSubnetRoutesWithPublicIp: false },
  },
  "gcp:compute/routerNat:RouterNat": { endpointTypes: ["ENDPOINT_TYPE_VM"], type: "PUBLIC" },
  "gcp:storage/bucket:Bucket": { enableObjectRetention: false, hierarchicalNamespace: { enabled: false } },
};
const PLACES = ["project", "region", "zone"];

function at(holder: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return holder;
  if (Array.isArray(holder)) return holder.map((one) => at(one, [key, ...rest]));
  return at(props(holder)[key], rest);
}

/** A model that is not replaced for saying what is so already. */
export function heldToDefaults(model: Model): Model {
  const { type, immutable } = model;
  if (!immutable || (typeof immutable !== "function" && immutable.includes("*"))) return model;
  return {
    ...model,
    immutable(before, config, after) {
      const paths = typeof immutable === "function" ? immutable(before, config, after) : immutable;
      const implied = (path: string) => (PLACES.includes(path) ? config[path] : DEFAULTS[type]?.[path]);
      const value = (inputs: Props, path: string) => at(inputs, path.split(".")) ?? implied(path);
      return paths.filter((path) => !isDeepStrictEqual(value(before, path), value(after, path)));
    },
  };
}
