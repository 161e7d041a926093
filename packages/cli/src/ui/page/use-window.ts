import { useEffect, useState } from "preact/hooks";

/** Which of many rows of one height can be seen. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const MARGIN = 12;

/** Follows scrolling, so that only the rows that can be seen are drawn. */
export function useWindow(
  scroller: { readonly current: HTMLElement | null },
  count: number,
  rowHeight: number,
): Window {
  const [view, setView] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller]);
  const from = Math.max(0, Math.floor(view.top / rowHeight) - MARGIN);
  return { from, to: Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + MARGIN) };
}
