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
import type { GrantDriver, GrantFeatures, GrantSpec, IdForm } from "./driver";

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
  const resource = liveOutput<ResourceRef>(args.resource, "ref") ?? (args.resource as Input<ResourceRef>);
  const to = liveOutput<PrincipalRef>(args.to, "principal") ?? (args.to as Input<PrincipalRef>);
  return {
    resource: checkedRef(made, "resource", resourceRefSchema, resource, (ref) => checkResource(made, ref)),
    to: checkedRef(made, "to", principalRefSchema, to, (ref) => checkPrincipal(made, ref)),
    toKind: kindOf(args.to),
    access,
    prefix,
  };
}

function checkResource(made: Plan<GrantDriver>, { kind, id }: ResourceRef): void {
  const { features, ids } = made.driver;
  if (!Object.hasOwn(features, kind)) {
    throw made.refusal("resource", "access to such a resource can't be granted", {
      given: kind,
      allowed: Object.keys(features),
    });
  }
  refuseId(made, "resource", id, ids[kind as keyof GrantFeatures]);
}

function checkPrincipal(made: Plan<GrantDriver>, { kind, id }: PrincipalRef): void {
  const forms = made.driver.ids.principal;
  const meant = (Object.keys(forms) as PrincipalRef["kind"][]).find((other) => forms[other].pattern.test(id));
  refuseId(made, "to", id, forms[kind], meant && `write the principal out, with kind: "${meant}"`);
}

function refuseId(made: Plan, argument: string, id: string, { pattern, title, example }: IdForm, fix?: string): void {
  if (pattern.test(id)) return;
  throw made.refusal(argument, `is no ${title}`, { given: id, allowed: example, ...(fix ? { fix } : {}) });
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
  check: (ref: R) => void,
): Output<R> {
  const cloud = made.target.backend.name;
  const checked = (known: unknown) => {
    const found = parse(shape, known, `${made.label}: ${argument}`);
    if (found.cloud !== cloud) {
      throw made.refusal(argument, `is on another cloud`, { given: found.cloud, allowed: cloud });
    }
    check(found);
    return found;
  };
  if (isPlain(ref)) checked(ref);
  return (output(ref) as Output<R>).apply(checked);
}

/** True for what is known now, and needs not wait for other resources. */
function isPlain(ref: unknown): boolean {
  const waits = (value: unknown) => Output.isInstance(value) || value instanceof Promise;
  return !waits(ref) && !Object.values(ref as object).some(waits);
}
