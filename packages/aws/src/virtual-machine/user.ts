/** Users of the system itself in the images of Ubuntu, Debian and Amazon Linux. */
export const REFUSED_USERS = [
  "_apt",
  "adm",
  "backup",
  "bin",
  "chrony",
  "daemon",
  "dbus",
  "ec2-instance-connect",
  "ftp",
  "games",
  "gnats",
  "halt",
  "irc",
  "landscape",
  "list",
  "lp",
  "mail",
  "man",
  "messagebus",
  "news",
  "nobody",
  "operator",
  "pollinate",
  "polkitd",
  "proxy",
  "root",
  "rpc",
  "shutdown",
  "sshd",
  "ssm-user",
  "sync",
  "sys",
  "syslog",
  "systemd-network",
  "systemd-resolve",
  "systemd-timesync",
  "tcpdump",
  "tss",
  "uucp",
  "uuidd",
  "www-data",
];

/** Shell commands that make a user who logs in with the keys and may become root. They can be run again. */
export function createUser(user: string, keys: readonly string[]): string {
  const lines = keys.map((key) => quoted(key.trim())).join(" ");
  return [
    `id -u ${user} > /dev/null 2>&1 || useradd --create-home --shell /bin/bash ${user}`,
    `install -d -m 700 -o ${user} -g "$(id -gn ${user})" ~${user}/.ssh`,
    `printf '%s\\n' ${lines} > ~${user}/.ssh/authorized_keys`,
    `chown "${user}:$(id -gn ${user})" ~${user}/.ssh/authorized_keys`,
    `chmod 600 ~${user}/.ssh/authorized_keys`,
    `printf '%s\\n' '${user} ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/90-isobar-${user}`,
    `chmod 440 /etc/sudoers.d/90-isobar-${user}`,
  ].join("\n");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
