import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import type { Origin } from "./types.js";

/** An attribute of a resource of the Terraform provider. */
export interface Attribute {
  readonly t?: "string" | "int" | "float" | "bool" | "list" | "set" | "map";
  /** Most and least items. A block of one item at most is a mere object in Pulumi. */
  readonly max?: number;
  readonly min?: number;
  /** Computed by the provider, and no input: nothing else is known of it then. */
  readonly com?: 1;
  readonly v?: Validation;
  /** Absolute paths of attributes that it conflicts with, such as `boot_disk.0.source`. */
  readonly conf?: readonly string[];
  /** Exactly one of these must be given. */
  readonly one?: readonly string[];
  /** At least one of these. */
  readonly atl?: readonly string[];
  /** All of these as well. */
  readonly rw?: readonly string[];
  /** Attributes of a block. */
  readonly e?: Attributes;
  /** Element of a list, set or map of plain values. */
  readonly el?: Attribute;
}

export type Attributes = Readonly<Record<string, Attribute>>;

export type Validation =
  | readonly ["enum" | "ienum", readonly string[]]
  | readonly ["re", string]
  | readonly ["range" | "len", number | null, number | null]
  | readonly ["rfc1035" | "cidr", number, number]
  /** Name of a function of the provider. */
  | readonly ["fn", string];

export interface TerraformData extends Origin {
  readonly kind: "terraform";
  /** Terraform's name of a resource, by Pulumi token. */
  readonly tokens: Readonly<Record<string, string>>;
  /** By Terraform's name. */
  readonly resources: Readonly<Record<string, Attributes>>;
}

/** A type of Azure Resource Manager. Numbers are indexes into the types of the same file. */
export type ArmType =
  | { readonly k: "s"; readonly mn?: number; readonly mx?: number; readonly pt?: string }
  | { readonly k: "i"; readonly mn?: number; readonly mx?: number }
  | { readonly k: "b" | "any" }
  /** A literal. */
  | { readonly k: "l"; readonly v: string | number | boolean }
  /** A union. */
  | { readonly k: "u"; readonly e: readonly number[] }
  | { readonly k: "a"; readonly i: number; readonly mn?: number; readonly mx?: number }
  /** An object: type and flags (1: required) of its properties, type of additional ones. */
  | ArmObject
  /** Objects told apart by the property `d`. */
  | {
      readonly k: "d";
      readonly d: string;
      readonly p: ArmProperties;
      readonly el: Readonly<Record<string, number>>;
    };

export interface ArmObject {
  readonly k: "o";
  readonly p: ArmProperties;
  readonly ap?: number;
}

export type ArmProperties = Readonly<Record<string, readonly [type: number, flags: number]>>;

export type ArmFile = Readonly<Record<string, ArmType>>;

export interface ArmResource {
  /** Such as `Microsoft.Network/virtualNetworks/subnets`. */
  readonly arm: string;
  readonly api: string;
  /** Key of the file of its types, and the index of its body there. */
  readonly f: string;
  readonly b: number;
  /** The input that holds its own name, if it is known. */
  readonly own: readonly string[];
}

export interface ArmData extends Origin {
  readonly kind: "arm";
  /** By Pulumi token. */
  readonly tokens: Readonly<Record<string, ArmResource>>;
  readonly files: Readonly<Record<string, ArmFile>>;
}

/** All that is known of a provider, for its whole SDK. */
export type ConstraintData = TerraformData | ArmData;

/** @throws if the file is missing or none of ours. */
export function readData(file: string): ConstraintData {
  return JSON.parse(brotliDecompressSync(readFileSync(file)).toString("utf8"));
}
