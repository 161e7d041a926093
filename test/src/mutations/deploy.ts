import type { Props } from "@isobar/sandbox";
import { runtime } from "@pulumi/pulumi";
import type { Cloud } from "./cloud.js";

/** A resource that a program is about to create. */
export interface Wanted {
  readonly type: string;
  readonly name: string;
  readonly inputs: Props;
}

const IDLE_TURNS = 50;

/**
 * Runs a program against a simulated cloud, one resource after the other.
 *
 * @param before - Called before each resource is created.
 */
export async function deploy(
  cloud: Cloud,
  config: Readonly<Record<string, string>>,
  program: () => unknown,
  before: (wanted: Wanted) => Promise<void>,
): Promise<void> {
  let calls = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    calls++;
    const result = turn.then(act);
    turn = result.catch(() => undefined);
    return result;
  };
  await runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) =>
        inTurn(async () => {
          if (!cloud.has(type)) return { id: `${name}-id`, state: type.endsWith(":Stash") ? kept(inputs) : inputs };
          await before({ type, name, inputs });
          const { id, outputs } = await cloud.create(type, name, inputs);
          return { id, state: outputs };
        }),
      call: ({ token, inputs }) => inTurn(() => cloud.call(token, inputs)),
    },
    "shop",
    "dev",
  );
  runtime.setAllConfig(config);
  program();
  for (let idle = 0, seen = -1; idle < IDLE_TURNS; idle = seen === calls ? idle + 1 : 0) {
    seen = calls;
    await turn;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function kept(inputs: Props): Props {
  return { ...inputs, output: inputs.input };
}
