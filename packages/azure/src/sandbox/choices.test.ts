import assert from "node:assert/strict";
import { CHOICES, valuesOf } from "./choices";
import { modelOf } from "./cloud.test";
import { type Change, obeys, POLICY_RULE, RULE } from "./landscape.test";

/** A correct value of each kind of wording, with other letters, and one that Azure doesn't know. */
const CASES: readonly [token: string, accepts: Change, refuses: Change, text: RegExp][] = [
  [
    "network:NetworkSecurityGroup",
    { securityRules: [{ ...RULE, protocol: "tcp" }] },
    { securityRules: [{ ...RULE, protocol: "Http" }] },
    /InvalidRequestFormat.*"Http" to type '.*Nrp.*SecurityRuleProtocol'. Path 'properties\.securityRules\[0\]\.protocol'/,
  ],
  [
    "network:PublicIPAddress",
    { sku: { name: "standard" } },
    { sku: { name: "Premium" } },
    /InvalidRequestFormat.*Path 'sku\.name'/,
  ],
  [
    "compute:VirtualMachine",
    { priority: "Regular" },
    { priority: "Cheap" },
    /BadRequest.*"Cheap" to type 'VirtualMachinePriorityTypes'. Path 'properties\.priority'/,
  ],
  [
    "storage:StorageAccount",
    { minimumTlsVersion: "TLS1_2" },
    { minimumTlsVersion: "TLS2" },
    /InvalidRequestPropertyValue.*The value 'TLS2' is not allowed for property minimumTlsVersion/,
  ],
  [
    "storage:ManagementPolicy",
    {},
    { policy: { rules: [{ ...POLICY_RULE, type: "Expiry" }] } },
    /'Expiry' is not allowed for property type/,
  ],
  ["logic:Workflow", { state: "Disabled" }, { state: "On" }, /InvalidRequestContent.*is not valid and.*"On"/],
  [
    "authorization:ManagementLockByScope",
    { level: "ReadOnly" },
    { level: "ReadWrite" },
    /InvalidRequestContent.*was invalid and.*"ReadWrite" to type 'LockLevel'/,
  ],
  ["network:FlowLog", { format: { type: "JSON" } }, { format: { type: "CSV" } }, /"CSV" to type '.*FlowLogFormatType'/],
];

describe("closed lists of the simulated Azure", () => {
  obeys(
    Object.fromEntries(
      CASES.map(([token, accepts, refuses, text]) => [
        `are held to: ${token} ${text.source}`,
        { token, accepts, refuses, text },
      ]),
    ),
  );

  it("are the SDK's, of types that there are", () => {
    for (const [token, choices] of Object.entries(CHOICES)) {
      assert.ok(modelOf(token));
      for (const list of Object.values(choices)) assert.ok(valuesOf(token, list).length > 0, `${token}: ${list}`);
    }
  });
});
