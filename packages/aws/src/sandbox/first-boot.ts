import type { Props } from "@isobar/sandbox";

/** Where a machine is once its first boot has run. */
export interface FirstBoot {
  readonly state: "ready" | "failed";
  readonly log: string;
}

const SCRIPT = /startup-script <<'(\w+)'\n([\s\S]*?)\n\1\n/;
const FAILS = /^(exit [1-9]\d*|false)$/;

/** A machine becomes ready at once, unless the last line of its startup script says that it fails. */
export function firstBootOf({ userData }: Props): FirstBoot {
  const script = SCRIPT.exec(String(userData))?.[2] ?? "";
  const last = script.trimEnd().split("\n").at(-1)?.trim() ?? "";
  if (!FAILS.test(last)) return { state: "ready", log: "" };
  return { state: "failed", log: `The startup script ends with: ${last}\n` };
}
