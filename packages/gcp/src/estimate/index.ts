import type { Consumers } from "@isobar/core/driver";
import { disk, snapshots } from "./disk";
import { instance } from "./machine";
import { address, forwardingRule, globalForwardingRule, nat } from "./network";
import { bucket, cluster, database, job, nodePool } from "./services";

const FREE = [
  // "Cloud Billing budgets": neither they nor their notifications cost anything.
  "gcp:billing/budget:Budget",
  "gcp:compute/attachedDisk:AttachedDisk",
  "gcp:compute/backendService:BackendService",
  "gcp:compute/firewall:Firewall",
  "gcp:compute/healthCheck:HealthCheck",
  "gcp:compute/instanceIAMMember:InstanceIAMMember",
  "gcp:compute/network:Network",
  "gcp:compute/networkPeering:NetworkPeering",
  "gcp:compute/resourcePolicy:ResourcePolicy",
  "gcp:compute/route:Route",
  "gcp:compute/router:Router",
  "gcp:compute/subnetwork:Subnetwork",
  "gcp:monitoring/notificationChannel:NotificationChannel",
  "gcp:projects/iAMMember:IAMMember",
  "gcp:projects/service:Service",
  "gcp:serviceaccount/account:Account",
  "gcp:sql/database:Database",
  "gcp:sql/user:User",
  "gcp:storage/bucketIAMMember:BucketIAMMember",
] as const;

/** What Google Cloud's resources consume. */
export const consumers: Consumers = {
  ...Object.fromEntries(FREE.map((type) => [type, "free" as const])),
  "gcp:cloudscheduler/job:Job": job,
  "gcp:compute/address:Address": address,
  "gcp:compute/disk:Disk": disk,
  "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment": snapshots,
  "gcp:compute/forwardingRule:ForwardingRule": forwardingRule,
  "gcp:compute/globalAddress:GlobalAddress": address,
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": globalForwardingRule,
  "gcp:compute/instance:Instance": instance,
  "gcp:compute/routerNat:RouterNat": nat,
  "gcp:container/cluster:Cluster": cluster,
  "gcp:container/nodePool:NodePool": nodePool,
  "gcp:sql/databaseInstance:DatabaseInstance": database,
  "gcp:storage/bucket:Bucket": bucket,
};
