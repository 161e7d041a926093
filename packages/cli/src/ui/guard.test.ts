import * as assert from "node:assert/strict";
import { type Asked, pathAfterToken, refusalOf } from "./guard.js";

const PLACE = { port: 4000, token: "s3cret" };
const HOST = { host: "127.0.0.1:4000" };
const POST = { ...HOST, origin: "http://127.0.0.1:4000", "content-type": "application/json" };

function statusOf(asked: Partial<Asked>): number | undefined {
  return refusalOf({ method: "GET", url: "/s3cret/", headers: HOST, ...asked }, PLACE)?.status;
}

describe("the guard of the live page", () => {
  const let_in: Readonly<Record<string, Partial<Asked>>> = {
    "its address, typed": { headers: { ...HOST, "sec-fetch-site": "none" } },
    "its own requests": { url: "/s3cret/events", headers: { ...HOST, "sec-fetch-site": "same-origin" } },
    "a tool of the user": { url: "/s3cret/details?key=a/b" },
    "localhost, as through a tunnel": { headers: { host: "localhost:4000" } },
    "its own changes": { method: "POST", url: "/s3cret/clock", headers: { ...POST, "sec-fetch-site": "same-origin" } },
  };
  for (const [what, asked] of Object.entries(let_in)) {
    it(`lets in ${what}`, () => assert.equal(statusOf(asked), undefined));
  }

  const refused: Readonly<Record<string, readonly [number, Partial<Asked>]>> = {
    "a name that points here (DNS rebinding)": [421, { headers: { host: "evil.example:4000" } }],
    "a name that begins like its own": [421, { headers: { host: "127.0.0.1:4000.evil.example" } }],
    "another port": [421, { headers: { host: "127.0.0.1:4001" } }],
    "no Host": [421, { headers: {} }],
    "another site": [403, { headers: { ...HOST, "sec-fetch-site": "cross-site" } }],
    "another port of this machine": [403, { headers: { ...HOST, "sec-fetch-site": "same-site" } }],
    "the origin of another page": [403, { headers: { ...HOST, origin: "http://evil.example" } }],
    "changes from another origin": [403, { method: "POST", headers: { ...POST, origin: "http://localhost:3000" } }],
    "changes from a page without an origin": [403, { method: "POST", headers: { ...POST, origin: "null" } }],
    "changes that don't say where they come from": [403, { method: "POST", headers: { ...POST, origin: undefined } }],
    "the form of another page": [415, { method: "POST", headers: { ...POST, "content-type": "text/plain" } }],
    "other methods": [405, { method: "PUT", headers: POST }],
    "no token": [404, { url: "/" }],
    "a wrong token": [404, { url: "/s3creT/" }],
    "the beginning of the token": [404, { url: "/s3cre/" }],
    "the token in another place": [404, { url: "/?s3cret/" }],
    "changes without the token": [404, { method: "POST", url: "/clock", headers: POST }],
  };
  for (const [what, [status, asked]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => assert.equal(statusOf(asked), status));
  }

  it("takes the path after the token, without the query", () => {
    assert.equal(pathAfterToken("/s3cret/"), "");
    assert.equal(pathAfterToken("/s3cret/faults/add?x=/y"), "faults/add");
    assert.equal(pathAfterToken("/s3cret/../../etc/passwd"), "../../etc/passwd");
  });
});
