import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Badge } from "./badge.js";
import { Icon } from "./icons.js";
import { CardView, TitleCard } from "./map-card.js";
import { groupsOf } from "./map-cards.js";
import { type Layout, layOut, type PlacedCard, type PlacedGroup } from "./map-layout.js";
import { type Direction, joined, type Lines, lineBetween, linesBetweenCards, neighbour } from "./map-lines.js";
import { mentionedBy } from "./model.js";
import type { Resource } from "./protocol.js";
import { usePanAndZoom, ZOOMS, type Zoomed } from "./use-pan-and-zoom.js";
import { overlap, useView } from "./use-view.js";

export interface ResourcesProps {
  /** In the order in which they are shown. */
  readonly resources: readonly Resource[];
  /** Keys of those that are new. */
  readonly fresh: ReadonlySet<string>;
  readonly selected: string | undefined;
  onSelect(key: string): void;
}

const NONE: ReadonlySet<string> = new Set();

/** Below this zoom names can't be read, and cards show their titles alone. */
const READABLE = 0.4;

/** The resources as cards, and lines between those that name each other. */
export function ResourceMap({ resources, fresh, selected, onSelect }: ResourcesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<string>();
  const width = useWidth(scroller);
  const layout = useMemo(() => layOut(groupsOf(resources), width), [resources, width]);
  const zoom = usePanAndZoom(scroller, layout);
  const isFar = zoom.zoom < READABLE;
  const view = useView(scroller, zoom.zoom);
  const lines = useMemo(() => linesBetweenCards(resources, layout), [resources, layout]);
  const users = useMemo(() => mentionedBy(resources), [resources]);
  const focus = selected ?? hovered;
  const focused = useMemo(() => relatedTo(resources, users, focus, layout), [resources, users, focus, layout]);
  const drawn = layout.cards.filter((card) => overlap(card, view) || card.id === cardOf(selected, layout));
  const first = cardOf(selected, layout) === undefined ? drawn[0]?.rows[0]?.key : selected;
  useInView(scroller, selected, layout, zoom.zoom);
  const onKeyDown = useArrowKeys(scroller, layout, selected, onSelect);
  return (
    <div class="map-frame">
      {/* biome-ignore lint/a11y/useSemanticElements: it is no form's */}
      <div
        ref={scroller}
        class={isFar ? "map overview" : "map"}
        role="group"
        aria-label="Map of the resources; arrow keys go from one to the next"
        onClick={(event) => {
          const key = keyAt(event.target);
          if (key !== undefined) onSelect(key);
        }}
        onPointerOver={(event) => setHovered(keyAt(event.target))}
        onPointerLeave={() => setHovered(undefined)}
        onKeyDown={onKeyDown}
      >
        <div class="sheet" style={sizeOf(layout, zoom.zoom)}>
          <div class="zoomed" style={{ ...sizeOf(layout, 1), transform: `scale(${zoom.zoom})`, "--zoom": zoom.zoom }}>
            {layout.groups.map((group) => (
              <GroupView key={group.id} group={group} />
            ))}
            <LinesView lines={lines} layout={layout} />
            <Cards
              {...{ cards: drawn, layout, selected, first, related: focused.keys, fresh, isFar }}
              onLook={zoom.lookAt}
            />
            <LinesView lines={focused} layout={layout} focus />
          </div>
        </div>
      </div>
      <ZoomButtons zoom={zoom} />
    </div>
  );
}

interface CardsProps {
  readonly cards: readonly PlacedCard[];
  readonly layout: Layout;
  readonly selected: string | undefined;
  readonly first: string | undefined;
  readonly related: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
  readonly isFar: boolean;
  onLook(card: PlacedCard): void;
}

function Cards({ cards, layout, selected, first, related, fresh, isFar, onLook }: CardsProps) {
  if (isFar) {
    return (
      <>
        {cards.map((card) => (
          <TitleCard key={card.id} card={card} onClick={() => onLook(card)} />
        ))}
      </>
    );
  }
  const inCard = (keys: ReadonlySet<string>, { rows }: PlacedCard) =>
    keys.size > 0 && rows.some(({ key }) => keys.has(key)) ? keys : NONE;
  return (
    <>
      {cards.map((card) => (
        <CardView
          key={card.id}
          card={card}
          selected={card.id === cardOf(selected, layout) ? selected : undefined}
          first={card.id === cardOf(first, layout) ? first : undefined}
          related={inCard(related, card)}
          fresh={inCard(fresh, card)}
        />
      ))}
    </>
  );
}

interface LinesViewProps {
  readonly lines: Lines;
  readonly layout: Layout;
  readonly focus?: boolean;
}

function LinesView({ lines: { lines, dots }, layout, focus = false }: LinesViewProps) {
  return useMemo(
    () => (
      <svg class={focus ? "lines focus" : "lines"} width={layout.width} height={layout.height} aria-hidden="true">
        <path d={lines} />
        <path class="dots" d={dots} />
      </svg>
    ),
    [lines, dots, layout, focus],
  );
}

function GroupView({ group: { place, count, x, y, width, height } }: { readonly group: PlacedGroup }) {
  return (
    <section
      class="group"
      data-cloud={place.cloud}
      aria-label={`${place.cloud} ${place.region}, stack ${place.stack}`}
      style={{ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }}
    >
      <h2>
        <Badge cloud={place.cloud} />
        <span class="region">{place.region || place.cloud}</span>
        <span class="quiet">{place.stack}</span>
        <span class="quiet">{count}</span>
      </h2>
    </section>
  );
}

function ZoomButtons({ zoom: { zoom, setZoom, fit } }: { readonly zoom: Zoomed }) {
  const step = (by: 1 | -1) => {
    const next = by === 1 ? ZOOMS.find((each) => each > zoom) : ZOOMS.findLast((each) => each < zoom);
    if (next !== undefined) setZoom(next);
  };
  return (
    <fieldset class="zoom">
      <legend class="hidden">Zoom</legend>
      <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => step(-1)}>
        <Icon name="minus" />
      </button>
      <button type="button" aria-label="Zoom to 100%" title="Zoom to 100%" onClick={() => setZoom(1)}>
        {Math.round(zoom * 100)}%
      </button>
      <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => step(1)}>
        <Icon name="plus" />
      </button>
      <button type="button" aria-label="Show all" title="Show all" onClick={fit}>
        <Icon name="fit" />
      </button>
    </fieldset>
  );
}

/** A resource, those that it names and those that name it, with the lines between them. */
function relatedTo(
  resources: readonly Resource[],
  users: ReadonlyMap<string, readonly Resource[]>,
  key: string | undefined,
  { anchors }: Layout,
): Lines & { readonly keys: ReadonlySet<string> } {
  const resource = resources.find((each) => each.key === key);
  if (!resource) return { keys: NONE, lines: "", dots: "" };
  const named = [...new Set(resource.mentions.map(({ to }) => to))];
  const pairs = [
    ...named.map((to) => [resource.key, to] as const),
    ...(users.get(resource.key) ?? []).map((user) => [user.key, resource.key] as const),
  ];
  const lines = pairs.flatMap(([from, to]) => {
    const [start, end] = [anchors.get(from), anchors.get(to)];
    return start && end ? [lineBetween(start, end)] : [];
  });
  return { keys: new Set(pairs.flat().filter((each) => each !== resource.key)), ...joined(lines) };
}

function cardOf(key: string | undefined, { anchors }: Layout): string | undefined {
  return key === undefined ? undefined : anchors.get(key)?.card;
}

function sizeOf({ width, height }: Layout, zoom: number) {
  return { width: `${width * zoom}px`, height: `${height * zoom}px` };
}

/** Arrow keys select the next resource in their direction, and take the focus there. */
function useArrowKeys(
  scroller: { readonly current: HTMLElement | null },
  layout: Layout,
  selected: string | undefined,
  onSelect: (key: string) => void,
): (event: KeyboardEvent) => void {
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current || selected === undefined) return;
    moved.current = false;
    scroller.current
      ?.querySelector<HTMLElement>(`[data-key="${CSS.escape(selected)}"]`)
      ?.focus({ preventScroll: true });
  }, [selected, scroller]);
  return (event) => {
    const key = keyAt(event.target);
    if (key === undefined || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const next = neighbour(key, event.key as Direction, layout);
    if (next === undefined) return;
    moved.current = true;
    onSelect(next);
  };
}

function keyAt(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-key]")?.dataset.key : undefined;
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Room around what is brought into view. */
const MARGIN = 60;

/** Brings what was selected elsewhere into view. */
function useInView(
  scroller: { readonly current: HTMLElement | null },
  selected: string | undefined,
  { anchors }: Layout,
  zoom: number,
): void {
  useEffect(() => {
    const anchor = selected === undefined ? undefined : anchors.get(selected);
    const view = scroller.current;
    if (!anchor || !view) return;
    const [left, right, y] = [anchor.left * zoom, anchor.right * zoom, anchor.y * zoom];
    view.scrollTo({
      left: Math.min(left - MARGIN, Math.max(view.scrollLeft, right + MARGIN - view.clientWidth)),
      top: Math.min(y - MARGIN, Math.max(view.scrollTop, y + MARGIN - view.clientHeight)),
    });
  }, [selected, scroller]);
}
