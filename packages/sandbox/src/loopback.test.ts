import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { Server } from "@grpc/grpc-js";
import { listenOnLoopback } from "./loopback.js";

describe("a server on loopback", () => {
  it("breaks off connections when another one takes its place, also twice at once, and keeps its port", async () => {
    const loopback = await listenOnLoopback(new Server());
    const open = async () => {
      const socket = connect(loopback.port, "127.0.0.1").resume();
      await once(socket, "data"); // the settings with which HTTP/2 begins
      return socket;
    };
    const closed = once(await open(), "close");
    loopback.replace(new Server());
    loopback.replace(new Server());
    await closed;
    const next = once(await open(), "close");
    loopback.close();
    await next;
    await assert.rejects(open(), /ECONNREFUSED/);
  });
});
