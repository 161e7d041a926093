import { type Input, type Output, output, type Resource, Stash } from "@pulumi/pulumi";
import { withoutStackTraces } from "./stacks";

/** What decides that a kept choice is made anew, and the choice itself. */
export interface Choice<T> {
  /** The choice as it would be made today. */
  readonly pick: Input<T>;
  /** Everything that makes it be chosen anew when it changes. */
  readonly wish: unknown;
}

/**
 * A choice made once and kept in the stack's state, known in every preview: a newer catalogue or image never moves what
 * runs. It is made anew when the wish changes.
 */
export function kept<T>(name: string, choice: Choice<T>, parent: Resource): Output<T> {
  const stash = withoutStackTraces(
    () =>
      new Stash(
        name,
        { input: choice.pick },
        { parent, ignoreChanges: ["input"], replacementTrigger: JSON.stringify(choice.wish ?? null) },
      ),
  );
  return stashed<T>(stash);
}

/** What a Stash keeps. Unit tests under Pulumi's mocks leave it without output: then what was put in. */
export function stashed<T>(stash: Stash): Output<T> {
  return output([stash.output, stash.input]).apply(([kept, input]) => (kept === undefined ? input : kept) as T);
}
