import type { Path } from "../paths.js";
import type { InputType, ObjectSchema } from "../schema/types.js";
import type { Attribute, Attributes, TerraformData } from "./data.js";
import { type Draft, itemOf, refOf } from "./draft.js";
import { demandsOf } from "./terraform-demands.js";
import { attributesOf, fitsShape, pulumiPath } from "./terraform-names.js";
import type { Demand, Group, ObjectRules, ValueRules } from "./types.js";

/** What is at hand while one resource is taken over. */
interface Task {
  readonly draft: Draft;
  /** Resource or nested type whose inputs are looked at, for reports. */
  readonly owner: string;
  /** A path of Terraform from the resource's root, in Pulumi's names. */
  readonly resolve: (path: string) => Path | undefined;
}

/**
 * Takes over the constraints of a bridged Terraform provider. What is required needs no taking over: the SDK says it, and what
 * Terraform requires and the SDK doesn't is filled in by the bridge.
 */
export function sliceTerraform(data: TerraformData, draft: Draft): void {
  for (const [token, { inputs }] of Object.entries(draft.schema.resources)) {
    const attributes = data.resources[data.tokens[token] ?? ""];
    if (attributes) {
      const resolve = (path: string) => pulumiPath(path, inputs, attributes, (ref) => draft.declared(ref));
      draft.resource(token, object({ draft, owner: token, resolve }, inputs, attributes));
    } else {
      draft.missing(token);
    }
  }
}

function object(task: Task, declared: ObjectSchema, attributes: Attributes): ObjectRules {
  const names = attributesOf(declared, attributes);
  const properties: Record<string, ValueRules> = {};
  const mapped: [string, Attribute][] = [];
  const unknown: string[] = [];
  for (const [property, type] of Object.entries(declared.properties)) {
    const attribute = attributes[names.get(property) ?? ""];
    if (attribute?.com) {
      properties[property] = { demands: [{ kind: "computed" }] };
    } else if (attribute && fitsShape(type, attribute)) {
      properties[property] = value(task, property, type, attribute);
      mapped.push([property, attribute]);
    } else {
      task.draft.unmapped(task.owner, property);
      unknown.push(property);
    }
  }
  return { properties, groups: groups(task, mapped, unknown) };
}

function value(task: Task, property: string, type: InputType, attribute: Attribute): ValueRules {
  const item = itemOf(type);
  const single = nested(task, item ?? type, attribute);
  const element = attribute.el ? demandsOf(attribute.el, unchecked(task, property)) : [];
  const own = demandsOf(attribute, unchecked(task, property));
  if (item === undefined && attribute.t !== "map") {
    // A block or value of a list of one, without the list.
    return { demands: [...own, ...element], ...single };
  }
  const items = { ...single, demands: element };
  return { demands: [...own, ...counts(attribute)], items };
}

function nested(task: Task, type: InputType, { e }: Attribute): ValueRules {
  const ref = refOf(type);
  return ref !== undefined && e
    ? { object: task.draft.type(ref, e, (declared) => object({ ...task, owner: ref }, declared, e)) }
    : {};
}

function counts({ min, max }: Attribute): Demand[] {
  return min === undefined && max === undefined
    ? []
    : [{ kind: "items", ...(min !== undefined && { min }), ...(max !== undefined && { max }) }];
}

function unchecked({ draft, owner }: Task, property: string): (what: string) => void {
  return (what) => draft.unchecked(owner, property, what);
}

function groups(task: Task, mapped: readonly [string, Attribute][], unknown: readonly string[]): Group[] {
  const made = mapped.flatMap(([property, { conf = [], one = [], atl = [], rw = [] }]): Group[] => [
    ...ofProperty("conflicts", property, paths(task, property, conf)),
    ...ofProperty("requires", property, paths(task, property, rw)),
    ...ofAll("exactly-one", paths(task, property, one), unknown),
    ...ofAll("at-least-one", paths(task, property, atl), unknown),
  ]);
  // Each member of a group names all the others.
  return [...new Map(made.map((group) => [JSON.stringify(group), group])).values()];
}

function paths(task: Task, property: string, given: readonly string[]): Path[] {
  return [...given].sort().flatMap((path) => {
    const resolved = task.resolve(path);
    if (!resolved) {
      task.draft.unchecked(task.owner, property, `group with ${path}`);
    }
    return resolved ? [resolved] : [];
  });
}

function ofProperty(kind: "conflicts" | "requires", property: string, others: readonly Path[]): Group[] {
  return others.length > 0 ? [{ kind, property, others }] : [];
}

function ofAll(kind: "exactly-one" | "at-least-one", of: readonly Path[], unless: readonly string[]): Group[] {
  return of.length > 0 ? [{ kind, of, ...(unless.length > 0 && { unless }) }] : [];
}
