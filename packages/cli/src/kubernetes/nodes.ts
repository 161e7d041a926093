import { request } from "node:https";

/** An API server and the way in. */
export interface Connection {
  readonly server: string;
  readonly certificateAuthority: string;
  readonly token: string;
}

const NODES = ["a", "b", "c"];
/** Large enough that nothing waits for room. */
const ROOM = {
  cpu: "64",
  memory: "256Gi",
  pods: "1000",
  "ephemeral-storage": "1Ti",
  "nvidia.com/gpu": "64",
  "amd.com/gpu": "64",
};

/** Whether the server says that it is ready. */
export async function isReady(connection: Connection): Promise<boolean> {
  return (await send(connection, "GET", "/readyz").catch(() => 0)) === 200;
}

/** Makes the nodes that kwok plays, unless they are there, and says what room they have. */
export async function makeNodes(connection: Connection): Promise<void> {
  await Promise.all(NODES.map((zone) => makeNode(connection, `node-${zone}`, zone)));
}

async function makeNode(connection: Connection, name: string, zone: string): Promise<void> {
  const labels = {
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    "topology.kubernetes.io/region": "sandbox",
    "topology.kubernetes.io/zone": `sandbox-${zone}`,
  };
  const node = { apiVersion: "v1", kind: "Node", metadata: { name, labels } };
  const path = `/api/v1/nodes/${name}`;
  await send(connection, "PATCH", `${path}?fieldManager=isobar&force=true`, "application/apply-patch+yaml", node);
  const status = { status: { allocatable: ROOM, capacity: ROOM } };
  await send(connection, "PATCH", `${path}/status`, "application/merge-patch+json", status);
}

function send(
  { server, certificateAuthority, token }: Connection,
  method: string,
  path: string,
  contentType?: string,
  body?: object,
): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, ...(contentType && { "content-type": contentType }) };
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server}${path}`,
      { method, headers, ca: certificateAuthority, timeout: 5_000 },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", reject);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("no answer")));
    sent.on("error", reject);
    sent.end(body && JSON.stringify(body));
  });
}
