import type { Attachment, MachineSpec, Scope, TrafficRule } from "@isobar/core/driver";
import { getBastionHostOutput } from "@pulumi/azure-native/network/getBastionHost";
import { getSubnetOutput } from "@pulumi/azure-native/network/getSubnet";
import { all, interpolate, type Output, output } from "@pulumi/pulumi";
import { parseResourceId } from "../ids";

/** The Bastion host by which shells reach a machine. */
export interface ShellHost {
  readonly id: Output<string>;
  readonly range: Output<string>;
}

/** The host for a private machine: the one that the config names, else its network's. */
export function shellHost(scope: Scope, { attachment, publicIp }: MachineSpec): ShellHost | undefined {
  if (publicIp !== false) return undefined;
  const { bastion } = scope.target.section;
  if (typeof bastion === "string") return { id: output(bastion), range: askRange(scope, bastion) };
  return hostOf(attachment);
}

function hostOf({ bastion }: Attachment): ShellHost | undefined {
  return bastion && { id: bastion.id, range: output(bastion.cidr) };
}

/** The range of a host's subnet. */
function askRange(scope: Scope, id: string): Output<string> {
  const { resourceGroup = "", names: [name = ""] = [] } = parseResourceId(id) ?? {};
  const host = getBastionHostOutput({ resourceGroupName: resourceGroup, bastionHostName: name }, scope.invoke);
  const place = host.apply(({ ipConfigurations }) => parseResourceId(ipConfigurations?.[0]?.subnet.id ?? ""));
  const subnet = getSubnetOutput(
    {
      resourceGroupName: place.apply((it) => it?.resourceGroup ?? ""),
      virtualNetworkName: place.apply((it) => it?.names[0] ?? ""),
      subnetName: place.apply((it) => it?.names[1] ?? ""),
    },
    scope.invoke,
  );
  return all([subnet.addressPrefix, subnet.addressPrefixes]).apply(([one, some]) => one ?? some?.[0] ?? "");
}

/** Port 22 for the host alone. */
export function shellRule({ range }: ShellHost): TrafficRule {
  const peer = { kind: "range" as const, key: "bastion", cidr: range };
  return { key: "shell", protocol: "tcp", ports: [{ from: 22, to: 22 }], peers: [peer] };
}

/** Where `ssh-keygen` puts keys, by what their lines begin with. */
const KEY_FILES: readonly (readonly [RegExp, string])[] = [
  [/^ssh-rsa /, "id_rsa"],
  [/^ecdsa-/, "id_ecdsa"],
  [/^sk-ecdsa-/, "id_ecdsa_sk"],
  [/^sk-ssh-/, "id_ed25519_sk"],
];

/**
 * SSH where it is open, or by a Bastion host. Else the one way in that needs neither address nor open port nor a paid
 * service: the machine's agent runs a script as root ("Run scripts in your Linux VM by using action Run Commands"). It gives
 * no shell.
 */
export function connectCommand(
  { ssh }: MachineSpec,
  id: Output<string>,
  publicIp: Output<string | undefined> | undefined,
  host: ShellHost | undefined,
): Output<string> {
  if (publicIp && ssh.open) return interpolate`ssh ${ssh.user}@${publicIp}`;
  const run = interpolate`az vm run-command invoke --ids ${id} --command-id RunShellScript --scripts 'uptime'`;
  if (!host) return run;
  return all([run, id, host.id, ssh.keys]).apply(([command, machine, bastion, [key]]) =>
    key === undefined ? command : throughBastion(bastion, machine, ssh.user, key),
  );
}

/** "Connect to a VM using Bastion and a Linux native client". */
function throughBastion(bastion: string, machine: string, user: string, key: string): string {
  const { subscription = "", resourceGroup = "", names: [name = ""] = [] } = parseResourceId(bastion) ?? {};
  const host = `--subscription ${subscription} --resource-group ${resourceGroup} --name ${name}`;
  const file = KEY_FILES.find(([form]) => form.test(key.trim()))?.[1] ?? "id_ed25519";
  return `az network bastion ssh ${host} --target-resource-id ${machine} --auth-type ssh-key --username ${user} --ssh-key ~/.ssh/${file}`;
}
