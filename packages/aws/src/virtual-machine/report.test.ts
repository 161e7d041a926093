import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseReport, reportReady } from "./report";

const MACHINE = "i-0123456789abcdef0";

/** Stands for the machine's metadata, its clock and Systems Manager; prints the request that was sent. */
const CLOUD = `
import json, time, urllib.request
time.gmtime = lambda: time.struct_time((2026, 3, 4, 5, 6, 7, 2, 63, 0))
role = {"AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "secret/+key", "Token": "to/ken+=="}
metadata = {
    "meta-data/iam/security-credentials/": "web-role\\n",
    "meta-data/iam/security-credentials/web-role": json.dumps(role),
    "meta-data/instance-id": "${MACHINE}",
}
class Answer:
    def __init__(self, text):
        self.text = text
    def read(self):
        return self.text.encode()
def urlopen(request, timeout):
    if request.full_url == "http://169.254.169.254/latest/api/token":
        assert request.get_method() == "PUT" and request.get_header("X-aws-ec2-metadata-token-ttl-seconds")
        return Answer("token")
    if request.host == "169.254.169.254":
        assert request.get_header("X-aws-ec2-metadata-token") == "token"
        return Answer(metadata[request.selector.replace("/latest/", "")])
    headers = {name.lower(): value for name, value in request.header_items()}
    print(json.dumps({"url": request.full_url, "headers": headers, "body": json.loads(request.data)}))
    return Answer("{}")
urllib.request.urlopen = urlopen
`;

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly Name: string; readonly Overwrite: boolean; readonly Value: string };
}

describe("aws: a machine's report", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-report-"));
  const place = "https://ssm.eu-central-1.amazonaws.com/web-ready-0a1b2c3";

  before(() => fs.writeFileSync(path.join(folder, "sitecustomize.py"), CLOUD));
  after(() => fs.rmSync(folder, { recursive: true }));

  function report(state: string, log: string | undefined): Sent {
    const file = path.join(folder, "log");
    fs.rmSync(file, { force: true });
    if (log !== undefined) fs.writeFileSync(file, log);
    const script = `report() {\n${reportReady(place)}\n}\nreport "$@"`;
    const env = { ...process.env, PYTHONPATH: folder };
    return JSON.parse(execFileSync("bash", ["-c", script, "watch", state, file], { env, encoding: "utf8" }));
  }

  it("is signed as botocore 1.43 signs it", () => {
    const { url, headers, body } = report("failed", "line 1\nno such package € {{x}}\n");
    assert.equal(url, "https://ssm.eu-central-1.amazonaws.com/");
    assert.equal(headers["x-amz-target"], "AmazonSSM.PutParameter");
    assert.equal(body.Name, "web-ready-0a1b2c3");
    assert.equal(
      headers.authorization,
      "AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20260304/eu-central-1/ssm/aws4_request, " +
        "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, " +
        "Signature=fe3ecfb040c8307066402741a7876d41d437704cbd88182f870e336202dbaf55",
    );
  });

  it("tells the state and the end of the log in as many characters as a parameter has", () => {
    const { Value, Overwrite } = report("waiting", `begin${"ä".repeat(5000)}end`).body;
    assert.equal(Overwrite, true);
    assert.ok(Value.length <= 4096, String(Value.length));
    const told = parseReport(Value, MACHINE);
    assert.equal(told?.state, "waiting");
    assert.match(told?.log ?? "", /^ä{1400,}end$/);
    assert.deepEqual(parseReport(report("ready", undefined).body.Value, MACHINE), { state: "ready", log: "" });
  });

  it("is that of one machine", () => {
    assert.equal(parseReport("waiting", MACHINE), undefined);
    assert.equal(parseReport("i-0fedcba9876543210 ready ", MACHINE), undefined);
    assert.equal(parseReport(`${MACHINE} done `, MACHINE), undefined);
  });
});
