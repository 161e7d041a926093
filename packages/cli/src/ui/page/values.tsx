import { Icon } from "./icons.js";
import type { Model } from "./model.js";
import { SECRET } from "./protocol.js";

interface Context {
  readonly model: Model;
  /** Keys of the resources that are named, by the paths of the properties. */
  readonly references?: ReadonlyMap<string, string>;
  onSelect(key: string): void;
}

interface ValuesProps extends Context {
  readonly title: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Properties of a resource. */
export function Values({ title, values, ...context }: ValuesProps) {
  const entries = Object.entries(values).sort(([a], [b]) => a.localeCompare(b));
  return (
    <section class="values" aria-label={title}>
      <h3>{title}</h3>
      {entries.length === 0 ? <p class="quiet">None.</p> : <Members entries={entries} path="" context={context} />}
    </section>
  );
}

interface MembersProps {
  readonly entries: readonly (readonly [string, unknown])[];
  readonly path: string;
  readonly context: Context;
  readonly list?: boolean;
}

function Members({ entries, path, context, list = false }: MembersProps) {
  return (
    <dl class="tree">
      {entries.map(([key, value]) => {
        const inner = list ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
        return (
          <div key={key} class={isNested(value) ? "member nested" : "member"}>
            <dt>{key}</dt>
            <dd>
              <Value value={value} path={inner} context={context} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface ValueProps {
  readonly value: unknown;
  readonly path: string;
  readonly context: Context;
}

function Value({ value, path, context }: ValueProps) {
  if (Array.isArray(value)) {
    if (value.length === 0) return <span class="quiet">empty list</span>;
    return <Members entries={value.map((item, index) => [String(index), item])} path={path} context={context} list />;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return <span class="quiet">nothing</span>;
    return <Members entries={entries} path={path} context={context} />;
  }
  return typeof value === "string" ? (
    <Text text={value} path={path} context={context} />
  ) : (
    <code class="literal">{String(value)}</code>
  );
}

interface TextProps {
  readonly text: string;
  readonly path: string;
  readonly context: Context;
}

const LONG = 160;

function Text({ text, path, context: { model, references, onSelect } }: TextProps) {
  const named = model.resources.get(references?.get(path) ?? "");
  if (text === SECRET) {
    return (
      <span class="secret">
        <Icon name="lock" />
        secret
      </span>
    );
  }
  const document = asDocument(text);
  if (document !== undefined || text.length > LONG || text.includes("\n")) {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      <pre tabIndex={0}>{document ?? text}</pre>
    );
  }
  if (!named) return <code>{text === "" ? '""' : text}</code>;
  return (
    <button
      type="button"
      class="link reference"
      title={`${named.name} (${named.type})`}
      onClick={() => onSelect(named.key)}
    >
      <code>{text}</code>
      <span>
        <Icon name="arrow" />
        {named.name}
      </span>
    </button>
  );
}

/** A document in a text, such as a policy, for reading. */
function asDocument(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
