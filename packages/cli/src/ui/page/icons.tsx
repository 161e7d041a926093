const PATHS = {
  alert: "M8 2 1.5 13.5h13ZM8 6.5v3M8 11.4v.1",
  arrow: "M3 8h10M9.5 4.5 13 8l-3.5 3.5",
  bolt: "M9 1.5 3 9h4.5L7 14.5 13 7H8.5Z",
  check: "m3 8.5 3.5 3.5L13 4.5",
  chevron: "m4 6 4 4 4-4",
  clock: "M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z",
  close: "m4 4 8 8M12 4l-8 8",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  half: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 0v12",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
  lock: "M4 7h8v6.5H4ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  map: "M2 3h4v4H2ZM10 9h4v4h-4ZM6 5h2.5v6H10",
  minus: "M3.5 8h9",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z",
  plus: "M8 3.5v9M3.5 8h9",
  reclaim: "M3 6.5h7a3 3 0 0 1 0 6H6M3 6.5 6 3.5M3 6.5l3 3",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9",
  trash: "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9",
  compute: "M4.5 4.5h7v7h-7ZM6 1.8v2.7M10 1.8v2.7M6 11.5v2.7M10 11.5v2.7M1.8 6h2.7M1.8 10h2.7M11.5 6h2.7M11.5 10h2.7",
  data: "M13 4c0 1.1-2.2 2-5 2S3 5.1 3 4s2.2-2 5-2 5 .9 5 2Zm0 0v8c0 1.1-2.2 2-5 2s-5-.9-5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2",
  identity: "M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.8 14c.4-2.6 2.5-4 5.2-4s4.8 1.4 5.2 4",
  network: "M8 5.5v2.5M3.5 11V8h9v3M6.5 2h3v3.5h-3ZM2 11h3v3H2ZM11 11h3v3h-3Z",
  other: "M8 1.8 13.5 5v6L8 14.2 2.5 11V5ZM2.5 5 8 8.2 13.5 5M8 8.2v6",
  guard: "M8 1.8 13 3.8v4c0 3-2 5.2-5 6.4-3-1.2-5-3.4-5-6.4v-4Z",
} as const;

export type IconName = keyof typeof PATHS;

/** A picture that says nothing that isn't written beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** What a type is about, by the words that clouds use. The first that fits counts. */
const FAMILIES: readonly (readonly [RegExp, IconName])[] = [
  [/role|iam|serviceaccount|:account|assignment|profile|identity|grant|member|binding/i, "identity"],
  [/securitygroup|firewall|policy|lock|secret|certificate|key/i, "guard"],
  [/vpc|network|subnet|route|gateway|address|eip|nat|endpoint|dns|zone|ingress|service$|balancer|bastion/i, "network"],
  [/bucket|storage|blob|volume|disk|database|cache|queue|table|snapshot|filesystem|configmap/i, "data"],
  [/instance|machine|cluster|pool|pod|deployment|job|daemonset|statefulset|node|function/i, "compute"],
];

export function familyOf(type: string): IconName {
  const last = type.slice(type.indexOf(":"));
  return FAMILIES.find(([words]) => words.test(last))?.[1] ?? "other";
}

/** Lines of equal pressure. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M2.5 12.5C2.5 6.5 7 3 12.5 3S21.5 7 21.5 12 18 21 12 21s-9.5-3-9.5-8.5Z" />
      <path d="M6 12.6c0-3.6 3-5.9 6.4-5.9s5.6 2.3 5.6 5.4-2.2 5.5-5.8 5.5S6 15.8 6 12.6Z" />
      <path d="M9.6 12.5c0-1.5 1.2-2.4 2.6-2.4s2.3.9 2.3 2.2-.9 2.2-2.4 2.2-2.5-.8-2.5-2Z" />
    </svg>
  );
}
