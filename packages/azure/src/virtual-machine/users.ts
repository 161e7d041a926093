import { generateKeyPairSync } from "node:crypto";

/**
 * The administrator that every Linux machine must have. Nobody can sign in as it: its key's private half is thrown away.
 * Users get an account of their own at the first boot, because Azure never updates keys ("Changing property … is not
 * allowed").
 */
export const ADMINISTRATOR = "azureuser";

/**
 * Users and groups that the images of Ubuntu and Debian have; a group keeps a user from getting its name. The names that
 * Azure refuses for its administrator are free for others.
 */
export const REFUSED_USERS: readonly string[] = [
  ...[
    "_apt",
    "_chrony",
    "_ssh",
    "adm",
    "audio",
    "backup",
    "bin",
    "cdrom",
    "crontab",
    "daemon",
    "dhcpcd",
    "dialout",
    "dip",
  ],
  ...[
    "disk",
    "fax",
    "floppy",
    "games",
    "gnats",
    "input",
    "irc",
    "kmem",
    "kvm",
    "landscape",
    "list",
    "lp",
    "lxd",
    "mail",
  ],
  ...[
    "man",
    "messagebus",
    "netdev",
    "news",
    "nobody",
    "nogroup",
    "operator",
    "plugdev",
    "polkitd",
    "pollinate",
    "proxy",
  ],
  ...["render", "root", "sasl", "sgx", "shadow", "src", "sshd", "staff", "sudo", "sync", "sys", "syslog", "tape"],
  ...["tcpdump", "tss", "tty", "users", "utmp", "uucp", "uuidd", "video", "voice", "www-data"],
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
