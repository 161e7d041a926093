import { type ComponentResourceOptions, type Input, type Output, output } from "@pulumi/pulumi";
import { z } from "zod";
import { PortableResource } from "../component";
import { IsobarError } from "../errors";
import { Grant } from "../grant/grant";
import { grantName } from "../grant/name";
import { keepHome } from "../home";
import { commonShape, inputObject, inputText } from "../inputs";
import type { BucketNatives } from "../overrides";
import { labelOf, type Plan, plan, refusable } from "../plan";
import { ACCESS, type Access, type Principal, type PrincipalRef, type ResourceRef } from "../refs";
import type { Scope } from "../scope";
import { parse, rule } from "../validate";
import { type BucketArgs, bucketSchema, type ExistingBucketArgs } from "./args";
import type { BucketDriver, BucketParts } from "./driver";
import { type CheckedBucket, checkBucket } from "./spec";

const KIND = "Bucket";
const existingSchema = z.strictObject({ ...commonShape, physicalName: inputText });

const grantedSchema = z.strictObject({
  to: inputObject,
  access: z.enum(ACCESS),
  opts: z.strictObject({ prefix: z.string(rule("a text")).optional() }),
});

class Existing {
  constructor(readonly args: ExistingBucketArgs) {}
}

/**
 * Object storage: private, encrypted, and kept by default when the stack goes.
 *
 * @example
 * const data = new Bucket("data", { versioned: true, lifecycle: { logs: { prefix: "logs/", expireAfterDays: 90 } } });
 */
export class Bucket extends PortableResource<BucketNatives> {
  /** The name in the cloud: the bucket's, on Azure the storage account's. */
  readonly bucketName: Output<string>;
  /** Where tools find it: `s3://…`, `gs://…`, `https://<account>.blob.core.windows.net/<container>`. */
  readonly url: Output<string>;
  /** The HTTPS address of the storage service for it. */
  readonly endpoint: Output<string>;
  /** The bucket as plain data, for {@link Grant}s in other stacks and languages. */
  readonly ref: Output<ResourceRef>;
  private readonly logicalName: string;
  private readonly grants = new Set<string>();

  constructor(name: string, args: BucketArgs = {}, opts?: ComponentResourceOptions) {
    const make = args instanceof Existing ? adopted(name, args.args) : created(name, args);
    super(KIND, name, opts);
    const { cloud, parts } = this.build(make.plan, (scope) => ({
      cloud: scope.target.backend.name,
      parts: make.build(scope),
    }));
    this.logicalName = name;
    this.bucketName = parts.bucketName;
    this.url = parts.url;
    this.endpoint = parts.endpoint;
    this.ref = output({ cloud, kind: "bucket", id: parts.id });
    this.registerOutputs({ bucketName: this.bucketName, url: this.url, endpoint: this.endpoint, ref: this.ref });
  }

  /** A bucket that something else made: it can be granted, and is never changed or deleted. */
  static existing(name: string, args: ExistingBucketArgs, opts?: ComponentResourceOptions): Bucket {
    return new Bucket(name, new Existing(args) as BucketArgs, opts);
  }

  /**
   * Gives a principal access to the bucket, as a child `<bucket>-<to>-<access>`. The same as `new Grant(...)`.
   *
   * @param opts.prefix Only objects whose names start so.
   */
  grant(to: Principal | Input<PrincipalRef>, access: Access, opts: { prefix?: string } = {}): Grant {
    const name = refusable(() => {
      parse(grantedSchema, { to, access, opts }, `${labelOf(KIND, this.logicalName)}: grant`);
      const found = grantName(this.logicalName, to, access, opts.prefix);
      this.refuseSecond(found);
      return found;
    });
    return new Grant(name, { resource: this, to, access, ...opts }, { parent: this });
  }

  /** A second grant of one name is either the same again, or to somebody whose own name is not known yet. */
  private refuseSecond(name: string): void {
    if (!this.grants.has(name)) return void this.grants.add(name);
    throw new IsobarError({
      where: `${labelOf(KIND, this.logicalName)}: grant`,
      what: `the bucket has a grant "${name}" already`,
      fix: `drop it if it is the same; else name it yourself: new Grant("…", { resource, to, access })`,
    });
  }
}

interface Making {
  readonly plan: Plan<BucketDriver>;
  build(scope: Scope): BucketParts;
}

function created(name: string, args: BucketArgs): Making {
  const made = plan(KIND, name, args, bucketSchema, (drivers) => drivers.bucket(), checkBucket);
  return { plan: made.plan, build: (scope) => create(scope, made.plan, made.spec) };
}

function adopted(name: string, args: ExistingBucketArgs): Making {
  const made = plan(
    KIND,
    name,
    args,
    existingSchema,
    (drivers) => drivers.bucket(),
    (_, checked) => checked,
  );
  const { driver } = made.plan;
  return { plan: made.plan, build: (scope) => driver.existing(scope, output(made.spec.physicalName)) };
}

function create(scope: Scope, { driver, deployment }: Plan<BucketDriver>, checked: CheckedBucket): BucketParts {
  const home = keepHome(scope.plan, checked.newName, scope.component);
  const kept = deployment.gate.addHome(home).apply((old) => old.physicalName);
  const { chosenName, newName: _, ...spec } = checked;
  const physicalName = chosenName === undefined ? kept : kept.apply(() => chosenName);
  return driver.create(scope, { ...spec, physicalName });
}
