import { readFileSync } from "node:fs";
import ts from "typescript";

export type Interfaces = ReadonlyMap<string, ts.InterfaceDeclaration>;

/** Parses declarations without resolving anything: a type checker would take minutes on SDKs of this size. */
export function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
  );
}

/** All interfaces, those of a namespace under its name: `ec2.InstanceRootBlockDevice`. */
export function interfacesOf(source: ts.SourceFile): Interfaces {
  const found = new Map<string, ts.InterfaceDeclaration>();
  collect(source.statements, "", found);
  return found;
}

function collect(
  statements: readonly ts.Statement[],
  prefix: string,
  found: Map<string, ts.InterfaceDeclaration>,
): void {
  for (const statement of statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      found.set(prefix + statement.name.text, statement);
    } else if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
      collect(statement.body.statements, `${prefix}${statement.name.text}.`, found);
    }
  }
}

/** Names of a resource class's outputs. */
export function outputsOf(source: ts.SourceFile, className: string): string[] {
  const declared = source.statements.find(
    (statement): statement is ts.ClassDeclaration =>
      ts.isClassDeclaration(statement) && statement.name?.text === className,
  );
  if (!declared) {
    throw new Error(`${source.fileName} declares no class ${className}`);
  }
  return declared.members.filter(ts.isPropertyDeclaration).map((member) => nameOf(member.name));
}

/** The constants of `export declare const X: { readonly A: "a"; … }`, by the name of X. */
export function enumsOf(source: ts.SourceFile): Map<string, ts.TypeNode[]> {
  const found = new Map<string, ts.TypeNode[]>();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, type } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name) && type && ts.isTypeLiteralNode(type)) {
          const members = type.members.filter(ts.isPropertySignature);
          found.set(
            name.text,
            members.flatMap((member) => (member.type ? [member.type] : [])),
          );
        }
      }
    }
  }
  return found;
}

export function nameOf(name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) {
    return name.text;
  }
  throw new Error(`can't read a property name of kind ${ts.SyntaxKind[name.kind]}`);
}

/** The dotted name of a type reference: `inputs.ec2.InstanceRootBlockDevice`. */
export function dotted(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${dotted(name.left)}.${name.right.text}`;
}
