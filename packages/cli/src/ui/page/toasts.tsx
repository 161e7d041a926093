import { useCallback, useRef, useState } from "preact/hooks";
import { Icon } from "./icons.js";
import { shortType } from "./model.js";
import type { Answer } from "./protocol.js";

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
}

const SHOWN_MS = 7000;

/** Does an action and tells how it ended. */
export type Do = (work: () => Promise<Answer>, done?: string) => Promise<boolean>;

export function useToasts(): { readonly toasts: readonly Toast[]; readonly perform: Do } {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const last = useRef(0);
  const perform = useCallback<Do>(async (work, done) => {
    const tell = (text: string, bad: boolean) => {
      last.current += 1;
      const id = last.current;
      setToasts((before) => [...before, { id, text, bad }]);
      setTimeout(() => setToasts((before) => before.filter((toast) => toast.id !== id)), SHOWN_MS);
    };
    try {
      const { happened } = await work();
      if (done !== undefined) tell([done, ...outcome(happened)].join(" "), false);
      return true;
    } catch (error) {
      tell(error instanceof Error ? sentence(error.message) : String(error), true);
      return false;
    }
  }, []);
  return { toasts, perform };
}

export function Toasts({ toasts }: { readonly toasts: readonly Toast[] }) {
  return (
    <div class="toasts" role="status">
      {toasts.map(({ id, text, bad }) => (
        <div key={id} class={bad ? "toast bad" : "toast"}>
          <Icon name={bad ? "alert" : "check"} />
          <span>{text}</span>
        </div>
      ))}
    </div>
  );
}

function outcome(happened: Answer["happened"]): string[] {
  const [only] = happened;
  if (only && happened.length === 1) return [`${shortType(only.type)} ${only.id} is ${only.what}.`];
  const gone = happened.filter(({ what }) => what === "gone").length;
  const parts = [
    [happened.length - gone, "changed"],
    [gone, "gone"],
  ].filter(([count]) => count !== 0);
  return parts.length === 0 ? [] : [`${parts.map(([count, what]) => `${count} ${what}`).join(", ")}.`];
}

export function sentence(text: string): string {
  const upper = /^[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(upper) ? upper : `${upper}.`;
}
