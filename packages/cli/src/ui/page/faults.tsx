import { act } from "./client.js";
import { Icon } from "./icons.js";
import type { FaultSwitch } from "./protocol.js";
import type { Do } from "./toasts.js";

interface FaultsProps {
  readonly faults: readonly FaultSwitch[];
  readonly perform: Do;
  onAdd(): void;
}

/** The faults with their switches. */
export function Faults({ faults, perform, onAdd }: FaultsProps) {
  return (
    <section class="faults" aria-labelledby="faults">
      <h2 id="faults">
        Faults
        <button type="button" class="add" onClick={onAdd}>
          <Icon name="plus" />
          Add a fault
        </button>
      </h2>
      {faults.length === 0 && (
        <p class="quiet">None: the clouds do all that is asked. Add one to see how a program copes.</p>
      )}
      <ul>
        {faults.map((fault) => (
          <Fault key={fault.key} fault={fault} perform={perform} />
        ))}
      </ul>
    </section>
  );
}

function Fault({ fault: { key, text, on }, perform }: { readonly fault: FaultSwitch; readonly perform: Do }) {
  const [kind = "", ...rest] = text.split(":");
  const limits = rest.join(":").split(",").filter(Boolean);
  return (
    <li class="fault">
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-label={`Fault ${text}`}
        onClick={() => perform(() => act("faults/switch", { key, on: !on }))}
      />
      <div class="what">
        <b>{kind}</b>
        {limits.length === 0 && <span class="quiet">everywhere</span>}
        {limits.map((limit) => (
          <code key={limit}>{limit}</code>
        ))}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove fault ${text}`}
        title="Remove"
        onClick={() => perform(() => act("faults/remove", { key }))}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
