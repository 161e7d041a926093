import type { InputType, ObjectSchema } from "../schema/types.js";
import { armDemands } from "./arm-demands.js";
import { counterparts, type Member } from "./arm-names.js";
import type { ArmData, ArmFile, ArmObject, ArmProperties, ArmResource, ArmType } from "./data.js";
import { type Draft, itemOf, refOf } from "./draft.js";
import type { ObjectRules, ValueRules } from "./types.js";

/** What is at hand while one object is taken over. */
interface Task {
  readonly draft: Draft;
  readonly file: ArmFile;
  /** Resource or nested type whose inputs are looked at, for reports. */
  readonly owner: string;
}

/** Takes over the constraints of Azure Resource Manager's API. */
export function sliceArm(data: ArmData, draft: Draft): void {
  for (const [token, { inputs }] of Object.entries(draft.schema.resources)) {
    const known = data.tokens[token];
    const file = known && data.files[known.f];
    const body = known && file?.[known.b];
    if (known && file && body?.k === "o") {
      const task = { draft, file, owner: token };
      draft.resource(
        token,
        object(task, inputs, body, known.own[0], (name) => inPath(data, known, task, name)),
      );
    } else {
      draft.missing(token);
    }
  }
}

/**
 * @param own - The input that holds the resource's own name.
 * @param elsewhere - Rules of an input that is not in the body, if any are known.
 */
function object(
  task: Task,
  declared: ObjectSchema,
  type: ArmObject,
  own?: string,
  elsewhere?: (name: string) => ValueRules | undefined,
): ObjectRules {
  const found = counterparts(declared, type, task, own);
  const properties: Record<string, ValueRules> = {};
  for (const [property, input] of Object.entries(declared.properties)) {
    const member = found.get(property);
    const rules = member ? value(task, property, input, task.file[member.type]) : elsewhere?.(property);
    if (rules) {
      properties[property] = rules;
    } else {
      task.draft.unmapped(task.owner, property);
    }
  }
  return { properties, required: required(declared, found, own) };
}

/** What the API demands and the SDK leaves open, but for what the provider fills in of a resource: name and location. */
function required(declared: ObjectSchema, found: ReadonlyMap<string, Member>, own: string | undefined): string[] {
  return [...found]
    .filter(([property, member]) => member.required && !declared.required.includes(property))
    .map(([property]) => property)
    .filter((property) => own === undefined || ![own, "name", "location"].includes(property));
}

/** Rules of a name that is in the resource's address: those of the outer resource's own name. */
function inPath(data: ArmData, { arm, f }: ArmResource, task: Task, name: string): ValueRules | undefined {
  const outer =
    name === "resourceGroupName"
      ? data.tokens["azure-native:resources:ResourceGroup"]
      : Object.values(data.tokens).find((one) => one.f === f && one.own[0] === name && arm.startsWith(`${one.arm}/`));
  const file = outer && data.files[outer.f];
  const body = outer && file?.[outer.b];
  const named = body?.k === "o" ? body.p.name : undefined;
  return file && named && value({ ...task, file }, name, "string", file[named[0]]);
}

function value(task: Task, property: string, input: InputType, type: ArmType | undefined): ValueRules {
  const ref = refOf(input);
  const item = itemOf(input);
  if (type?.k === "o" && ref !== undefined) {
    return { object: nested(task, ref, type) };
  }
  if (type?.k === "d") {
    return variants(task, input, type);
  }
  if (type?.k === "o" && typeof input === "object" && "map" in input) {
    return type.ap === undefined ? {} : { items: value(task, property, input.map, task.file[type.ap]) };
  }
  const unchecked = (what: string) => task.draft.unchecked(task.owner, property, what);
  const demands = type ? armDemands(type, task.file, input, unchecked) : [];
  return type?.k === "a" && item !== undefined
    ? { demands, items: value(task, property, item, task.file[type.i]) }
    : { demands };
}

function nested(task: Task, ref: string, type: ArmObject, shared: ArmProperties = {}): string {
  const whole = { ...type, p: { ...shared, ...type.p } };
  return task.draft.type(ref, type, (declared) => object({ ...task, owner: ref }, declared, whole));
}

/** The SDK has a type for each kind of object, whose discriminator has one value. */
function variants(task: Task, input: InputType, { d, p, el }: ArmType & { k: "d" }): ValueRules {
  const members = typeof input === "object" && "union" in input ? input.union : [input];
  const of = members.flatMap((member) => {
    const ref = refOf(member);
    const kind = ref === undefined ? undefined : task.draft.declared(ref).properties[d];
    const [name] = typeof kind === "object" && "enum" in kind ? kind.enum : [];
    const element = task.file[el[String(name)] ?? ""];
    return ref !== undefined && element?.k === "o" ? [[String(name), nested(task, ref, element, p)] as const] : [];
  });
  return { variants: { property: d, of: Object.fromEntries(of) } };
}
