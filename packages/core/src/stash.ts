import { type Input, type Inputs, Output, output, type Resource, Stash } from "@pulumi/pulumi";
import { withoutStackTraces } from "./stacks";

/** What decides that a kept choice is made anew, and the choice itself. */
export interface Choice<T> {
  /** The choice as it would be made today. */
  readonly pick: Input<T>;
  /** Everything that makes it be chosen anew when it changes: plain data, or Outputs of it. */
  readonly wish: Inputs;
}

/**
 * A choice made once and kept in the stack's state, known in every preview: a newer catalogue or image never moves what
 * runs. It is made anew when the wish changes.
 */
export function kept<T>(name: string, choice: Choice<T>, parent?: Resource): Output<T> {
  const stash = withoutStackTraces(
    () =>
      new Stash(
        name,
        { input: choice.pick },
        { ...(parent && { parent }), ignoreChanges: ["input"], replacementTrigger: trigger(choice.wish) },
      ),
  );
  return stashed<T>(stash);
}

/** The same text for the same wish, whatever the order of its parts. */
function trigger(wish: Inputs): Input<string> {
  const parts = Object.entries(wish).sort(([a], [b]) => (a < b ? -1 : 1));
  const hasOutputs = parts.some(([, value]) => Output.isInstance(value));
  return hasOutputs ? output(parts).apply((known) => JSON.stringify(known)) : JSON.stringify(parts);
}

/** What a Stash keeps. Unit tests under Pulumi's mocks leave it without output: then what was put in. */
export function stashed<T>(stash: Stash): Output<T> {
  return output([stash.output, stash.input]).apply(([kept, input]) => (kept === undefined ? input : kept) as T);
}
