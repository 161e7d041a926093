import { useEffect, useState } from "preact/hooks";
import type { Box } from "./map-layout.js";

/** What is drawn moves in steps of this size, with as much around what can be seen. */
const STEP = 400;

/** The part of a zoomed sheet that can be seen, and some more around it. */
export function useView(scroller: { readonly current: HTMLElement | null }, zoom: number): Box {
  const [view, setView] = useState<Box>({ x: 0, y: 0, width: 2000, height: 1200 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const step = (length: number) => Math.floor(length / zoom / STEP) * STEP;
      const [x, y] = [step(element.scrollLeft) - STEP, step(element.scrollTop) - STEP];
      const [width, height] = [step(element.clientWidth) + 4 * STEP, step(element.clientHeight) + 4 * STEP];
      setView((before) =>
        before.x === x && before.y === y && before.width === width && before.height === height
          ? before
          : { x, y, width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller, zoom]);
  return view;
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
