import assert from "node:assert/strict";
import { LabProject } from "./lab/project.js";

/** A native network with some of its properties, and with further ones that say what the provider does anyway. */
const CASES = {
  aws: {
    program: (more: string) => `
import { ec2 } from "@pulumi/aws";
import { provider } from "@isobar/core";
new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16", ${more} }, { provider: provider() });
`,
    said: 'instanceTenancy: "default", enableDnsSupport: true',
    other: 'instanceTenancy: "dedicated"',
  },
  gcp: {
    program: (more: string) => `
import { compute } from "@pulumi/gcp";
import { provider } from "@isobar/core";
new compute.Network("net", { autoCreateSubnetworks: false, ${more} }, { provider: provider() });
`,
    said: 'routingMode: "REGIONAL", networkFirewallPolicyEnforcementOrder: "AFTER_CLASSIC_FIREWALL"',
    other: 'description: "for tests"',
  },
};

describe("to say what the provider does anyway", () => {
  for (const [cloud, { program, said, other }] of Object.entries(CASES)) {
    it(`is no change on ${cloud}, but to say something else is`, async () => {
      const project = await LabProject.create("said-before", cloud);
      try {
        const steps = async (more: string) => {
          project.write(program(more));
          const { code, output, steps } = await project.up();
          assert.equal(code, 0, output);
          return steps.map(({ op, name }) => `${op} ${name}`);
        };
        assert.deepEqual(await steps(""), ["create net"]);
        assert.deepEqual(await steps(said), []);
        assert.ok((await steps(other)).includes("replace net"));
      } finally {
        await project.close();
      }
    });
  }
});
