/** How a language host serves engines. */
export interface Host {
  /** Environment of the engine, which its programs inherit. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Whether engines attach to it over a port. Else the engine started it as a process of its own, and shows what that
   * process and its children write.
   */
  readonly attached: boolean;
  /** Address of the engine that started it; attached engines tell theirs when they connect. */
  readonly engine?: string;
}
