import type { Override } from "@isobar/core";
import type { Job, JobArgs } from "@pulumi/gcp/cloudscheduler/job";
import type { Address, AddressArgs } from "@pulumi/gcp/compute/address";
import type { AttachedDisk, AttachedDiskArgs } from "@pulumi/gcp/compute/attachedDisk";
import type { Disk, DiskArgs } from "@pulumi/gcp/compute/disk";
import type {
  DiskResourcePolicyAttachment,
  DiskResourcePolicyAttachmentArgs,
} from "@pulumi/gcp/compute/diskResourcePolicyAttachment";
import type { Firewall, FirewallArgs } from "@pulumi/gcp/compute/firewall";
import type { Instance, InstanceArgs } from "@pulumi/gcp/compute/instance";
import type { InstanceIAMMember, InstanceIAMMemberArgs } from "@pulumi/gcp/compute/instanceIAMMember";
import type { Network, NetworkArgs } from "@pulumi/gcp/compute/network";
import type { NetworkPeering, NetworkPeeringArgs } from "@pulumi/gcp/compute/networkPeering";
import type { ResourcePolicy, ResourcePolicyArgs } from "@pulumi/gcp/compute/resourcePolicy";
import type { Router, RouterArgs } from "@pulumi/gcp/compute/router";
import type { RouterNat, RouterNatArgs } from "@pulumi/gcp/compute/routerNat";
import type { Subnetwork, SubnetworkArgs } from "@pulumi/gcp/compute/subnetwork";
import type { Account, AccountArgs } from "@pulumi/gcp/serviceaccount/account";
import type { Bucket, BucketArgs } from "@pulumi/gcp/storage/bucket";
import type { BucketIAMMember, BucketIAMMemberArgs } from "@pulumi/gcp/storage/bucketIAMMember";

declare module "@isobar/core" {
  interface BucketOverrides {
    gcp?: { bucket?: Override<BucketArgs> };
  }
  interface BucketNatives {
    gcp?: { readonly bucket?: Bucket };
  }

  interface GrantOverrides {
    gcp?: { iamMember?: Override<BucketIAMMemberArgs> };
  }
  interface GrantNatives {
    gcp?: { readonly iamMember: BucketIAMMember };
  }

  interface NetworkOverrides {
    gcp?: {
      network?: Override<NetworkArgs>;
      subnetwork?: Override<SubnetworkArgs>;
      router?: Override<RouterArgs>;
      natAddress?: Override<AddressArgs>;
      nat?: Override<RouterNatArgs>;
    };
  }
  interface NetworkNatives {
    gcp?: {
      readonly network?: Network;
      readonly subnetwork?: Subnetwork;
      readonly router?: Router;
      readonly natAddress?: Address;
      readonly nat?: RouterNat;
    };
  }

  interface NetworkPeeringOverrides {
    /** Applied to both directions. */
    gcp?: { peering?: Override<NetworkPeeringArgs> };
  }
  interface NetworkPeeringNatives {
    /** By the name of the network from which it leads. */
    gcp?: { readonly peering: Readonly<Record<string, NetworkPeering>> };
  }

  interface VirtualMachineOverrides {
    gcp?: {
      serviceAccount?: Override<AccountArgs>;
      address?: Override<AddressArgs>;
      /** Applied to the firewall rule of every ingress rule. */
      ingress?: Override<FirewallArgs>;
      iapIngress?: Override<FirewallArgs>;
      /** Applied to the firewall rule of every egress rule. */
      egress?: Override<FirewallArgs>;
      egressDenial?: Override<FirewallArgs>;
      instance?: Override<InstanceArgs>;
      /** Applied to every data disk. */
      dataDisk?: Override<DiskArgs>;
      diskAttachment?: Override<AttachedDiskArgs>;
      snapshotSchedule?: Override<ResourcePolicyArgs>;
      scheduleAttachment?: Override<DiskResourcePolicyAttachmentArgs>;
      expiryAccount?: Override<AccountArgs>;
      expiryGrant?: Override<InstanceIAMMemberArgs>;
      expiryJob?: Override<JobArgs>;
    };
  }
  interface VirtualMachineNatives {
    gcp?: {
      readonly serviceAccount: Account;
      readonly address?: Address;
      /** By the name of the ingress rule. */
      readonly ingress?: Readonly<Record<string, Firewall>>;
      readonly iapIngress?: Firewall;
      /** By the name of the egress rule. */
      readonly egress?: Readonly<Record<string, Firewall>>;
      readonly egressDenial?: Firewall;
      readonly instance: Instance;
      /** By the name of the data disk, like all that belongs to it. */
      readonly dataDisk?: Readonly<Record<string, Disk>>;
      readonly diskAttachment?: Readonly<Record<string, AttachedDisk>>;
      readonly snapshotSchedule?: Readonly<Record<string, ResourcePolicy>>;
      readonly scheduleAttachment?: Readonly<Record<string, DiskResourcePolicyAttachment>>;
      readonly expiryAccount?: Account;
      readonly expiryGrant?: InstanceIAMMember;
      readonly expiryJob?: Job;
    };
  }
}
