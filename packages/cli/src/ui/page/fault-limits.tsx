import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { FaultDraft } from "./fault-text.js";
import type { Model } from "./model.js";

interface Bound {
  readonly name: string;
  readonly value: string;
  onInput(event: { readonly currentTarget: HTMLInputElement | HTMLSelectElement }): void;
}

/** What binds an input to a part of the draft. */
export type FieldOf = (key: keyof FaultDraft) => Bound;

interface FaultLimitsProps {
  readonly draft: FaultDraft;
  readonly model: Model;
  readonly field: FieldOf;
}

/** The fields by which a fault is limited. */
export function FaultLimits({ draft, model, field }: FaultLimitsProps) {
  const known = useKnown(model, draft.cloud);
  return (
    <>
      <h3>Only where</h3>
      <div class="fields">
        <Field label="Cloud">
          <Choice {...field("cloud")} none="any" values={model.about.clouds} />
        </Field>
        <Field label="Region">
          <Suggesting {...field("region")} values={known.regions} />
        </Field>
        <Field label="Zone">
          <input {...field("zone")} placeholder="any" />
        </Field>
        <Field label="Type, with * for any part" wide>
          <Suggesting {...field("type")} values={known.types} />
        </Field>
        <Field label="Name in the program">
          <Suggesting {...field("name")} values={known.names} />
        </Field>
        <Field label="Machine type">
          <input {...field("machine")} placeholder="any, such as p4d.*" />
        </Field>
        <Field label="Operation">
          <Choice {...field("operation")} none="any that can" values={model.about.operations} />
        </Field>
      </div>
      <h3>How often</h3>
      <div class="fields">
        <Field label="Calls">
          <input {...field("calls")} placeholder="all, such as 2 or 1-3" />
        </Field>
        <Field label="Probability">
          <input {...field("probability")} placeholder="1" inputMode="decimal" />
        </Field>
        {draft.probability && (
          <Field label="Seed">
            <input {...field("seed")} placeholder="1" inputMode="numeric" />
          </Field>
        )}
        {draft.kind === "slow" && (
          <Field label="Seconds">
            <input {...field("seconds")} placeholder="10" inputMode="decimal" />
          </Field>
        )}
      </div>
    </>
  );
}

interface FieldProps {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

function Field({ label, wide = false, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the children are the control
    <label class={wide ? "field wide" : "field"}>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface ChoiceProps extends Bound {
  /** What it says where nothing is chosen. */
  readonly none: string;
  readonly values: readonly string[];
}

function Choice({ none, values, ...select }: ChoiceProps) {
  return (
    <select {...select}>
      <option value="">{none}</option>
      {values.map((value) => (
        <option key={value}>{value}</option>
      ))}
    </select>
  );
}

interface SuggestingProps extends Bound {
  readonly values: readonly string[];
}

/** A text for which the sandbox's own are offered. */
function Suggesting({ values, ...input }: SuggestingProps) {
  const id = `known-${input.name}`;
  return (
    <>
      <input {...input} list={id} placeholder="any" autocomplete="off" />
      <datalist id={id}>
        {values.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </>
  );
}

const MAX_SUGGESTIONS = 200;

function useKnown({ resources, calls }: Model, cloud: string | undefined) {
  return useMemo(() => {
    const here = [...resources.values()].filter((resource) => !cloud || resource.cloud === cloud);
    const seen = calls.filter((call) => !cloud || call.cloud === cloud);
    const distinct = (texts: readonly string[]) => [...new Set(texts)].filter(Boolean).sort().slice(0, MAX_SUGGESTIONS);
    return {
      regions: distinct([...here, ...seen].map(({ region }) => region)),
      types: distinct([...here.map(({ type }) => type), ...seen.map(({ token }) => token)]),
      names: distinct([...here, ...seen].map(({ name }) => name)),
    };
  }, [resources, calls, cloud]);
}
