import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { fromStruct, type WireProps } from "./wire.js";

/** One resource as the engine would have been told of it. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN; empty for the stack itself. */
  readonly parent: string;
  readonly kind: "component" | "remote" | "native" | "read";
  readonly inputs: WireProps;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** URNs, or the parts that differ. */
  readonly aliases: readonly string[];
  /** URNs. */
  readonly dependencies: readonly string[];
  /** URN of the provider; empty for the default one of its package. */
  readonly provider: string;
  /** The id of what is imported or only read. */
  readonly id: string | undefined;
  readonly replacementTrigger: unknown;
}

/** Parents hand down that they are protected and retained. */
export type Inherited = Pick<RecordedResource, "protect" | "retainOnDelete"> | undefined;

export function registered(request: RegisterResourceRequest, urn: string, parent: Inherited): RecordedResource {
  const aliases = request.getAliasesList().map((alias) => aliasText(alias));
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    kind: request.getCustom() ? "native" : request.getRemote() ? "remote" : "component",
    inputs: fromStruct(request.getObject()),
    protect: request.getProtect() ?? parent?.protect ?? false,
    retainOnDelete: request.getRetainondelete() ?? parent?.retainOnDelete ?? false,
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    aliases: [...request.getAliasurnsList(), ...aliases],
    dependencies: request.getDependenciesList(),
    provider: providerUrn(request.getProvider()),
    id: request.getImportid() || undefined,
    replacementTrigger: request.getReplacementTrigger()?.toJavaScript(),
  };
}

/** A resource that the program only looks at. */
export function looked(request: ReadResourceRequest, urn: string): RecordedResource {
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    kind: "read",
    inputs: fromStruct(request.getProperties()),
    protect: false,
    retainOnDelete: false,
    deleteBeforeReplace: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    aliases: [],
    dependencies: request.getDependenciesList(),
    provider: providerUrn(request.getProvider()),
    id: request.getId(),
    replacementTrigger: undefined,
  };
}

/** A reference to a provider is its URN and its id. */
export function providerUrn(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf("::")));
}

function aliasText(alias: Alias): string {
  const spec = alias.getSpec();
  if (alias.hasUrn() || spec === undefined) return alias.getUrn();
  const parts = {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent: spec.getNoparent() ? "none" : spec.getParenturn(),
  };
  const given = Object.entries(parts).filter(([, part]) => part !== "");
  return given.map(([key, part]) => `${key}=${part}`).join(" ");
}
