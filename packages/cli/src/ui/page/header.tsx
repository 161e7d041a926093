import { useEffect, useState } from "preact/hooks";
import { Clock } from "./clock.js";
import { Icon, type IconName, Mark } from "./icons.js";
import type { Model } from "./model.js";
import type { Do } from "./toasts.js";

interface HeaderProps {
  readonly model: Model;
  readonly connected: boolean;
  readonly perform: Do;
}

export function Header({ model, connected, perform }: HeaderProps) {
  const on = model.faults.filter((fault) => fault.on).length;
  return (
    <header class="header">
      <h1>
        <Mark />
        Isobar <span>sandbox</span>
      </h1>
      <code class="folder" title={model.about.folder}>
        <bdi>{model.about.folder}</bdi>
      </code>
      <div class="states">
        {on > 0 && (
          <span class="state warn">
            <Icon name="bolt" />
            {on === 1 ? "1 fault is on" : `${on} faults are on`}
          </span>
        )}
        <span class={connected ? "state live" : "state bad"} role="status">
          {connected ? "Live" : "Not connected: start isobar sandbox ui again, and open its new address"}
        </span>
      </div>
      <Clock ahead={model.ahead} perform={perform} />
      <Theme />
    </header>
  );
}

const THEMES = ["system", "light", "dark"] as const;
const THEME_ICONS: Readonly<Record<(typeof THEMES)[number], IconName>> = { system: "half", light: "sun", dark: "moon" };

function Theme() {
  const [theme, setTheme] = useState<(typeof THEMES)[number]>("system");
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  const name = `Colours: ${theme}. Change to ${next}`;
  return (
    <button type="button" class="icon-button" aria-label={name} title={name} onClick={() => setTheme(next)}>
      <Icon name={THEME_ICONS[theme]} />
    </button>
  );
}
