import type {} from "@isobar/aws";
import type {} from "@isobar/azure";
import { Bucket, Network, type OnDelete, VirtualMachine } from "@isobar/core";
import type {} from "@isobar/gcp";
import { Config } from "@pulumi/pulumi";

const config = new Config();

const network = new Network("net", { cidr: "10.20.0.0/16" });

const data = new Bucket("data", {
  versioned: true,
  lifecycle: { logs: { prefix: "logs/", expireAfterDays: 90, expireOldVersionsAfterDays: 30 } },
  onDelete: config.require("onDelete") as OnDelete,
});

const web = new VirtualMachine("web", {
  network,
  size: { vcpus: 2, memoryGib: config.requireNumber("memoryGib") },
  image: "ubuntu-24.04",
  publicIp: "static",
  ingress: { http: { ports: 80, from: "internet" } },
  startupScript: `#!/bin/sh
mkdir -p /srv/www
echo '${config.require("greeting")}' > /srv/www/index.html
cat > /etc/systemd/system/www.service <<'EOF'
[Service]
ExecStart=/usr/bin/python3 -m http.server 80 --directory /srv/www
DynamicUser=true
AmbientCapabilities=CAP_NET_BIND_SERVICE
[Install]
WantedBy=multi-user.target
EOF
systemctl enable --now www
`,
  access: [{ to: data, access: "read" }],
  overrides: {
    gcp: { instance: { description: "Serves a page" } },
  },
});

export const page = web.publicIp.apply((address) => `http://${address}/`);
export const connect = web.connectCommand;
export const bucket = data.url;
