import { all, type Output, output } from "@pulumi/pulumi";
import { type Home, type KeptHome, type KnownHome, refuseMove } from "./home";

/**
 * Holds back every provider until the program's constructors are quiet and the places of all holders of data are known
 * from the state. While it is closed no provider is configured, so a refusal comes before anything is created.
 */
export class Gate {
  private readonly homes: Home[] = [];
  private refusal: Error | undefined;
  private activity = 0;
  private opening: Promise<void> | undefined;
  private counted = false;
  private batch: Promise<void> | undefined;

  /**
   * @param tell Told of each refusal.
   * @param affordable Rejects if what was declared until now costs more than it may; late: some of it exists already.
   */
  constructor(
    private readonly tell: (refusal: Error) => void,
    private readonly affordable: (late: boolean) => Promise<void> = async () => undefined,
  ) {}

  /**
   * Adds a holder of data to those that the gate waits for.
   *
   * @returns What the state keeps of it, once it is known that it does not move. A program that waits for something before
   *   it makes more resources finds the gate open: then this holder alone is held back.
   */
  addHome(home: Home): Output<KeptHome> {
    if (this.counted) return output(this.check([home]).then(() => home.kept));
    this.homes.push(home);
    return output(this.through(undefined)).apply(() => home.kept);
  }

  /** Whether anything of the program was refused. */
  get refused(): boolean {
    return this.refusal !== undefined;
  }

  /** Tells that a constructor ran. */
  touch(): void {
    this.activity++;
  }

  /** Keeps the gate closed for good: the program was refused, so what it had declared before must not be created. */
  close(error: Error): void {
    this.refusal ??= error;
    this.tell(this.refusal);
  }

  /**
   * What a resource waits for that is declared when the gate is open already, as after a top-level `await`: that it can be
   * afforded together with all others. Undefined before that, because the gate itself holds it back.
   */
  late(): Promise<void> | undefined {
    this.touch();
    if (!this.counted) return undefined;
    this.batch ??= this.quiet().then(() => {
      this.batch = undefined;
      return this.checked(this.affordable(true));
    });
    return this.batch;
  }

  /** Waits until no constructor runs any more. */
  async quiet(): Promise<void> {
    for (let seen = -1; seen !== this.activity; ) {
      seen = this.activity;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The value, once the gate is open. */
  through<T>(value: T): Output<T> {
    this.opening ??= this.open();
    return output(this.opening.then(() => value)) as Output<T>;
  }

  private async open(): Promise<void> {
    await this.quiet();
    this.counted = true;
    if (this.refusal) throw this.refusal;
    await this.check(this.homes);
    await this.checked(this.affordable(false));
  }

  private check(homes: readonly Home[]): Promise<void> {
    return this.checked(checkHomes(homes));
  }

  private async checked(checking: Promise<void>): Promise<void> {
    try {
      await checking;
    } catch (error) {
      this.close(error as Error);
      throw error;
    }
  }
}

function checkHomes(homes: readonly Home[]): Promise<void> {
  const known = all(homes.map((home) => all([home.kept, home.urn]).apply(([old, stash]) => ({ ...home, old, stash }))));
  return new Promise((resolve, reject) => {
    known.apply((found) => {
      const refusal = refuseMove(found as unknown as KnownHome[]);
      if (refusal) reject(refusal);
      else resolve();
    });
  });
}
