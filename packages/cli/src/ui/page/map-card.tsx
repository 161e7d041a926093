import { useMemo } from "preact/hooks";
import { familyOf, Icon } from "./icons.js";
import { labelOf } from "./map-cards.js";
import { type Box, COLUMN, type PlacedCard, ROW } from "./map-layout.js";
import { shortType } from "./model.js";
import type { Resource } from "./protocol.js";

interface CardProps {
  readonly card: PlacedCard;
  /** Key of the resource in it that is selected. */
  readonly selected: string | undefined;
  /** Key of the resource in it to which Tab leads. */
  readonly first: string | undefined;
  readonly related: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
}

export function CardView({ card, selected, first, related, fresh }: CardProps) {
  return useMemo(() => {
    const { perColumn, title, rows } = card;
    return (
      // biome-ignore lint/a11y/useSemanticElements: it is no form's
      <div
        class={title ? "card" : "card plain"}
        role="group"
        aria-label={title ? `${title.type} ${title.name}` : rows[0]?.name}
        style={placed(card)}
      >
        {title && (
          <h3>
            <span>{title.type}</span> {title.name}
          </h3>
        )}
        <div
          class="rows"
          style={{ gridTemplateRows: `repeat(${perColumn}, ${ROW}px)`, gridAutoColumns: `${COLUMN}px` }}
        >
          {rows.map((resource) => (
            <Row
              key={resource.key}
              resource={resource}
              state={[
                resource.key === selected && "selected",
                related.has(resource.key) && "related",
                fresh.has(resource.key) && "fresh",
              ]}
              first={resource.key === first}
            />
          ))}
        </div>
      </div>
    );
  }, [card, selected, first, related, fresh]);
}

interface TitleCardProps {
  readonly card: PlacedCard;
  onClick(): void;
}

/** A card from afar. */
export function TitleCard({ card, onClick }: TitleCardProps) {
  return useMemo(() => {
    const { title, rows } = card;
    return (
      <button type="button" class="card" style={placed(card)} onClick={onClick} title="Look closer">
        <b>{title?.name ?? rows[0]?.name}</b>
        <span>{count(rows.length)}</span>
      </button>
    );
  }, [card]);
}

function placed({ x, y, width, height }: Box) {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
}

function count(resources: number): string {
  return `${resources} resource${resources === 1 ? "" : "s"}`;
}

interface RowProps {
  readonly resource: Resource;
  readonly state: readonly (string | false)[];
  readonly first: boolean;
}

function Row({ resource, state, first }: RowProps) {
  const { label, type } = labelOf(resource);
  const short = shortType(resource.type);
  return (
    <button
      type="button"
      class={["row", ...state].filter(Boolean).join(" ")}
      data-key={resource.key}
      tabIndex={first ? 0 : -1}
      aria-label={`${resource.name}, ${short}`}
      aria-current={state.includes("selected") || undefined}
      title={`${resource.name}\n${resource.type}\n${resource.id}`}
    >
      <Icon name={familyOf(resource.type)} />
      <span class="name">{label}</span>
      {type !== "" && <span class="type">{type}</span>}
    </button>
  );
}
