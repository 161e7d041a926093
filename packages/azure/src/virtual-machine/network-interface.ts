import type { MachineSpec, Scope } from "@isobar/core/driver";
import { ApplicationSecurityGroup } from "@pulumi/azure-native/network/applicationSecurityGroup";
import { NetworkInterface } from "@pulumi/azure-native/network/networkInterface";
import { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup";
import type { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress";
import type { Input, Output } from "@pulumi/pulumi";
import { sameId } from "../ids";
import * as names from "../names";
import { publicAddress } from "../network/public-address";
import { securityRules } from "./security";
import { type ShellHost, shellHost, shellRule } from "./shell";

/** How a machine is connected. All of it outlives the machine, so that a replaced one keeps its addresses. */
export interface Connection {
  readonly networkInterface: NetworkInterface;
  readonly privateIp: Output<string>;
  readonly publicIp: Output<string | undefined> | undefined;
  /** The application security group by which other machines' rules name this one. */
  readonly peer: Output<string>;
  readonly shellHost: ShellHost | undefined;
}

export function connect(scope: Scope, spec: MachineSpec, group: Input<string>): Connection {
  const place = { resourceGroupName: group, location: scope.target.region, tags: scope.tags };
  const peers = scope.child(
    "applicationSecurityGroup",
    ApplicationSecurityGroup,
    { ...place, applicationSecurityGroupName: scope.physicalName(names.applicationSecurityGroup, "asg") },
    { suffix: "asg" },
  );
  const host = shellHost(scope, spec);
  const ingress = host ? [...spec.ingress, shellRule(host)] : spec.ingress;
  const security = scope.child(
    "networkSecurityGroup",
    NetworkSecurityGroup,
    {
      ...place,
      networkSecurityGroupName: scope.physicalName(names.networkSecurityGroup, "nsg"),
      // Inline only: rules that are resources of their own and those listed here delete each other.
      securityRules: securityRules({ ingress, egress: spec.egress }, scope.plan.label),
    },
    { suffix: "nsg" },
  );
  const address = spec.publicIp === false ? undefined : publicAddress(scope, "publicAddress", "ip", group);
  const networkInterface = scope.child(
    "networkInterface",
    NetworkInterface,
    {
      ...place,
      networkInterfaceName: scope.physicalName(names.networkInterface, "nic"),
      networkSecurityGroup: { id: security.id },
      ipConfigurations: [ipConfiguration(spec, peers, address)],
    },
    {
      suffix: "nic",
      dependsOn: [...spec.attachment.ready],
      // It changes its subnet but never its network ("Create, change, or delete a network interface"). The old one must
      // go first, and its machine before it, because an address or a group of peers takes no second network's.
      replacementTrigger: spec.networkId.apply(sameId),
      deleteBeforeReplace: true,
    },
  );
  const privateIp = networkInterface.ipConfigurations.apply((all) => all?.[0]?.privateIPAddress ?? "");
  return { networkInterface, privateIp, publicIp: address?.ipAddress, peer: peers.id, shellHost: host };
}

function ipConfiguration(spec: MachineSpec, peers: ApplicationSecurityGroup, address: PublicIPAddress | undefined) {
  return {
    name: "primary",
    primary: true,
    privateIPAddressVersion: "IPv4",
    privateIPAllocationMethod: "Dynamic",
    // Subnets span all zones, so there is one.
    subnet: { id: spec.attachment.subnetIds.apply(([subnet = ""]) => subnet) },
    applicationSecurityGroups: [{ id: peers.id }],
    ...(address && { publicIPAddress: { id: address.id } }),
  };
}
