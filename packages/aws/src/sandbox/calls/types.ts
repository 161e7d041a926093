/** How the provider makes one call of an API. */
export interface ApiCall {
  /** What the provider says it was doing; `{id}` and names of inputs in braces stand for their values. */
  readonly doing: string;
  /** Such as `RunInstances`. */
  readonly operation: string;
  /** The IAM action behind it, such as `ec2:RunInstances`. */
  readonly action: string;
}

/** The calls that decide about a resource. Its real provider makes more of them. */
export interface ApiCalls {
  /** The service as the AWS SDK for Go names it: `EC2`, `CloudWatch Logs`. */
  readonly service: string;
  readonly read: ApiCall;
  readonly create: ApiCall;
  readonly update: ApiCall;
  readonly delete: ApiCall;
}

/** What the provider says, and the operation; the action is of that name unless it is given. */
export type Step = readonly [doing: string, operation: string, action?: string];

export interface Steps {
  readonly read: Step;
  readonly create: Step;
  readonly update: Step;
  readonly delete: Step;
}

export function apiCalls(service: string, prefix: string, { read, create, update, delete: remove }: Steps): ApiCalls {
  const call = ([doing, operation, action = operation]: Step) => ({ doing, operation, action: `${prefix}:${action}` });
  return { service, read: call(read), create: call(create), update: call(update), delete: call(remove) };
}
