const STEP = 40;
const [MIN, MAX_SHARE] = [110, 0.75];

interface SplitterProps {
  /** Pixels. */
  readonly height: number;
  onHeight(height: number): void;
}

/** The upper edge of a part of the page, which changes its height by dragging and by arrow keys. */
export function Splitter({ height, onHeight }: SplitterProps) {
  const set = (edge: HTMLElement, wanted: number) => {
    const room = edge.parentElement?.parentElement?.clientHeight ?? 0;
    onHeight(Math.max(MIN, Math.min(room * MAX_SHARE, wanted)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved
    <div
      class="splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the calls; arrow keys change it"
      aria-valuenow={Math.round(height)}
      aria-valuemin={MIN}
      aria-valuemax={window.innerHeight}
      tabIndex={0}
      onKeyDown={(event) => {
        const step = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(event.currentTarget, (event.currentTarget.parentElement?.clientHeight ?? 0) + step);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const edge = event.currentTarget;
        if (!edge.hasPointerCapture(event.pointerId)) return;
        set(edge, (edge.parentElement?.getBoundingClientRect().bottom ?? 0) - event.clientY);
      }}
    />
  );
}
