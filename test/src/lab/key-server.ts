import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What makes a stack use the key server. */
export const SECRETS_PROVIDER = "hashivault://lab";

/**
 * A server that does what Pulumi's Vault secrets provider asks of one, without keeping anything secret. From a passphrase
 * the engine derives a key by a million rounds at each start, which is a third of the time of a small command.
 */
export async function startKeyServer(): Promise<{ readonly env: Record<string, string>; close(): void }> {
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { plaintext, ciphertext } = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
      const data = ciphertext === undefined ? { ciphertext: plaintext } : { plaintext: ciphertext };
      response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "lab" },
    close: () => void server.close(),
  };
}
