import { useEffect, useState } from "preact/hooks";
import { follow } from "./client.js";
import { changed, type Model, modelOf } from "./model.js";

/** The sandbox as it is now; undefined until the first answer. */
export function useLive(): { readonly model: Model | undefined; readonly connected: boolean } {
  const [model, setModel] = useState<Model>();
  const [connected, setConnected] = useState(true);
  useEffect(
    () =>
      follow({
        snapshot: (snapshot) => setModel(modelOf(snapshot)),
        change: (change) => setModel((before) => before && changed(before, change)),
        connected: setConnected,
      }),
    [],
  );
  return { model, connected };
}
