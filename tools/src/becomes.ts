import { Bucket, Network, NetworkPeering, VirtualMachine } from "@isobar/core";
import { type RecordOptions, record } from "@isobar/core/testing";

const SIZE = { vcpus: 2, memoryGib: 4 };

/** The plainest program with each portable resource, and the resource in it that is shown. */
const PROGRAMS: Readonly<Record<string, readonly [resource: string, program: () => unknown]>> = {
  'new Bucket("data")': ["Bucket data", () => new Bucket("data")],
  'new Network("net")': ["Network net", () => new Network("net")],
  'new VirtualMachine("web", { size })': ["VirtualMachine web", () => new VirtualMachine("web", { size: SIZE })],
  'data.grant(web, "read")': [
    "Grant data-web-read",
    () => new Bucket("data").grant(new VirtualMachine("web", { size: SIZE }), "read"),
  ],
  'new NetworkPeering("link", { networks: [a, b] })': [
    "NetworkPeering link",
    () => new NetworkPeering("link", { networks: [new Network("a"), new Network("b", { cidr: "10.1.0.0/16" })] }),
  ],
};

/** What each portable resource becomes on each cloud, as the rows of a table. */
export async function becomes(clouds: readonly RecordOptions[]): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [code, [resource, program]] of Object.entries(PROGRAMS)) {
    const cells: string[] = [];
    for (const cloud of clouds) cells.push(await natives(cloud, resource, program));
    rows.push([`\`${code}\``, ...cells]);
  }
  return rows;
}

/** Native types below one resource with their numbers, such as `Vpc, 4 Subnet`. */
async function natives(cloud: RecordOptions, resource: string, program: () => unknown): Promise<string> {
  const [kind, name] = resource.split(" ");
  const { registered } = await record(cloud, program);
  const children = registered.filter(
    ({ parent, custom }) => custom && parent.endsWith(`isobar:index:${kind}::${name}`),
  );
  const counts = new Map<string, number>();
  for (const { type } of children) {
    if (!type.startsWith("pulumi:")) counts.set(short(type), (counts.get(short(type)) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => a.localeCompare(b));
  return sorted.map(([type, count]) => (count === 1 ? type : `${count} ${type}`)).join(", ");
}

function short(type: string): string {
  return type.split(":").at(-1) ?? type;
}
