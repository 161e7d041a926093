import type { Props } from "@isobar/sandbox";
import { systemOf } from "./machine-settings";
import { firstRefusal, type Refusal, refusal, valuesAt } from "./refusal";

/** "Frequently asked question about Linux Virtual Machines": user names that are not allowed. */
const REFUSED = [
  ..."1 123 a actuser adm admin admin1 admin2 administrator aspnet backup console david guest john owner root".split(
    " ",
  ),
  ..."server sql support support_388945a0 sys test test1 test2 test3 user user1 user2 user3 user4 user5 video".split(
    " ",
  ),
];

const MAX_USER = 64;
/** Of the text as it is sent: 65,535 bytes decoded ("Virtual Machines - Create Or Update", customData). */
const MAX_CUSTOM_DATA = 87_380;

/** "Virtual Machines - Create Or Update", osProfile. */
export function refuseProfile(inputs: Props): Refusal {
  const { osProfile } = inputs;
  if (!osProfile) return undefined;
  const profile = osProfile as Props;
  if (systemOf(inputs) === "Windows") return refuseWindows(profile);
  return (
    refuseUser(profile) ??
    refuseHostName(profile) ??
    refuseAccess(profile) ??
    refuseKeys(profile) ??
    refuseData(profile)
  );
}

/** "Virtual Machines - Create Or Update", osProfile: what Windows has of its own. */
function refuseWindows(profile: Props): Refusal {
  const [user = "", password = ""] = [profile.adminUsername, profile.adminPassword].map((it) => String(it ?? ""));
  if (user === "" || user.length > 20 || REFUSED.includes(user.toLowerCase()) || /\.$/.test(user)) {
    return invalid("The Admin Username specified is not allowed.");
  }
  if (String(profile.computerName ?? "").length > 15) {
    return invalid("Windows computer name cannot be more than 15 characters long.");
  }
  return refusePassword(password, 8, 123) ?? refuseData(profile);
}

const invalid = (message: string) => refusal(400, "InvalidParameter", message);

function refuseUser({ adminUsername }: Props): Refusal {
  if (adminUsername === undefined) {
    return invalid("Required parameter 'osProfile.adminUsername' is missing (null).");
  }
  const user = String(adminUsername);
  if (REFUSED.includes(user.toLowerCase())) return invalid("The Admin Username specified is not allowed.");
  if (user.length >= 1 && user.length <= MAX_USER && /^[a-z_][\w-]*\$?$/i.test(user)) return undefined;
  return invalid(
    `The Admin Username specified is not valid: it has 1 to ${MAX_USER} letters, digits, hyphens and underscores.`,
  );
}

function refuseHostName({ computerName }: Props): Refusal {
  if (computerName === undefined) return undefined;
  const name = String(computerName);
  if (/^\d+$/.test(name)) return invalid("Virtual machine name cannot contain only numbers.");
  if (/^[^`~!@#$%^&*()=+_[\]{}\\|;:'",<>/?]{1,64}$/.test(name)) return undefined;
  return invalid(
    "Linux host name cannot exceed 64 characters in length or contain the following characters: ` ~ ! @ # $ % ^ & * ( ) = + _ [ ] { } \\ | ; : ' \" , < > / ?.",
  );
}

function refuseAccess(profile: Props): Refusal {
  if (valuesAt(profile, "linuxConfiguration.ssh.publicKeys").length > 0) return undefined;
  const [disabled] = valuesAt(profile, "linuxConfiguration.disablePasswordAuthentication");
  if (profile.adminPassword !== undefined && disabled !== true) return refusePassword(String(profile.adminPassword));
  return invalid("Authentication using either SSH or by user name and password must be enabled in Linux profile.");
}

/** Three of four kinds of characters, and 6 to 72 of them (same page, adminPassword). */
function refusePassword(password: string, least = 6, most = 72): Refusal {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[\W_]/].filter((kind) => kind.test(password)).length;
  if (kinds >= 3 && password.length >= least && password.length <= most) return undefined;
  return invalid(
    `The supplied password must be between ${least}-${most} characters long and must satisfy at least 3 of password complexity requirements from the following:\n1) Contains an uppercase character\n2) Contains a lowercase character\n3) Contains a numeric digit\n4) Contains a special character\n5) Control characters are not allowed`,
  );
}

interface PublicKey {
  readonly path?: string;
  readonly keyData?: string;
}

/** "Detailed steps: Create and manage SSH keys for authentication to a Linux VM in Azure": RSA and Ed25519. */
function refuseKeys(profile: Props): Refusal {
  const home = `/home/${profile.adminUsername}/.ssh/authorized_keys`;
  return firstRefusal(
    valuesAt(profile, "linuxConfiguration.ssh.publicKeys") as PublicKey[],
    ({ path = home, keyData = "" }) => {
      if (path !== home) {
        return invalid(
          `Destination path for SSH public keys is currently limited to its default value ${home}  due to a known issue in Linux provisioning agent.`,
        );
      }
      if (isKey(keyData)) return undefined;
      return invalid("The value of parameter linuxConfiguration.ssh.publicKeys.keyData is invalid.");
    },
  );
}

function isKey(text: string): boolean {
  const [, kind = "", body = ""] = /^(ssh-rsa|ssh-ed25519)\s+([A-Za-z0-9+/]+=*)(\s[^\n]*)?\s*$/.exec(text) ?? [];
  const blob = Buffer.from(body, "base64");
  return blob.length > kind.length + 4 && blob.subarray(4, 4 + kind.length).toString() === kind;
}

function refuseData({ customData }: Props): Refusal {
  if (customData === undefined) return undefined;
  const text = String(customData);
  const encoded = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
  if (encoded && text.length <= MAX_CUSTOM_DATA) return undefined;
  return invalid(
    `Custom data in OSProfile must be in Base64 encoding and with a maximum length of ${MAX_CUSTOM_DATA} characters.`,
  );
}
