import { Badge } from "./badge.js";
import { naturally, type Scope } from "./model.js";
import type { Resource } from "./protocol.js";

interface PlacesProps {
  readonly resources: readonly Resource[];
  readonly scope: Scope;
  onScope(scope: Scope): void;
}

/** Clouds, regions and stacks, to look at one of them. */
export function Places({ resources, scope, onScope }: PlacesProps) {
  const clouds = Map.groupBy(resources, ({ cloud }) => cloud);
  const stacks = [...Map.groupBy(resources, ({ stack }) => stack)].sort(([a], [b]) => naturally(a, b));
  const { stack, ...place } = scope;
  const rest = stack === undefined ? {} : { stack };
  return (
    <div class="where">
      <section aria-labelledby="places">
        <h2 id="places">Places</h2>
        <ul>
          <Item
            label="Everywhere"
            count={resources.length}
            on={scope.cloud === undefined}
            onClick={() => onScope(rest)}
          />
          {Array.from(clouds, ([cloud, members]) => (
            <Cloud
              key={cloud}
              cloud={cloud}
              members={members}
              scope={place}
              onScope={(where) => onScope({ ...rest, ...where })}
            />
          ))}
        </ul>
      </section>
      {stacks.length > 0 && (
        <section aria-labelledby="stacks">
          <h2 id="stacks">Stacks</h2>
          <ul>
            {stacks.map(([name, members]) => (
              <Item
                key={name}
                label={name}
                count={members.length}
                on={stack === name}
                onClick={() => onScope(stack === name ? place : { ...place, stack: name })}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface CloudProps {
  readonly cloud: string;
  readonly members: readonly Resource[];
  readonly scope: Scope;
  onScope(scope: Scope): void;
}

function Cloud({ cloud, members, scope, onScope }: CloudProps) {
  const regions = Map.groupBy(members, ({ region }) => region);
  const here = scope.cloud === cloud;
  return (
    <>
      <Item
        label={cloud}
        cloud={cloud}
        count={members.length}
        on={here && scope.region === undefined}
        onClick={() => onScope({ cloud })}
      />
      {Array.from(regions, ([region, there]) => (
        <Item
          key={region}
          label={region || "no region"}
          inner
          count={there.length}
          on={here && scope.region === region}
          onClick={() => onScope({ cloud, region })}
        />
      ))}
    </>
  );
}

interface ItemProps {
  readonly label: string;
  readonly count: number;
  readonly on: boolean;
  readonly cloud?: string;
  readonly inner?: boolean;
  onClick(): void;
}

function Item({ label, count, on, cloud, inner = false, onClick }: ItemProps) {
  return (
    <li>
      <button type="button" class={inner ? "item inner" : "item"} aria-pressed={on} onClick={onClick}>
        {cloud !== undefined && <Badge cloud={cloud} />}
        <span class="name">{label}</span>
        <span class="count">{count}</span>
      </button>
    </li>
  );
}
