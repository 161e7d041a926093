import * as assert from "node:assert/strict";
import { fakeResource } from "../testing/controls.js";
import { withoutSecrets } from "./secrets.js";

describe("secrets of resources", () => {
  it("are masked where they are, and where they occur in other texts", () => {
    const inputs = { user: "admin", login: { password: "hunter22" }, keys: ["k-111111", "public"], note: "abc" };
    const outputs = { ...inputs, url: "https://admin:hunter22@db", size: 5, none: null };
    const { inputs: shown, outputs: computed } = withoutSecrets(
      fakeResource("db", {
        inputs,
        outputs,
        secrets: [["login", "password"], ["keys", 0], ["missing"], ["note", "deeper"]],
      }),
    );
    const masked = { user: "admin", login: { password: "[secret]" }, keys: ["[secret]", "public"], note: "[secret]" };
    assert.deepEqual(shown, masked);
    assert.deepEqual(computed, { ...masked, url: "[secret]", size: 5, none: null });
  });

  it("that are short are masked in their own place alone", () => {
    const resource = fakeResource("a", { inputs: { pin: "12", size: "12 cm" }, secrets: [["pin"]] });
    assert.deepEqual(withoutSecrets(resource).inputs, { pin: "[secret]", size: "12 cm" });
  });
});
