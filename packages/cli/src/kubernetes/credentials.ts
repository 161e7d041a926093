import { generateKeyPairSync, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { writeWhole } from "../files.js";

/** What a cluster is opened with; only this user can read it. */
export interface Credentials {
  readonly token: string;
  readonly tokenFile: string;
  readonly signingKey: string;
  readonly verifyingKey: string;
}

/** A cluster's own token and keys, made once: objects that it holds are signed with them. */
export function credentialsIn(folder: string): Credentials {
  const [signingKey, verifyingKey] = [path.join(folder, "accounts.key"), path.join(folder, "accounts.pub")];
  const tokenFile = path.join(folder, "tokens.csv");
  if (!fs.existsSync(tokenFile)) {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    writeWhole(signingKey, privateKey, 0o600);
    writeWhole(verifyingKey, publicKey, 0o600);
    writeWhole(tokenFile, `${randomBytes(24).toString("hex")},isobar,isobar,"system:masters"\n`, 0o600);
  }
  const [token = ""] = fs.readFileSync(tokenFile, "utf8").split(",");
  return { token, tokenFile, signingKey, verifyingKey };
}

/** A kubeconfig, as JSON, which is YAML as well. */
export function kubeconfig(server: string, certificateAuthority: string, token: string): string {
  const name = "isobar-sandbox";
  const authority = Buffer.from(certificateAuthority).toString("base64");
  return `${JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server, "certificate-authority-data": authority } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: "default" } }],
    "current-context": name,
  })}\n`;
}
