import type { Model } from "@isobar/sandbox";
import { publicAddress } from "../addresses";
import {
  common,
  fingerprint,
  inUse,
  LABEL_SECRETS,
  labelOutputs,
  list,
  numericId,
  projectOf,
  props,
  regionOf,
} from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";

/** A static regional address; only external ones are simulated. */
export const address: Model = {
  type: "gcp:compute/address:Address",
  permissions: ({ project }) => [
    inProject(project, [...verbs("compute.addresses", "create", "delete", "get", "setLabels"), WAIT.region]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: [
    ...["name", "project", "region", "address", "addressType", "description", "ipCollection", "ipVersion", "network"],
    ...["ipv6EndpointType", "networkTier", "prefixLength", "purpose", "subnetwork"],
  ],
  secrets: [...LABEL_SECRETS],
  check: ({ addressType }) =>
    addressType === "INTERNAL"
      ? [{ property: "addressType", reason: "internal addresses are not simulated by the sandbox" }]
      : [],
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/addresses/${inputs.name}`,
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    ...labelOutputs(inputs, world),
    region: regionOf(inputs, world),
    address: inputs.address ?? world.keep("address", () => publicAddress(world)),
    addressId: world.keep("addressId", () => numericId(world)),
    labelFingerprint: world.keep("labelFingerprint", () => fingerprint(world)),
    addressType: inputs.addressType ?? "EXTERNAL",
    networkTier: inputs.networkTier ?? "PREMIUM",
    prefixLength: 0,
    purpose: "",
    subnetwork: "",
    users: [],
  }),
  refuseDelete({ id, outputs }, world) {
    const isOurs = (config: unknown) => props(config).natIp === outputs.address;
    const onMachine = world
      .list("gcp:compute/instance:Instance")
      .find((instance) =>
        list(instance.outputs.networkInterfaces).some((nic) => list(props(nic).accessConfigs).some(isOurs)),
      );
    const onNat = world
      .list("gcp:compute/routerNat:RouterNat")
      .find((nat) => list(nat.outputs.natIps).includes(outputs.selfLink));
    const user = onMachine ?? onNat;
    return user && inUse(id, user.id);
  },
};
