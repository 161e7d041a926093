import { log, runtime } from "@pulumi/pulumi";
import type { Collector } from "./collector";
import type { ProgramEstimate } from "./program";
import { tableOf } from "./table";

/**
 * Tells at the end of `pulumi preview` and `pulumi up` what the program costs. Where the process goes on, as that of inline
 * programs does, no stack is current when it ends, and nothing is told; nor of a program that was refused.
 */
export function summarizeAtEnd({ stack }: Collector, program: ProgramEstimate, refused: () => boolean): void {
  process.once("beforeExit", (code) => {
    const current = (runtime as unknown as { getStackResource(): object | undefined }).getStackResource();
    if (code !== 0 || refused() || current !== stack) return;
    void program.atLast().then((estimate) => {
      if (estimate.resources.some(({ lines, notCounted }) => lines.length > 0 || notCounted !== undefined)) {
        return log.info(tableOf(estimate));
      }
      return undefined;
    });
  });
}
