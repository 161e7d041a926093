import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Badge } from "./badge.js";
import { act, details } from "./client.js";
import { draftFor, type FaultDraft } from "./fault-text.js";
import { familyOf, Icon } from "./icons.js";
import { type Model, mentionedBy, shortType } from "./model.js";
import type { Details, Resource } from "./protocol.js";
import { type Do, sentence } from "./toasts.js";
import { Values } from "./values.js";

interface InspectorProps {
  readonly resource: Resource;
  readonly model: Model;
  readonly perform: Do;
  onSelect(key: string | undefined): void;
  onFault(draft: FaultDraft): void;
}

/** All that is known of a resource, and what can be done to it. */
export function Inspector({ resource, model, perform, onSelect, onFault }: InspectorProps) {
  const { key, name, type, mentions, digest } = resource;
  const { found, failure } = useDetails(key, digest);
  const users = useMemo(() => mentionedBy(model.resources.values()).get(key) ?? [], [model.resources, key]);
  const references = new Map(mentions.map(({ property, to }) => [property, to]));
  const computed = found && beside(found);
  return (
    <aside class="inspector" aria-label={`Resource ${name}`}>
      <header>
        <Icon name={familyOf(type)} />
        <div>
          <h2>{name}</h2>
          <code title={type}>{type}</code>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label="Close"
          title="Close (Esc)"
          onClick={() => onSelect(undefined)}
        >
          <Icon name="close" />
        </button>
      </header>
      <Facts resource={resource} />
      <div class="deeds">
        <button type="button" onClick={() => onFault(draftFor(resource))}>
          <Icon name="bolt" />
          Add a fault …
        </button>
        {resource.reclaimable && (
          <button type="button" onClick={() => perform(() => act("reclaim", { key }), "The capacity was taken back.")}>
            <Icon name="reclaim" />
            Take capacity back
          </button>
        )}
        <Deletion key={key} resource={resource} perform={perform} />
      </div>
      <Names title="Names" keys={mentions.map(({ to }) => to)} model={model} onSelect={onSelect} />
      <Names title="Is named by" keys={users.map((user) => user.key)} model={model} onSelect={onSelect} />
      {failure !== undefined && <p class="refusal">{sentence(failure)}</p>}
      {found && computed && (
        <>
          <Values title="Inputs" values={found.inputs} {...{ references, model, onSelect }} />
          <Values title="Outputs beside them" values={computed} {...{ model, onSelect }} />
        </>
      )}
    </aside>
  );
}

function Facts({ resource: { id, cloud, region, stack, component } }: { readonly resource: Resource }) {
  return (
    <dl class="facts">
      <dt>Place</dt>
      <dd>
        <Badge cloud={cloud} /> {[cloud, region].filter(Boolean).join(" / ")}
      </dd>
      <dt>Id</dt>
      <dd>
        <code>{id}</code>
      </dd>
      <dt>Stack</dt>
      <dd>{stack}</dd>
      {component && (
        <>
          <dt>Part of</dt>
          <dd>
            {shortType(component.type)} {component.name}
          </dd>
        </>
      )}
    </dl>
  );
}

interface NamesProps {
  readonly title: string;
  readonly keys: readonly string[];
  readonly model: Model;
  onSelect(key: string): void;
}

const SHOWN = 8;

function Names({ title, keys, model, onSelect }: NamesProps) {
  const [all, setAll] = useState(false);
  const found = [...new Set(keys)].flatMap((key) => model.resources.get(key) ?? []);
  if (found.length === 0) return null;
  return (
    <section class="names">
      <h3>
        {title} <span class="quiet">{found.length}</span>
      </h3>
      <ul>
        {found.slice(0, all ? found.length : SHOWN).map((resource) => (
          <li key={resource.key}>
            <button type="button" class="link" onClick={() => onSelect(resource.key)}>
              <Icon name={familyOf(resource.type)} />
              <span class="name">{resource.name}</span>
              <span class="type">{shortType(resource.type)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && !all && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          {found.length - SHOWN} more
        </button>
      )}
    </section>
  );
}

/** Deletion by hand, which asks once. */
function Deletion({ resource: { key, name }, perform }: { readonly resource: Resource; readonly perform: Do }) {
  const [asking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <button type="button" onClick={() => setAsking(true)}>
        <Icon name="trash" />
        Delete by hand …
      </button>
    );
  }
  return (
    <div class="asking" role="alertdialog" aria-label={`Delete ${name} by hand?`}>
      <p>
        Delete it behind Pulumi's back, as in a console? <code>pulumi refresh</code> will show it.
      </p>
      <button
        ref={yes}
        type="button"
        class="danger"
        onClick={() => perform(() => act("delete", { key }), "Deleted by hand.")}
      >
        Delete
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        Keep
      </button>
    </div>
  );
}

function useDetails(key: string, digest: string): { readonly found?: Details; readonly failure?: string } {
  const [state, setState] = useState<{ readonly found?: Details; readonly failure?: string }>({});
  useEffect(() => {
    let current = true;
    details(key).then(
      (found) => current && setState({ found }),
      (error: Error) => current && setState({ failure: error.message }),
    );
    return () => {
      current = false;
    };
  }, [key, digest]);
  return state;
}

/** The outputs that are not as the inputs. */
function beside({ inputs, outputs }: Details): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).filter(([key, value]) => JSON.stringify(inputs[key]) !== JSON.stringify(value)),
  );
}
