/** A failure that is the user's to resolve: shown as its message alone, without a stack. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
