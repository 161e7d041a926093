const STACK = "pulumi:pulumi:Stack";

export interface UrnParts {
  readonly project: string;
  readonly stack: string;
  /** URN; empty for none. */
  readonly parent: string;
  readonly type: string;
  readonly name: string;
}

/** The URN that the engine would make. */
export function makeUrn({ project, stack, parent, type, name }: UrnParts): string {
  const above = parent.split("::")[2];
  const qualified = above === undefined || above === STACK ? type : `${above}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}
