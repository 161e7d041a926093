import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Calls } from "./calls.js";
import { Empty } from "./empty.js";
import { FaultForm } from "./fault-form.js";
import type { FaultDraft } from "./fault-text.js";
import { Faults } from "./faults.js";
import { Header } from "./header.js";
import { Inspector } from "./inspector.js";
import { List } from "./list.js";
import { ResourceMap } from "./map.js";
import { inScope, isMeant, type Model, type Scope, sorted } from "./model.js";
import { Places } from "./places.js";
import { Toasts, useToasts } from "./toasts.js";
import { Toolbar, type View } from "./toolbar.js";
import { useLive } from "./use-live.js";

export function App() {
  const { model, connected } = useLive();
  return model ? <Page model={model} connected={connected} /> : <p class="waiting">Looking into the sandbox …</p>;
}

function Page({ model, connected }: { readonly model: Model; readonly connected: boolean }) {
  const { toasts, perform } = useToasts();
  const [scope, setScope] = useState<Scope>({});
  const [query, setQuery] = useState("");
  const [view, setView] = useState<View>("map");
  const [selected, setSelected] = useState<string>();
  const [draft, setDraft] = useState<FaultDraft>();
  const search = useRef<HTMLInputElement>(null);

  const all = useMemo(() => sorted(model.resources.values()), [model.resources]);
  const shown = useMemo(
    () =>
      all.filter((resource) => inScope(scope, resource) && (query.trim() === "" || isMeant(query.trim(), resource))),
    [all, scope, query],
  );
  const close = useCallback(() => setSelected(undefined), []);
  useShortcuts(search, close);
  const resource = selected === undefined ? undefined : model.resources.get(selected);
  const content = { resources: shown, fresh: model.fresh, selected, onSelect: setSelected };

  return (
    <div class={resource ? "page inspecting" : "page"}>
      <Header model={model} connected={connected} perform={perform} />
      <nav class="rail" aria-label="Places, stacks and faults">
        <Places resources={all} scope={scope} onScope={setScope} />
        <Faults faults={model.faults} perform={perform} onAdd={() => setDraft({})} />
      </nav>
      <main class="content">
        {all.length === 0 ? (
          <Empty option={model.about.option} hasCalls={model.calls.length > 0} />
        ) : (
          <>
            <Toolbar
              {...{ query, view, search }}
              shown={shown.length}
              all={all.length}
              onQuery={setQuery}
              onView={setView}
            />
            {shown.length === 0 && <p class="none">Nothing here fits. Clear the filter, or choose another place.</p>}
            {shown.length > 0 && (view === "map" ? <ResourceMap {...content} /> : <List {...content} />)}
          </>
        )}
        {model.calls.length > 0 && <Calls model={model} scope={scope} onSelect={setSelected} onFault={setDraft} />}
      </main>
      {resource && (
        <Inspector key={resource.key} {...{ resource, model, perform }} onSelect={setSelected} onFault={setDraft} />
      )}
      {draft && <FaultForm {...{ draft, model }} onClose={() => setDraft(undefined)} />}
      <Toasts toasts={toasts} />
    </div>
  );
}

/** `/` goes to the filter, and Escape closes what is open. */
function useShortcuts(search: { readonly current: HTMLInputElement | null }, close: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const writing = event.target instanceof Element && event.target.closest("input, select, textarea, dialog");
      if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "/") {
        event.preventDefault();
        search.current?.focus();
      }
      if (event.key === "Escape") close();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [search, close]);
}
