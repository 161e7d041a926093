import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Badge } from "./badge.js";
import { draftFor, type FaultDraft } from "./fault-text.js";
import { Icon } from "./icons.js";
import { type Model, type Scope, shortType } from "./model.js";
import type { Call } from "./protocol.js";
import { Splitter } from "./splitter.js";
import { useWindow } from "./use-window.js";

const ROW = 28;

interface CallsProps {
  readonly model: Model;
  readonly scope: Scope;
  onSelect(key: string): void;
  onFault(draft: FaultDraft): void;
}

/** The log of the calls of the clouds' APIs, the latest at the end. */
export function Calls({ model, scope, onSelect, onFault }: CallsProps) {
  const [open, setOpen] = useState(true);
  const [refusedOnly, setRefusedOnly] = useState(false);
  const [chosen, setChosen] = useState<Call>();
  const [height, setHeight] = useState(() => Math.min(320, Math.max(150, window.innerHeight * 0.27)));
  const { calls, callsBefore } = model;
  const refused = useMemo(() => calls.filter(({ verdict }) => verdict !== "ok"), [calls]);
  const shown = useMemo(
    () =>
      (refusedOnly ? refused : calls).filter(
        ({ cloud, region }) =>
          (scope.cloud === undefined || cloud === scope.cloud) &&
          (scope.region === undefined || region === scope.region),
      ),
    [calls, refused, refusedOnly, scope],
  );
  const choose = (call: Call) => {
    setChosen(call === chosen ? undefined : call);
    const made = [...model.resources.values()].find(
      ({ type, id, cloud, region }) =>
        type === call.token && id === call.id && cloud === call.cloud && region === call.region,
    );
    if (made) onSelect(made.key);
  };
  return (
    <section
      class={open ? "calls" : "calls closed"}
      aria-labelledby="calls"
      style={open ? { flexBasis: `${height}px` } : {}}
    >
      {open && <Splitter height={height} onHeight={setHeight} />}
      <div class="bar">
        <h2 id="calls">
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name="chevron" />
            Calls
          </button>
        </h2>
        <span class="quiet">{(calls.length + callsBefore).toLocaleString("en")}</span>
        <button type="button" class="chip" aria-pressed={refusedOnly} onClick={() => setRefusedOnly(!refusedOnly)}>
          Refused only <b>{refused.length}</b>
        </button>
      </div>
      {open && <Rows calls={shown} chosen={chosen} onChoose={choose} />}
      {open && chosen && (
        <Chosen call={chosen} onFault={() => onFault(draftOf(chosen))} onClose={() => setChosen(undefined)} />
      )}
    </section>
  );
}

interface RowsProps {
  readonly calls: readonly Call[];
  readonly chosen: Call | undefined;
  onChoose(call: Call): void;
}

function Rows({ calls, chosen, onChoose }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { from, to } = useWindow(scroller, calls.length, ROW);
  useEffect(() => {
    const view = scroller.current;
    if (view && atEnd.current) view.scrollTop = view.scrollHeight;
  }, [calls]);
  const index = chosen ? calls.indexOf(chosen) : -1;
  useEffect(() => {
    const view = scroller.current;
    if (!view || index < 0) return;
    view.scrollTop = Math.min(index * ROW, Math.max(view.scrollTop, (index + 1) * ROW - view.clientHeight));
  }, [index]);
  const onScroll = ({ currentTarget: view }: { readonly currentTarget: HTMLElement }) => {
    atEnd.current = view.scrollTop + view.clientHeight > view.scrollHeight - 2 * ROW;
  };
  if (calls.length === 0) return <p class="none">No calls yet.</p>;
  return (
    <div ref={scroller} class="log" onScroll={onScroll}>
      <ol aria-label="Calls" style={{ height: `${calls.length * ROW}px` }}>
        {calls.slice(from, to).map((call, offset) => (
          <li
            key={from + offset}
            aria-setsize={calls.length}
            aria-posinset={from + offset + 1}
            style={{ top: `${(from + offset) * ROW}px` }}
          >
            <Line call={call} chosen={call === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface LineProps {
  readonly call: Call;
  readonly chosen: boolean;
  onChoose(call: Call): void;
}

function Line({ call, chosen, onChoose }: LineProps) {
  const { time, cloud, region, operation, token, name, milliseconds, verdict } = call;
  const refused = verdict !== "ok";
  return (
    <button
      type="button"
      class={refused ? "call refused" : "call"}
      aria-pressed={chosen}
      onClick={() => onChoose(call)}
    >
      <time>{time.slice(11, 23)}</time>
      <Icon name={refused ? "close" : "check"} />
      <span class="operation">{operation}</span>
      <span class="type" title={token}>
        {shortType(token)}
      </span>
      <span class="name">{name}</span>
      <span class="place">
        <Badge cloud={cloud} />
        {region}
      </span>
      <span class="ms">{milliseconds.toLocaleString("en")} ms</span>
      <span class="verdict">{refused ? gist(verdict) : <span class="hidden">ok</span>}</span>
    </button>
  );
}

interface ChosenProps {
  readonly call: Call;
  onFault(): void;
  onClose(): void;
}

function Chosen({ call, onFault, onClose }: ChosenProps) {
  const refused = call.verdict !== "ok";
  return (
    <div class={refused ? "chosen refused" : "chosen"}>
      <div>
        <p>
          <b>{call.operation}</b> <code>{call.token}</code> {call.name} {call.id && <code>{call.id}</code>}
        </p>
        <pre>{refused ? call.verdict : "Done."}</pre>
      </div>
      <button type="button" onClick={onFault}>
        <Icon name="bolt" />
        Add a fault like this …
      </button>
      <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function draftOf({ cloud, token, name, operation }: Call): FaultDraft {
  return { ...draftFor({ cloud, type: token, name }), operation };
}

/** The part of a refusal that tells most: what comes after the provider's own words, where it is marked. */
function gist(verdict: string): string {
  return /(?:api error |googleapi: |Code=|Message=)(.+)/s.exec(verdict)?.[1] ?? verdict;
}
