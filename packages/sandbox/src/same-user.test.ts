import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { SameUser } from "./same-user.js";

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     7        0 1 1
   1: 0100007F:9C40 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 2 1
`;

describe("who drives the sandbox", () => {
  const table = (file: string) => (file === "/proc/net/tcp" ? TABLE : undefined);
  it("is the user who started it", () => {
    assert.equal(new SameUser(table, 1000).allows("127.0.0.1:40000"), true);
    assert.equal(new SameUser(table, 1001).allows("127.0.0.1:40000"), false);
  });
  it("is anybody where owners are not to be known", () => {
    assert.equal(new SameUser(() => undefined, 1001).allows("127.0.0.1:40000"), true);
  });
  it("is found out on this machine", async function () {
    if (process.platform !== "linux") this.skip();
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    await once(socket, "connect");
    const peer = `127.0.0.1:${socket.localPort}`;
    assert.equal(new SameUser().allows(peer), true);
    assert.equal(new SameUser(undefined, (process.getuid?.() ?? 0) + 1).allows(peer), false);
    socket.destroy();
    server.close();
  });
});
