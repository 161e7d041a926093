import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Badge } from "./badge.js";
import { familyOf, Icon } from "./icons.js";
import type { ResourcesProps } from "./map.js";
import { naturally } from "./model.js";
import type { Resource } from "./protocol.js";
import { useWindow } from "./use-window.js";

const ROW = 34;
const COLUMNS = ["name", "type", "cloud", "region", "id", "stack"] as const;
type Column = (typeof COLUMNS)[number];

/** The resources as a table. Only the rows that can be seen are drawn. */
export function List({ resources, fresh, selected, onSelect }: ResourcesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [by, setBy] = useState<{ readonly column: Column; readonly down: boolean }>();
  const rows = useMemo(() => (by ? sortedBy(resources, by.column, by.down) : resources), [resources, by]);
  const { from, to } = useWindow(scroller, rows.length, ROW);
  const index = rows.findIndex(({ key }) => key === selected);
  useInView(scroller, index);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
    const target = next === undefined ? undefined : rows[Math.max(0, next)];
    if (!target) return;
    event.preventDefault();
    onSelect(target.key);
  };

  return (
    <section ref={scroller} class="list" aria-label="List of the resources" onKeyDown={onKeyDown}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <Heading
                key={column}
                column={column}
                order={by?.column === column ? (by.down ? "descending" : "ascending") : "none"}
                onClick={() => setBy({ column, down: by?.column === column && !by.down })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr class="space" style={{ height: `${from * ROW}px` }} />
          {rows.slice(from, to).map((resource, offset) => (
            <Row
              key={resource.key}
              resource={resource}
              index={from + offset}
              selected={resource.key === selected}
              first={index < from || index >= to ? offset === 0 : resource.key === selected}
              fresh={fresh.has(resource.key)}
              onSelect={onSelect}
            />
          ))}
          <tr class="space" style={{ height: `${(rows.length - to) * ROW}px` }} />
        </tbody>
      </table>
    </section>
  );
}

interface HeadingProps {
  readonly column: Column;
  readonly order: "ascending" | "descending" | "none";
  onClick(): void;
}

function Heading({ column, order, onClick }: HeadingProps) {
  return (
    <th scope="col" class={column} aria-sort={order}>
      <button type="button" onClick={onClick}>
        {column}
        {order !== "none" && <Icon name="chevron" />}
      </button>
    </th>
  );
}

interface RowProps {
  readonly resource: Resource;
  readonly index: number;
  readonly selected: boolean;
  /** Whether Tab leads to it. */
  readonly first: boolean;
  readonly fresh: boolean;
  onSelect(key: string): void;
}

function Row({ resource, index, selected, first, fresh, onSelect }: RowProps) {
  const { key, name, type, cloud, region, id, stack } = resource;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Arrow keys move the focus along with the selection.
    if (selected && document.activeElement?.closest(".list")) button.current?.focus({ preventScroll: true });
  }, [selected]);
  return (
    <tr
      class={[selected && "selected", fresh && "fresh"].filter(Boolean).join(" ")}
      aria-rowindex={index + 2}
      aria-current={selected || undefined}
      onClick={() => onSelect(key)}
    >
      <td class="name">
        <button ref={button} type="button" tabIndex={first ? 0 : -1}>
          <Icon name={familyOf(type)} />
          <span>{name}</span>
        </button>
      </td>
      <td title={type}>{type}</td>
      <td>
        <Badge cloud={cloud} />
        <span class="hidden">{cloud}</span>
      </td>
      <td>{region}</td>
      <td class="id" title={id}>
        <code>
          <bdi>{id}</bdi>
        </code>
      </td>
      <td>{stack}</td>
    </tr>
  );
}

function useInView(scroller: { readonly current: HTMLElement | null }, index: number): void {
  useEffect(() => {
    const view = scroller.current;
    if (!view || index < 0) return;
    const top = index * ROW;
    if (top < view.scrollTop) view.scrollTop = top;
    if (top + 2 * ROW > view.scrollTop + view.clientHeight) view.scrollTop = top + 2 * ROW - view.clientHeight;
  }, [index, scroller]);
}

function sortedBy(resources: readonly Resource[], column: Column, down: boolean): Resource[] {
  return [...resources].sort((a, b) => naturally(a[column], b[column]) * (down ? -1 : 1));
}
