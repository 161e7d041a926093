import * as assert from "node:assert/strict";
import { UNKNOWN } from "@isobar/sandbox/values";
import { knownProps, secretTexts, shownProps, toStruct } from "./wire.js";

const KEY = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [KEY]: "1b47061264138c4ac30d75fd1eb44270", value });
const NUMBER_UNKNOWN = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";

describe("values of the protocol", () => {
  it("are shown with unknown ones and secrets marked, and null ones left out", () => {
    const props = { a: UNKNOWN, b: [1, NUMBER_UNKNOWN], c: { d: secret({ e: 1 }) }, f: null, g: `x-${UNKNOWN}` };
    const unknown = { $unknown: true };
    assert.deepEqual(shownProps(props), { a: unknown, b: [1, unknown], c: { d: { $secret: true } }, g: unknown });
  });
  it("are shown as resources and assets, not as what the protocol makes of them", () => {
    const resource = { [KEY]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:pulumi:a" };
    const asset = { [KEY]: "c44067f5952c0a294b673a41bacd8c17", path: "./file", hash: "1" };
    const shown = shownProps({ resource, asset, text: { ...asset, path: undefined } });
    assert.deepEqual(shown, {
      resource: { $resource: "urn:pulumi:a" },
      asset: { $asset: "./file" },
      text: { $asset: "text" },
    });
  });
  it("are known as they are, with secrets in them and unknown ones absent", () => {
    const props = { a: secret("s"), b: UNKNOWN, list: [UNKNOWN, { c: 1, d: UNKNOWN }] };
    assert.deepEqual(knownProps(props), { a: "s", list: [null, { c: 1 }] });
  });
  it("are known to be given where that is asked, through lists", () => {
    const props = { nics: [{ ip: UNKNOWN, name: UNKNOWN }, { name: "b" }], ip: UNKNOWN };
    assert.deepEqual(knownProps(props, new Set(["nics.ip"])), { nics: [{ ip: true }, { name: "b" }] });
  });
  it("tell the texts that must not be shown", () => {
    const props = { a: secret({ deep: ["one", UNKNOWN] }), b: [{ c: secret("two") }], d: "three" };
    assert.deepEqual(secretTexts(props), ["one", "two"]);
  });
  it("go through a Struct, undefined members left out", () => {
    assert.deepEqual(toStruct({ a: 1, b: undefined, c: [undefined] }).toJavaScript(), { a: 1, c: [null] });
  });
});
