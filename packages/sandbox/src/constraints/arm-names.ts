import type { InputType, ObjectSchema } from "../schema/types.js";
import type { ArmFile, ArmObject, ArmProperties, ArmType } from "./data.js";
import { type Draft, itemOf, refOf } from "./draft.js";

/** A property of the API's body. */
export interface Member {
  readonly type: number;
  readonly required: boolean;
}

interface Sources {
  readonly draft: Draft;
  readonly file: ArmFile;
}

/** Objects that hold no more than properties: `properties`, `typeProperties`. */
const LEVEL = /^(?:\w+P|p)roperties$/;

/**
 * The properties of the API by the names of the SDK's inputs. They have the same name, but for letter case; those under
 * `properties` lie one level higher in the SDK; the resource's own name has another; and some objects were renamed.
 */
export function counterparts(
  declared: ObjectSchema,
  type: ArmObject,
  sources: Sources,
  own: string | undefined,
): ReadonlyMap<string, Member> {
  const free = members(type.p, sources.file, declared);
  const name = free.get("name");
  // Some SDK types have the name of the address and the name of the body, which are the same.
  const found = new Map(own !== undefined && name ? [[own, name]] : []);
  const rules = [
    (name: string, property: string) => name === property,
    (name: string, property: string) => name.toLowerCase() === property.toLowerCase(),
    (name: string, property: string) => sameShape(declared.properties[property], free.get(name), sources),
  ];
  for (const fits of rules) {
    for (const property of Object.keys(declared.properties)) {
      const [name, ...others] = found.has(property) ? [] : [...free.keys()].filter((key) => fits(key, property));
      const member = name === undefined || others.length > 0 ? undefined : free.get(name);
      if (name !== undefined && member) {
        found.set(property, member);
        free.delete(name);
      }
    }
  }
  return found;
}

/** The properties of an object, and those one level below where the SDK has no such level. */
function members(properties: ArmProperties, file: ArmFile, declared: ObjectSchema): Map<string, Member> {
  const entries = Object.entries(properties);
  const own = entries.map(([name, [type, flags]]) => [name, { type, required: flags === 1 }] as const);
  const below = entries.flatMap(([name, [type]]) => {
    const level = LEVEL.test(name) && !(name in declared.properties) ? file[type] : undefined;
    return level?.k === "o" || level?.k === "d" ? [...members(level.p, file, declared)] : [];
  });
  return new Map([...below, ...own]);
}

/** Whether an object of the SDK has at least half of its properties from an object of the API. */
function sameShape(input: InputType | undefined, member: Member | undefined, { draft, file }: Sources): boolean {
  const ref = input && refOf(itemOf(input) ?? input);
  const theirs = member && objectIn(file[member.type], file);
  if (ref === undefined || !theirs) {
    return false;
  }
  const ours = Object.keys(draft.declared(ref).properties);
  const shared = ours.filter((name) => name in theirs.p);
  return shared.length > 0 && shared.length * 2 >= Math.max(ours.length, Object.keys(theirs.p).length);
}

function objectIn(type: ArmType | undefined, file: ArmFile): ArmObject | undefined {
  const single = type?.k === "a" ? file[type.i] : type;
  return single?.k === "o" ? single : undefined;
}
