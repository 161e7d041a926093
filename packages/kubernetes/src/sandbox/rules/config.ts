import { configKey } from "../names";
import { at, given, props, text } from "../values";
import { type Fault, follows, invalid, type Rules, required, when } from "./fault";

/** "ConfigMaps", "Secrets": 1 MiB. */
const MOST_BYTES = 1024 * 1024;

export const configMap: Rules = (object) => {
  const [data, binary] = [props(object.data), props(object.binaryData)];
  const twice = Object.keys(data).filter((key) => key in binary);
  return [
    ...keyFaults(data, "data"),
    ...keyFaults(binary, "binaryData"),
    ...base64Faults(binary, "binaryData"),
    ...twice.map((key) => invalid(`data[${key}]`, key, "duplicate of key present in binaryData")),
    ...sizeFaults({ ...data, ...binary }, ""),
  ];
};

/** "Secrets: types of Secret": what each type must have. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"],
};

export const secret: Rules = (object) => {
  const [data, plain] = [props(object.data), props(object.stringData)];
  const known = typeof object.data !== "string" && typeof object.stringData !== "string";
  const type = text(object.type);
  const has = (key: string) => given(data[key]) || given(plain[key]);
  const noLogin = type === "kubernetes.io/basic-auth" && !has("username") && !has("password");
  const noAccount =
    type === "kubernetes.io/service-account-token" && !given(props(at(object, "metadata.annotations"))[ACCOUNT]);
  const missing = (KEYS[text(object.type) ?? ""] ?? []).filter((key) => !given(data[key]) && !given(plain[key]));
  return [
    ...keyFaults({ ...data, ...plain }, "data"),
    ...base64Faults(data, "data"),
    ...when(known && noLogin, required("data[username]")),
    ...when(noAccount, required(`metadata.annotations[${ACCOUNT}]`)),
    ...(known && type === "kubernetes.io/dockerconfigjson" ? jsonFaults(plain[".dockerconfigjson"]) : []),
    ...(known ? missing.map((key) => required(`data[${key}]`)) : []),
    ...sizeFaults({ ...data, ...plain }, "data"),
  ];
};

const ACCOUNT = "kubernetes.io/service-account.name";

function jsonFaults(value: unknown): Fault[] {
  try {
    JSON.parse(text(value) ?? "{}");
    return [];
  } catch {
    return [{ field: "data[.dockerconfigjson]", reason: 'Invalid value: "<secret contents redacted>": it is no JSON' }];
  }
}

function keyFaults(data: Record<string, unknown>, field: string): Fault[] {
  return Object.keys(data).flatMap((key) => follows(configKey, key, `${field}[${key}]`));
}

/** Never names the value: it may be a secret. */
function base64Faults(data: Record<string, unknown>, field: string): Fault[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const known = text(value)?.replace(/[\r\n]/g, "");
    const legal = known === undefined || (known.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(known));
    return legal ? [] : [{ field: `${field}[${key}]`, reason: "illegal base64 data" }];
  });
}

function sizeFaults(data: Record<string, unknown>, field: string): Fault[] {
  const size = Object.values(data).reduce<number>((sum, value) => sum + Buffer.byteLength(text(value) ?? ""), 0);
  return size > MOST_BYTES ? [{ field, reason: `Too long: may not be more than ${MOST_BYTES} bytes` }] : [];
}
