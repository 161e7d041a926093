import { useEffect, useRef, useState } from "preact/hooks";
import type { Box, Layout } from "./map-layout.js";

export const ZOOMS = [0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.5];
const [MIN, MAX] = [0.1, 1.5];

export interface Zoomed {
  readonly zoom: number;
  setZoom(zoom: number): void;
  /** Makes all of it visible. */
  fit(): void;
  /** Shows a part of it in full size, in the middle. */
  lookAt(part: Box): void;
}

/** Dragging the ground moves the map, and the wheel zooms with Ctrl. What is under the pointer, or in the middle, stays there. */
export function usePanAndZoom(scroller: { readonly current: HTMLElement | null }, { width, height }: Layout): Zoomed {
  const [zoom, setRaw] = useState(1);
  const current = useRef(1);

  const zoomTo = (wanted: number, x?: number, y?: number) => {
    const view = scroller.current;
    if (!view) return;
    const next = Math.min(MAX, Math.max(MIN, wanted));
    const factor = next / current.current;
    const [atX, atY] = [x ?? view.clientWidth / 2, y ?? view.clientHeight / 2];
    const [left, top] = [(view.scrollLeft + atX) * factor - atX, (view.scrollTop + atY) * factor - atY];
    current.current = next;
    setRaw(next);
    requestAnimationFrame(() => view.scrollTo({ left, top }));
  };
  const lookAt = ({ x, y, width, height }: Box) => {
    const view = scroller.current;
    if (!view) return;
    zoomTo(1);
    const [left, top] = [x + (width - view.clientWidth) / 2, y + (height - view.clientHeight) / 2];
    requestAnimationFrame(() => view.scrollTo({ left, top }));
  };

  useEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = view.getBoundingClientRect();
      zoomTo(current.current * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
    };
    const endDrag = draggable(view);
    view.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      endDrag();
      view.removeEventListener("wheel", onWheel);
    };
  }, [scroller]);

  return {
    zoom,
    lookAt,
    setZoom: zoomTo,
    fit: () => {
      const view = scroller.current;
      if (view) zoomTo(Math.min(1, view.clientWidth / width, view.clientHeight / height));
    },
  };
}

function draggable(view: HTMLElement): () => void {
  const onDown = (event: PointerEvent) => {
    const onGround = event.target instanceof Element && !event.target.closest("button");
    if (event.button !== 0 || event.pointerType !== "mouse" || !onGround || event.offsetX > view.scrollWidth) return;
    const start = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop };
    view.classList.add("dragged");
    const onMove = (move: PointerEvent) => view.scrollTo({ left: start.x - move.clientX, top: start.y - move.clientY });
    const onUp = () => {
      view.classList.remove("dragged");
      window.removeEventListener("pointermove", onMove);
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp, { once: true });
  };
  view.addEventListener("pointerdown", onDown);
  return () => view.removeEventListener("pointerdown", onDown);
}
