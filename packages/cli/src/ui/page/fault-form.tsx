import { useEffect, useRef, useState } from "preact/hooks";
import { act } from "./client.js";
import { Command } from "./command.js";
import { FaultLimits, type FieldOf } from "./fault-limits.js";
import { type FaultDraft, faultText, reachOf } from "./fault-text.js";
import { Icon } from "./icons.js";
import type { Model } from "./model.js";
import type { FaultKind } from "./protocol.js";
import { sentence } from "./toasts.js";

interface FaultFormProps {
  /** What is filled in at first. */
  readonly draft: FaultDraft;
  readonly model: Model;
  onClose(): void;
}

export function FaultForm({ draft: first, model, onClose }: FaultFormProps) {
  const { kinds, option } = model.about;
  const dialog = useRef<HTMLDialogElement>(null);
  const [draft, setDraft] = useState<FaultDraft>({ kind: kinds[0]?.kind ?? "", ...first });
  const [refusal, setRefusal] = useState<string>();
  const text = faultText(draft);
  useEffect(() => dialog.current?.showModal(), []);
  const field: FieldOf = (key) => ({
    name: key,
    value: draft[key] ?? "",
    onInput: ({ currentTarget: { value } }) => setDraft((before) => ({ ...before, [key]: value })),
  });
  const add = async () => {
    try {
      await act("faults/add", { fault: text });
      dialog.current?.close();
    } catch (error) {
      setRefusal(error instanceof Error ? sentence(error.message) : String(error));
    }
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    setRefusal(undefined);
    add();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="fault-title" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <h2 id="fault-title">Add a fault</h2>
        <label class="field">
          <span>What goes wrong</span>
          <select {...field("kind")}>
            <Kinds label="The cloud refuses" kinds={kinds.filter(({ ofCloud }) => ofCloud)} />
            <Kinds label="Between provider and cloud" kinds={kinds.filter(({ ofCloud }) => !ofCloud)} />
          </select>
        </label>
        <Reach kind={kinds.find(({ kind }) => kind === draft.kind)} draft={draft} />
        <FaultLimits draft={draft} model={model} field={field} />
        {refusal !== undefined && <Refusal text={refusal} />}
        <Command label="The same in a terminal" parts={["isobar sandbox", option, "fault add", quoted(text)]} />
        <footer>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary">
            Switch it on
          </button>
        </footer>
      </form>
    </dialog>
  );
}

function Kinds({ label, kinds }: { readonly label: string; readonly kinds: readonly FaultKind[] }) {
  return (
    <optgroup label={label}>
      {kinds.map(({ kind, what }) => (
        <option key={kind} value={kind}>
          {kind} – {what.replaceAll("`", "")}
        </option>
      ))}
    </optgroup>
  );
}

const NAMED = 6;

/** Says what can meet the fault, so that none is added that nothing meets. */
function Reach({ kind, draft }: { readonly kind: FaultKind | undefined; readonly draft: FaultDraft }) {
  const reach = reachOf(kind, draft);
  if (reach === undefined) return <p class="quiet">Every call can meet it.</p>;
  if (reach.length === 0)
    return <Refusal text="Nothing here can meet it: the simulated cloud has no words for this." />;
  return (
    <p class="quiet reach">
      Met by {reach.slice(0, NAMED).join(", ")}
      {reach.length > NAMED && ` and ${reach.length - NAMED} more`}
    </p>
  );
}

function Refusal({ text }: { readonly text: string }) {
  return (
    <p class="refusal" role="alert">
      <Icon name="alert" />
      {text}
    </p>
  );
}

function quoted(text: string): string {
  return /^[\w:=.,/-]*$/.test(text) ? text : `'${text}'`;
}
