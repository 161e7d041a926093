import * as path from "node:path";
import type { SimulatedProvider } from "@isobar/sandbox";
import { initial } from "./default-network";
import { heldToDefaults } from "./defaults";
import { FAULTS } from "./faults";
import { placeOf } from "./faults/place";
import { getImage } from "./functions/getImage";
import { getInstanceGuestAttributes } from "./functions/getInstanceGuestAttributes";
import { getMachineTypes } from "./functions/getMachineTypes";
import { getProject } from "./functions/getProject";
import { getSubnetwork } from "./functions/getSubnetwork";
import { getZones } from "./functions/getZones";
import { account } from "./models/account";
import { address } from "./models/address";
import { attachedDisk } from "./models/attachedDisk";
import { bucket } from "./models/bucket";
import { bucketIamMember } from "./models/bucketIamMember";
import { budget } from "./models/budget";
import { disk } from "./models/disk";
import { diskResourcePolicyAttachment } from "./models/diskResourcePolicyAttachment";
import { firewall } from "./models/firewall";
import { instance } from "./models/instance";
import { instanceIamMember } from "./models/instanceIamMember";
import { job } from "./models/job";
import { network } from "./models/network";
import { networkPeering } from "./models/networkPeering";
import { notificationChannel } from "./models/notificationChannel";
import { resourcePolicy } from "./models/resourcePolicy";
import { router } from "./models/router";
import { routerNat } from "./models/routerNat";
import { subnetwork } from "./models/subnetwork";
import { ACCOUNT } from "./project";
import { worded } from "./provider-words";

/** Simulated GCP. */
export const provider: SimulatedProvider = {
  package: "gcp",
  cloud: "gcp",
  models: [
    ...[account, address, attachedDisk, bucket, bucketIamMember, budget, disk, diskResourcePolicyAttachment, firewall],
    ...[
      instance,
      instanceIamMember,
      job,
      network,
      networkPeering,
      notificationChannel,
      resourcePolicy,
      router,
      routerNat,
      subnetwork,
    ],
  ]
    .map(worded)
    .map(heldToDefaults),
  functions: [getImage, getInstanceGuestAttributes, getMachineTypes, getProject, getSubnetwork, getZones],
  faults: FAULTS,
  placeOf,
  schemaPath: path.join(__dirname, "..", "..", "generated", "schema.json"),
  constraintsPath: path.join(__dirname, "..", "..", "generated", "constraints.json"),
  account: ACCOUNT,
  regionKey: "region",
  comparesState: true,
  initial,
  // The real provider moves with its region: what lies in one names it itself.
  replacingConfig: ["project"],
};
