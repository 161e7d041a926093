/** Kubernetes' rules on names, in its words: "Object Names and IDs", "Labels and Selectors". */
const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

/** Why a text breaks the rule, or undefined. */
export type Rule = (value: string) => string | undefined;

function rule(pattern: string, maxLength: number, what: string): Rule {
  const whole = new RegExp(`^(?:${pattern})$`);
  return (value) => {
    if (value.length > maxLength) return `must be no more than ${maxLength} characters`;
    return whole.test(value) ? undefined : `${what} (regex used for validation is '${pattern}')`;
  };
}

const ALPHANUMERIC = "and must start and end with an alphanumeric character";

/** RFC 1123 label. */
export const dnsLabel: Rule = (value) => (value.includes(".") ? "must not contain dots" : label(value));

const label = rule(
  LABEL,
  63,
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', ${ALPHANUMERIC}`,
);

/** RFC 1123 subdomain. */
export const dnsSubdomain = rule(
  SUBDOMAIN,
  253,
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', ${ALPHANUMERIC}`,
);

/** RFC 1035 label. */
export const dns1035Label = rule(
  LABEL_1035,
  63,
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
);

export const labelValue = rule(
  `(${QUALIFIED})?`,
  63,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
);

/** Keys of config maps and secrets, which become names of files. */
export const configKey: Rule = (value) => {
  if (value === "." || value === "..") return `must not be '${value}'`;
  return value.startsWith("..") ? "must not start with '..'" : fileName(value);
};

const fileName = rule(
  "[-._a-zA-Z0-9]+",
  253,
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
);

/** Environment variables: all that prints, but `=`. */
export const environmentName = rule(
  "[ -<>-~]+",
  Number.POSITIVE_INFINITY,
  "a valid environment variable name must consist only of printable ASCII characters other than '='",
);

/** Port names: "Service": IANA service names. */
export const portName: Rule = (value) => {
  if (value.length > 15) return "must be no more than 15 characters";
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value) && /[a-z]/.test(value) && !value.includes("--")
    ? undefined
    : "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-), and at least one letter";
};

/** "Labels and Selectors": an optional DNS subdomain, a slash and a name. */
export const qualifiedName: Rule = (value) => {
  const parts = value.split("/");
  const name = parts.at(-1) ?? "";
  if (parts.length > 2)
    return "a qualified name must consist of a name with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
  const prefix = parts.length === 2 ? dnsSubdomain(parts[0] ?? "") : undefined;
  if (prefix) return `prefix part ${prefix}`;
  if (name.length > 63) return "name part must be no more than 63 characters";
  return new RegExp(`^${QUALIFIED}$`).test(name)
    ? undefined
    : `name part must consist of alphanumeric characters, '-', '_' or '.', ${ALPHANUMERIC}`;
};

/** Names of roles and bindings may be all that fits in a path. */
export const pathSegment: Rule = (value) =>
  value === "." || value === ".." || /[/%]/.test(value)
    ? "may not be '.' or '..', and may not contain '/' or '%'"
    : undefined;
