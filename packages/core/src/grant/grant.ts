import { type ComponentResourceOptions, type Input, Output, output } from "@pulumi/pulumi";
import { z } from "zod";
import { PortableResource, targetOf } from "../component";
import { inputObject } from "../inputs";
import type { GrantNatives } from "../overrides";
import { type Plan, plan } from "../plan";
import {
  ACCESS,
  type Access,
  type Principal,
  type PrincipalRef,
  principalRefSchema,
  type ResourceRef,
  resourceRefSchema,
} from "../refs";
import { parse, rule } from "../validate";
import type { GrantDriver, GrantSpec } from "./driver";

/** A resource that access can be granted to. */
export interface Grantable {
  readonly ref: Output<ResourceRef>;
  grant(to: Principal | Input<PrincipalRef>, access: Access, opts?: { prefix?: string }): Grant;
}

export interface GrantArgs {
  /** The resource, or its `ref` from another stack. */
  resource: Grantable | Input<ResourceRef>;
  /** Who gets access: a machine, or a `principal` from another stack. */
  to: Principal | Input<PrincipalRef>;
  /** "read": list and get. "write": put, overwrite and delete, but not get. "read-write": both. */
  access: Access;
  /** Only objects whose names start so. Default: all. */
  prefix?: string;
}

const KIND = "Grant";
const schema = z.strictObject({
  resource: inputObject,
  to: inputObject,
  access: z.enum(ACCESS),
  prefix: z.string(rule("a text")).min(1, rule("a text that is not empty")).optional(),
});

/**
 * Access of one principal to one resource. Grants add up, and removing one leaves the others.
 *
 * @example
 * new Grant("web-reads-data", { resource: data, to: web, access: "read" });
 */
export class Grant extends PortableResource<GrantNatives> {
  constructor(name: string, args: GrantArgs, opts?: ComponentResourceOptions) {
    const owner = targetOf(args?.resource) ?? targetOf(args?.to);
    const made = plan(
      KIND,
      name,
      args as object,
      schema,
      (d) => d.grant(),
      (p) => checkGrant(p, args),
      owner,
    );
    super(KIND, name, opts);
    this.build(made.plan, (scope) => made.plan.driver.create(scope, made.spec));
    this.registerOutputs({});
  }
}

function checkGrant(made: Plan<GrantDriver>, args: GrantArgs): GrantSpec {
  const { features } = made.driver;
  const { access, prefix } = args;
  made.requireFeature(features.bucket.access.includes(access), "access", access, features.bucket.access);
  if (prefix !== undefined) made.requireFeature(features.bucket.prefix, "prefix", prefix, "none");
  refuseOtherCloud(made, args);
  const cloud = made.target.backend.name;
  const resource = liveOutput<ResourceRef>(args.resource, "ref") ?? (args.resource as Input<ResourceRef>);
  const to = liveOutput<PrincipalRef>(args.to, "principal") ?? (args.to as Input<PrincipalRef>);
  return {
    resource: checkedRef(made, "resource", resourceRefSchema, resource, cloud).apply((ref) => {
      if (ref.kind in features) return ref;
      throw made.refusal("resource", "access to such a resource can't be granted", {
        given: ref.kind,
        allowed: Object.keys(features),
      });
    }),
    to: checkedRef(made, "to", principalRefSchema, to, cloud),
    toKind: kindOf(args.to),
    access,
    prefix,
  };
}

/** The reference that a resource of this program carries as an output. */
function liveOutput<R>(value: object, property: "ref" | "principal"): Output<R> | undefined {
  if (Output.isInstance(value)) return undefined;
  const found = (value as Record<string, unknown>)[property];
  return Output.isInstance(found) ? (found as Output<R>) : undefined;
}

function kindOf(to: GrantArgs["to"]): PrincipalRef["kind"] {
  const { kind } = to as Partial<PrincipalRef>;
  return typeof kind === "string" ? kind : "machine";
}

function refuseOtherCloud(made: Plan<GrantDriver>, { resource, to }: GrantArgs): void {
  const [from, at] = [targetOf(to), targetOf(resource)];
  if (!from || !at || from.backend.name === at.backend.name) return;
  throw made.refusal("to", "a grant can't cross clouds", {
    given: `a principal in ${from.backend.name}/${from.region}, a resource in ${at.backend.name}/${at.region}`,
    fix: "put both on the same cloud",
  });
}

function checkedRef<R extends { readonly cloud: string }>(
  made: Plan,
  argument: string,
  shape: z.ZodType<R>,
  ref: Input<R>,
  cloud: string,
): Output<R> {
  const check = (known: unknown) => {
    const checked = parse(shape, known, `${made.label}: ${argument}`);
    if (checked.cloud === cloud) return checked;
    throw made.refusal(argument, `is on another cloud`, { given: checked.cloud, allowed: cloud });
  };
  if (isPlain(ref)) check(ref);
  return (output(ref) as Output<R>).apply(check);
}

/** True for what is known now, and needs not wait for other resources. */
function isPlain(ref: unknown): boolean {
  const waits = (value: unknown) => Output.isInstance(value) || value instanceof Promise;
  return !waits(ref) && !Object.values(ref as object).some(waits);
}
