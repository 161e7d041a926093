/**
 * Keeps a refused program from being taken for a complete one. Inline programs of Pulumi's Automation API tell the engine
 * that they are complete before they report errors that nobody awaited, and the engine then deletes whatever was not
 * declared again: all that the refusal was to protect.
 */
export function refuseCompletion(monitor: object, refusal: Error): void {
  Object.assign(monitor, {
    signalAndWaitForShutdown: () => {
      throw refusal;
    },
  });
}
