import "./report";
import type {} from "@isobar/aws";
import { Bucket, Network, VirtualMachine } from "@isobar/core";

const network = new Network("net", { cidr: "10.20.0.0/16" });
const data = new Bucket("data", {
  versioned: true,
  lifecycle: { logs: { prefix: "logs/", expireAfterDays: 90, expireOldVersionsAfterDays: 30 } },
  onDelete: "delete",
});
const web = new VirtualMachine("web", {
  network,
  size: { vcpus: 2, memoryGib: 4 },
  image: "ubuntu-24.04",
  publicIp: "static",
  ingress: { http: { ports: 80, from: "internet" } },
  startupScript: "#!/bin/sh\necho ready\n",
  access: [{ to: data, access: "read" }],
});

export const page = web.publicIp.apply((address) => `http://${address}/`);
export const bucket = data.url;
