import { useState } from "preact/hooks";
import { Icon } from "./icons.js";

/** A command to copy. */
export function Command({ label, parts }: { readonly label: string; readonly parts: readonly string[] }) {
  const [copied, setCopied] = useState(false);
  const command = parts.filter(Boolean).join(" ");
  const copy = async () => {
    await navigator.clipboard.writeText(command);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div class="command">
      <span class="quiet">{label}</span>
      <code>{command}</code>
      <button type="button" class="icon-button" aria-label={`Copy: ${command}`} title="Copy" onClick={copy}>
        <Icon name={copied ? "check" : "copy"} />
      </button>
    </div>
  );
}
