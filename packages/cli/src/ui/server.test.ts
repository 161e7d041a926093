import * as assert from "node:assert/strict";
import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { UserError } from "../errors.js";
import { type FakeControls, fakeControls, fakeResource } from "../testing/controls.js";
import { serveUi, type UiServer } from "./server.js";

describe("the server of the live page", () => {
  let controls: FakeControls;
  let ui: UiServer;
  beforeEach(async () => {
    controls = fakeControls();
    controls.put(fakeResource("box-1", { inputs: { password: "hunter2", size: 1 }, secrets: [["password"]] }));
    ui = await serveUi({ controls, providers: [], folder: "/some/where", option: "" });
  });
  afterEach(() => ui.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, ui.address), { headers, redirect: "manual" });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(new URL(path, ui.address), {
      method: "POST",
      headers: { origin: new URL(ui.address).origin, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  /** The status of a request that is sent as it is. */
  const statusOf = (path: string, headers: OutgoingHttpHeaders = {}, host = "127.0.0.1") =>
    new Promise((resolve, reject) => {
      const { port } = new URL(ui.address);
      const asking = httpRequest({ host, port, path, headers, timeout: 2000 }, (answer) => resolve(answer.statusCode));
      asking.once("timeout", () => asking.destroy(new Error("no answer")));
      asking.once("error", reject).end();
    });

  it("listens on one address of loopback alone, at a path that can't be guessed", async () => {
    const { port } = new URL(ui.address);
    assert.match(ui.address, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
    await assert.rejects(statusOf("/", { host: `127.0.0.1:${port}` }, "127.0.0.2"));
  });

  it("serves the page and all that it loads, and lets it load nothing from elsewhere", async () => {
    const page = await get("");
    const html = await page.text();
    const policy = page.headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'; script-src 'self' 'sha256-[\w+/=]+'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.doesNotMatch(html, /https?:\/\//);
    assert.equal(page.headers.get("referrer-policy"), "no-referrer");
    const map = JSON.parse(/<script type="importmap">(.*?)<\/script>/.exec(html)?.[1] ?? "") as { imports: object };
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    for (const path of [...links, ...(Object.values(map.imports) as string[])]) {
      const { status, headers } = await get(path);
      assert.equal(status, 200, path);
      assert.match(headers.get("content-type") ?? "", /css|javascript|svg/);
    }
  });

  it("serves no other file", async () => {
    const { pathname } = new URL(ui.address);
    for (const path of ["page/../server.js", "page/%2e%2e%2fserver.js", "page/main.d.ts", "preact/x", "style"]) {
      assert.equal(await statusOf(`${pathname}${path}`), 404, path);
    }
  });

  it("refuses others by their Host, site and origin, and without the token", async () => {
    const { port, pathname } = new URL(ui.address);
    assert.equal(await statusOf(pathname, { host: `rebound.example:${port}` }), 421);
    assert.equal(await statusOf(pathname, { "sec-fetch-site": "cross-site" }), 403);
    assert.equal(await statusOf("/"), 404);
    assert.equal((await post("clock", { milliseconds: 1 }, { origin: "http://evil.example" })).status, 403);
    assert.equal(controls.version(), 1);
  });

  it("leads to the page by its opener once", async () => {
    const first = await get(ui.opener);
    assert.equal(first.status, 303);
    assert.equal(new URL(first.headers.get("location") ?? "", ui.address).href, ui.address);
    assert.equal((await get(ui.opener)).status, 404);
  });

  it("tells of changes while they happen", async () => {
    const stream = await get("events");
    const events = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await events?.read())?.value ?? "";
    assert.match(await next(), /^event: snapshot\ndata: \{.*"box-1"/);
    controls.put(fakeResource("box-2"));
    assert.match(await next(), /^event: change\ndata: \{"put":\[\{"key":"toy:index:Box box-2"/);
    await post("faults/add", { fault: "slow" });
    assert.match(await next(), /"faults":\[\{"key":"f1","text":"slow","on":true\}\]/);
    controls.reset();
    controls.log({ ...CALL, verdict: "ok" });
    assert.match(await next(), /"gone":\["toy:index:Box box-1","toy:index:Box box-2"\]/);
    await events?.cancel();
  });

  it("masks secrets", async () => {
    const answer = await (await get("details?key=toy:index:Box%20box-1")).text();
    assert.match(answer, /"password":"\[secret\]","size":1/);
  });

  it("does what the page asks, and says what can't be done", async () => {
    controls.put(fakeResource("spot-1"));
    const done = async (path: string, body: object) => {
      const response = await post(path, body);
      return [response.status, (await text(response.body as never)).trim()];
    };
    assert.deepEqual(await done("reclaim", { key: "toy:index:Box spot-1" }), [
      200,
      '{"happened":[{"type":"toy:index:Box","id":"spot-1","what":"gone"}]}',
    ]);
    assert.deepEqual(await done("reclaim", { key: "toy:index:Box box-1" }), [
      400,
      "its capacity can't be taken back: it is no spot machine",
    ]);
    assert.equal((await done("delete", { key: "toy:index:Box box-1" }))[0], 200);
    assert.deepEqual(await done("delete", { key: "toy:index:Box box-1" }), [400, "this resource is gone"]);
    assert.deepEqual(await done("faults/add", { fault: "capasity" }), [
      400,
      'fault "capasity": there is no kind "capasity"; did you mean capacity?',
    ]);
    assert.deepEqual(await done("clock", { milliseconds: -1 }), [
      400,
      "the clock is set forward by at most a year at once",
    ]);
    assert.deepEqual(await done("clock", {}), [400, 'the request has no proper "milliseconds"']);
    assert.equal((await done("clock", { milliseconds: 1000 }))[0], 200);
    assert.equal((await done("nothing", {}))[0], 404);
    assert.deepEqual(await done("faults/add", { fault: "x".repeat(70_000) }), [400, "the request is too long"]);
  });

  it("says that a port is taken", async () => {
    const port = Number(new URL(ui.address).port);
    await assert.rejects(
      serveUi({ controls, providers: [], folder: "", option: "", port }),
      (error) => error instanceof UserError && error.message.includes(`--port ${port}: this port is taken`),
    );
  });
});

const CALL = {
  time: "2026-01-01T00:00:00.000Z",
  cloud: "toyland",
  region: "north",
  operation: "create",
  token: "toy:index:Box",
  name: "box",
  milliseconds: 1,
} as const;
