import { join } from "node:path";
import ts from "typescript";
import { dotted, enumsOf, type Interfaces, nameOf, parse } from "./declarations.js";
import type { EnumValue, InputType, ObjectSchema } from "./types.js";

/** Turns the declarations of one SDK into schemas, and remembers which nested types were reached. */
export class Converter {
  readonly #sdkDir: string;
  readonly #nested: Interfaces;
  readonly #enums = new Map<string, Map<string, ts.TypeNode[]>>();
  readonly #types = new Map<string, ObjectSchema>();

  constructor(sdkDir: string, nested: Interfaces) {
    this.#sdkDir = sdkDir;
    this.#nested = nested;
  }

  /** The nested types reached so far, sorted by name. */
  get types(): Record<string, ObjectSchema> {
    return Object.fromEntries([...this.#types].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  object(declaration: ts.InterfaceDeclaration): ObjectSchema {
    const properties: Record<string, InputType> = {};
    const required: string[] = [];
    for (const member of declaration.members) {
      if (ts.isPropertySignature(member) && member.type) {
        const name = nameOf(member.name);
        properties[name] = this.#type(member.type);
        if (!member.questionToken) {
          required.push(name);
        }
      }
    }
    return { properties, required };
  }

  #type(node: ts.TypeNode): InputType {
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return "string";
      case ts.SyntaxKind.NumberKeyword:
        return "number";
      case ts.SyntaxKind.BooleanKeyword:
        return "boolean";
      case ts.SyntaxKind.AnyKeyword:
        return "any";
    }
    if (ts.isParenthesizedTypeNode(node)) {
      return this.#type(node.type);
    }
    if (ts.isArrayTypeNode(node)) {
      return { array: this.#type(node.elementType) };
    }
    if (ts.isUnionTypeNode(node)) {
      return this.#union(node);
    }
    if (ts.isLiteralTypeNode(node)) {
      return { enum: [literal(node)] };
    }
    if (ts.isTypeLiteralNode(node)) {
      return this.#map(node);
    }
    if (ts.isTypeReferenceNode(node)) {
      return this.#reference(node);
    }
    throw new Error(`can't read a type of kind ${ts.SyntaxKind[node.kind]}`);
  }

  #union(node: ts.UnionTypeNode): InputType {
    const members = node.types
      .filter((member) => member.kind !== ts.SyntaxKind.UndefinedKeyword)
      .map((member) => this.#type(member));
    const closed = members.flatMap((member) => (isEnum(member) ? member.enum : []));
    const other = members.filter((member) => !isEnum(member));
    if (other.includes("any")) {
      return "any";
    }
    // `string | enums.X` is an open list: any string is allowed, and so nothing is left of the enum.
    const remaining = closed.filter((value) => !other.includes(typeof value as "string" | "number" | "boolean"));
    const parts = dedupe(remaining.length > 0 ? [...other, { enum: remaining }] : other);
    return parts.length === 1 && parts[0] ? parts[0] : { union: parts };
  }

  #map(node: ts.TypeLiteralNode): InputType {
    const signature = node.members[0];
    if (!signature || !ts.isIndexSignatureDeclaration(signature)) {
      throw new Error("can't read an inline object type");
    }
    return { map: this.#type(signature.type) };
  }

  #reference(node: ts.TypeReferenceNode): InputType {
    const name = dotted(node.typeName);
    if (name === "pulumi.Input") {
      const argument = node.typeArguments?.[0];
      return argument ? this.#type(argument) : "any";
    }
    if (name.startsWith("pulumi.asset.")) {
      return "asset";
    }
    if (name.startsWith("inputs.")) {
      return this.#nestedType(name.slice("inputs.".length));
    }
    if (name.startsWith("enums.")) {
      return { enum: this.#enumValues(name.slice("enums.".length)) };
    }
    // What is left are resources and string aliases, as in `string | Role`: the engine sends a resource as its id.
    return "string";
  }

  #nestedType(name: string): InputType {
    if (!this.#types.has(name)) {
      const declaration = this.#nested.get(name);
      if (!declaration) {
        throw new Error(`${this.#sdkDir} declares no input type ${name}`);
      }
      // Entered before it is converted, because types may refer to themselves.
      this.#types.set(name, { properties: {}, required: [] });
      this.#types.set(name, this.object(declaration));
    }
    return { ref: name };
  }

  #enumValues(name: string): EnumValue[] {
    const path = name.split(".");
    const member = path.pop() ?? "";
    const file = join(this.#sdkDir, "types", "enums", ...path, "index.d.ts");
    const enums = this.#enums.get(file) ?? enumsOf(parse(file));
    this.#enums.set(file, enums);
    const values = enums.get(member);
    if (!values) {
      throw new Error(`${file} declares no enum ${member}`);
    }
    return values.filter(ts.isLiteralTypeNode).map(literal);
  }
}

function literal({ literal: value }: ts.LiteralTypeNode): EnumValue {
  if (ts.isStringLiteral(value)) {
    return value.text;
  }
  if (ts.isNumericLiteral(value)) {
    return Number(value.text);
  }
  return value.kind === ts.SyntaxKind.TrueKeyword;
}

function isEnum(type: InputType): type is { readonly enum: readonly EnumValue[] } {
  return typeof type === "object" && "enum" in type;
}

function dedupe(types: readonly InputType[]): InputType[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
}
