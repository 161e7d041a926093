/** The parts of a URN, as in `urn:pulumi:stack::project::parent$type::name`. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  /** The resource's own type token, without its parents'. */
  readonly type: string;
  /** The logical name. */
  readonly name: string;
}

export function parseUrn(urn: string): Urn {
  const [stack = "", project = "", type = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, type: type.slice(type.lastIndexOf("$") + 1), name: name.join("::") };
}
