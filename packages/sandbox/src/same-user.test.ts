import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { SameUser } from "./same-user.js";

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 1 1
   1: 0500000A:9C40 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     7        0 1 1
   2: 0100007F:9C40 0100007F:1F91 01 00000000:00000000 00:00000000 00000000     7        0 1 1
   3: 0100007F:9C40 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 2 1
   4: 0100007F:9C41 0100007F:1F90 06 00000000:00000000 00:00000000 00000000     0        0 0 1
`;

describe("who drives the sandbox", () => {
  const table = (file: string) => (file === "/proc/net/tcp" ? TABLE : undefined);
  const from = (remotePort: number) => ({
    ...{ remoteAddress: "127.0.0.1", remotePort },
    ...{ localAddress: "127.0.0.1", localPort: 8080 },
  });
  it("is the user who started it, whoever has the same port elsewhere", () => {
    assert.equal(new SameUser(table, 1000).allows(from(40_000)), true);
    assert.equal(new SameUser(table, 1001).allows(from(40_000)), false);
    assert.equal(new SameUser(table, 7).allows(from(40_000)), false);
  });
  it("is nobody who has hung up, whose entry then is gone or root's", () => {
    assert.equal(new SameUser(table, 0).allows(from(40_001)), false);
    assert.equal(new SameUser(table, 0).allows(from(40_002)), false);
  });
  it("is anybody where owners are not to be known", () => {
    assert.equal(new SameUser(() => undefined, 1001).allows(from(40_000)), true);
  });
  it("is found out on this machine", async function () {
    if (process.platform !== "linux") this.skip();
    const server = createServer().listen(0, "127.0.0.1");
    const accepted = once(server, "connection") as Promise<Socket[]>;
    await once(server, "listening");
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const [ours] = await accepted;
    assert.ok(ours);
    assert.equal(new SameUser().allows(ours), true);
    assert.equal(new SameUser(undefined, (process.geteuid?.() ?? 0) + 1).allows(ours), false);
    socket.destroy();
    server.close();
  });
});
