/** "PutParameter": at most 4,096 characters, of which the machine's id and its state need some. */
const LOG_BYTES = 3000;

/**
 * Tells the state to a parameter, signed by the machine's own role: "Create a signed AWS API request". The first word of the
 * value is the machine's id, so that nobody takes the state of a machine for that of its replacement. The type is left out,
 * so that a parameter that was deleted is not made anew.
 */
const PROGRAM = `
import base64, hashlib, hmac, json, sys, time
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
state, log, place = sys.argv[1:]
url = urlsplit(place)
region = url.netloc.split(".")[1]
def ask(path, headers, method="GET"):
    request = Request("http://169.254.169.254/latest/" + path, None, headers, method=method)
    return urlopen(request, timeout=5).read().decode()
token = ask("api/token", {"X-aws-ec2-metadata-token-ttl-seconds": "60"}, "PUT")
def metadata(path):
    return ask("meta-data/" + path, {"X-aws-ec2-metadata-token": token})
roles = "iam/security-credentials/"
role = json.loads(metadata(roles + metadata(roles).split()[0]))
try:
    tail = open(log, "rb").read()[-${LOG_BYTES}:]
except OSError:
    tail = b""
value = " ".join([metadata("instance-id"), state, base64.b64encode(tail).decode()])
body = json.dumps({"Name": url.path[1:], "Overwrite": True, "Value": value}).encode()
def sha(data):
    return hashlib.sha256(data).hexdigest()
def sign(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
headers = {"content-type": "application/x-amz-json-1.1", "host": url.netloc, "x-amz-date": now,
    "x-amz-security-token": role["Token"], "x-amz-target": "AmazonSSM.PutParameter"}
names = ";".join(headers)
lines = "".join(name + ":" + headers[name] + "\\n" for name in headers)
scope = "/".join([now[:8], region, "ssm", "aws4_request"])
canonical = "\\n".join(["POST", "/", "", lines, names, sha(body)])
key = ("AWS4" + role["SecretAccessKey"]).encode()
for part in scope.split("/"):
    key = sign(key, part)
signature = sign(key, "\\n".join(["AWS4-HMAC-SHA256", now, scope, sha(canonical.encode())])).hex()
headers["authorization"] = ("AWS4-HMAC-SHA256 Credential=" + role["AccessKeyId"] + "/" + scope
    + ", SignedHeaders=" + names + ", Signature=" + signature)
urlopen(Request("https://" + url.netloc + "/", body, headers), timeout=20).read()
`;

/**
 * Shell commands with which a machine reports its state `$1` and the log `$2`. Python is on every image: cloud-init, which
 * starts the first boot, is written in it.
 *
 * @param place `https://<Systems Manager's host>/<the parameter's name>`.
 */
export function reportReady(place: string): string {
  return `python3 - "$1" "$2" '${place}' <<'ISOBAR_REPORT'${PROGRAM}ISOBAR_REPORT`;
}

/** Where a machine is, as it wrote it. */
export interface Report {
  readonly state: "waiting" | "ready" | "failed";
  readonly log: string;
}

const STATES: readonly string[] = ["waiting", "ready", "failed"] satisfies Report["state"][];

/** What a parameter tells of a machine, or undefined if it tells nothing of this one. */
export function parseReport(value: string, machine: string): Report | undefined {
  const [id, state = "", log = ""] = value.split(" ");
  if (id !== machine || !STATES.includes(state)) return undefined;
  // The end of a log may begin in the middle of a character.
  const text = Buffer.from(log, "base64")
    .toString("utf8")
    .replace(/^\uFFFD+/, "");
  return { state: state as Report["state"], log: text };
}
