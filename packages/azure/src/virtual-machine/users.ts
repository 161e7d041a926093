import { generateKeyPairSync } from "node:crypto";

/**
 * The administrator that every Linux machine must have. Nobody can sign in as it: its key's private half is thrown away.
 * Users get an account of their own at the first boot, because Azure never updates keys ("Changing property … is not
 * allowed").
 */
export const ADMINISTRATOR = "azureuser";

/** Names that the machine's images have, or that Azure refuses ("Virtual Machines - Create Or Update", adminUsername). */
export const REFUSED_USERS: readonly string[] = [
  ...["1", "123", "a", "actuser", "adm", "admin", "admin1", "admin2", "administrator", "aspnet", "backup", "console"],
  ...["david", "guest", "john", "owner", "root", "server", "sql", "support", "support_388945a0", "sys"],
  ...["test", "test1", "test2", "test3", "user", "user1", "user2", "user3", "user4", "user5"],
  ...[
    "bin",
    "daemon",
    "games",
    "irc",
    "list",
    "lp",
    "mail",
    "man",
    "news",
    "nobody",
    "proxy",
    "sshd",
    "sync",
    "syslog",
  ],
  ...["uucp", "www-data"],
];

/** Shell commands that make a user with these keys and the rights that a cloud's default user has. */
export function createUser(user: string, keys: readonly string[]): string {
  const home = `/home/${user}`;
  return [
    `id -u '${user}' >/dev/null 2>&1 || useradd --create-home --shell /bin/bash '${user}'`,
    `printf '%s ALL=(ALL) NOPASSWD:ALL\\n' '${user}' > '/etc/sudoers.d/90-isobar'`,
    "chmod 440 /etc/sudoers.d/90-isobar",
    `install -d -m 700 -o '${user}' -g '${user}' '${home}/.ssh'`,
    `cat > '${home}/.ssh/authorized_keys' <<'ISOBAR_KEYS'`,
    ...keys.map((key) => key.trim()),
    "ISOBAR_KEYS",
    `chown '${user}:${user}' '${home}/.ssh/authorized_keys'`,
    `chmod 600 '${home}/.ssh/authorized_keys'`,
  ].join("\n");
}

/** A public key whose private half nobody has: "Detailed steps: Create and manage SSH keys" allows Ed25519. */
export function discardedKey(): string {
  const { x = "" } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  const fields = [Buffer.from("ssh-ed25519"), Buffer.from(x, "base64url")];
  const blob = Buffer.concat(fields.flatMap((field) => [lengthOf(field), field]));
  return `ssh-ed25519 ${blob.toString("base64")} discarded`;
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return length;
}
