import type { Output } from "@pulumi/pulumi";
import type { AnyDriver } from "../plan";
import type { Access, PrincipalRef, ResourceRef } from "../refs";
import type { Scope } from "../scope";

/** What of the portable grant a backend supports, by kind of resource. */
export interface GrantFeatures {
  readonly bucket: {
    readonly access: readonly Access[];
    /** Access only to objects whose names start with a prefix. */
    readonly prefix: boolean;
  };
}

/** How a cloud writes an identifier. */
export interface IdForm {
  readonly pattern: RegExp;
  /** What it is: "IAM role". */
  readonly title: string;
  /** For people: `arn:aws:iam::<account>:role/<name>`. */
  readonly example: string;
}

/** A grant to build. */
export interface GrantSpec {
  readonly resource: Output<ResourceRef>;
  readonly to: Output<PrincipalRef>;
  /** The principal's kind, known before the engine runs where the principal is in this program or written out. */
  readonly toKind: PrincipalRef["kind"];
  readonly access: Access;
  readonly prefix: string | undefined;
}

/** Gives principals of one cloud access to resources there, adding to what others granted, never replacing it. */
export interface GrantDriver extends AnyDriver {
  readonly features: GrantFeatures;
  /** Of what can be granted, and of whom it can be granted to. */
  readonly ids: {
    readonly bucket: IdForm;
    readonly principal: Readonly<Record<PrincipalRef["kind"], IdForm>>;
  };
  create(scope: Scope, spec: GrantSpec): void;
}
