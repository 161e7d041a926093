import type { RefObject } from "preact";
import { Icon } from "./icons.js";

export type View = "map" | "list";

interface ToolbarProps {
  readonly query: string;
  readonly view: View;
  readonly search: RefObject<HTMLInputElement | null>;
  /** How many resources fit, of how many. */
  readonly shown: number;
  readonly all: number;
  onQuery(query: string): void;
  onView(view: View): void;
}

export function Toolbar({ query, view, search, shown, all, onQuery, onView }: ToolbarProps) {
  return (
    <div class="toolbar">
      <label class="search">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          placeholder="Filter by name, type or id"
          aria-label="Filter resources"
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            onQuery("");
            event.currentTarget.blur();
          }}
        />
      </label>
      <span class="quiet" role="status">
        {shown === all ? `${all} resource${all === 1 ? "" : "s"}` : `${shown} of ${all} resources`}
      </span>
      <fieldset class="segmented">
        <legend class="hidden">View</legend>
        {(["map", "list"] as const).map((each) => (
          <button key={each} type="button" aria-pressed={view === each} onClick={() => onView(each)}>
            <Icon name={each} />
            {each === "map" ? "Map" : "List"}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
