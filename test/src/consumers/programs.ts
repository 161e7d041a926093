import type { Cloud } from "../clouds.js";

const OVERRIDES: Record<Cloud["cloud"], string> = {
  aws: "{ aws: { instance: { monitoring: true } } }",
  gcp: "{ gcp: { instance: { enableDisplay: true } } }",
  azure: '{ azure: { virtualMachine: { evictionPolicy: "Delete" } } }',
};

const BODY = `const data = new Bucket("data", { onDelete: "delete" });
const web = new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, access: [{ to: data, access: "read" }] });
`;

export const COMMONJS = `const { Bucket, VirtualMachine } = require("@isobar/core");
${BODY}exports.url = data.url;
exports.id = web.id;
`;

/** It waits at its top level, as no CommonJS program can. */
export const MODULE = `import { Bucket, VirtualMachine } from "@isobar/core";
await new Promise((resolve) => setTimeout(resolve, 20));
${BODY}export const url = data.url;
export const id = web.id;
`;

/** A program with typed overrides for one cloud. */
export function typescript(cloud: Cloud["cloud"] = "aws"): string {
  return `import type {} from "@isobar/${cloud}";
import { Bucket, VirtualMachine } from "@isobar/core";
const data = new Bucket("data", { onDelete: "delete" });
const web = new VirtualMachine("web", {
  size: { vcpus: 2, memoryGib: 4 },
  access: [{ to: data, access: "read" }],
  overrides: ${OVERRIDES[cloud]},
});
export const url = data.url;
export const id = web.id;
`;
}

const OPTIONS = { module: "nodenext", target: "es2023", strict: true, skipLibCheck: true, types: ["node"] };

/** A program with this tsconfig.json is checked each time it starts. */
export const CHECKED = JSON.stringify({ compilerOptions: OPTIONS });

/** A program with this tsconfig.json starts sooner. */
export const UNCHECKED = JSON.stringify({ compilerOptions: OPTIONS, "ts-node": { transpileOnly: true } });

/** What a preview of these programs shows. */
export const PREVIEWED = /Outputs:\n *id *: .*\n *url *: .*\n[\s\S]*\+ \d\d to create\n/;
