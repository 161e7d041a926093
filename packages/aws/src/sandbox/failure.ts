import { randomBytes, randomUUID } from "node:crypto";
import type { Call, Operation, Props, ResourceWorld, StoredResource } from "@isobar/sandbox";
import { calls, functionCalls } from "./calls";
import type { ApiCall } from "./calls/types";

/** A refusal as the provider hands it on. Default status: 400. */
export type Fail = (code: string, message: string, status?: number) => string;

type Attempt = Pick<Call, "token" | "operation" | "inputs" | "id">;

const HOST_ID_BYTES = 56;

/**
 * Errors that the SDK knows by their own types, which it prints without "api error". EC2 has none. S3's come without their
 * message.
 */
const OWN_TYPES: Readonly<Record<string, readonly string[]>> = {
  IAM: [
    "ConcurrentModification",
    "DeleteConflict",
    "EntityAlreadyExists",
    "InvalidInput",
    "LimitExceeded",
    "MalformedPolicyDocument",
    "NoSuchEntity",
    "ServiceFailure",
  ],
  S3: ["BucketAlreadyExists", "BucketAlreadyOwnedByYou"],
  "CloudWatch Logs": [
    "InvalidParameterException",
    "LimitExceededException",
    "OperationAbortedException",
    "ResourceAlreadyExistsException",
    "ServiceUnavailableException",
  ],
  SSM: [
    "InternalServerError",
    "ParameterAlreadyExists",
    "ParameterLimitExceeded",
    "ParameterNotFound",
    "ParameterPatternMismatchException",
    "TooManyUpdates",
  ],
  Scheduler: [
    "ConflictException",
    "InternalServerException",
    "ResourceNotFoundException",
    "ServiceQuotaExceededException",
    "ThrottlingException",
    "ValidationException",
  ],
  Budgets: [
    "AccessDeniedException",
    "CreationLimitExceededException",
    "DuplicateRecordException",
    "InternalErrorException",
    "InvalidParameterException",
    "NotFoundException",
    "ThrottlingException",
  ],
  DLM: ["InternalServerException", "InvalidRequestException", "LimitExceededException", "ResourceNotFoundException"],
};

/** The API's call behind what a provider was asked. */
export function apiCallOf({ token, operation }: Pick<Attempt, "token" | "operation">): ApiCall & { service: string } {
  const found = operation === "call" ? functionCalls[token] : ofResource(token, operation);
  return found ?? { service: "EC2", doing: `calling ${token}`, operation: token, action: token };
}

function ofResource(token: string, operation: Exclude<Operation, "call">) {
  const known = calls[token];
  return known && { ...known[operation], service: known.service };
}

/** The provider's words around an error of the SDK, which names no code where no answer came. */
export function sdkError(attempt: Attempt, status: number, error: string, attempts = ""): string {
  const { service, operation } = apiCallOf(attempt);
  const request = status === 0 ? "" : randomUUID();
  const host = service === "S3" && status !== 0 ? ` HostID: ${randomBytes(HOST_ID_BYTES).toString("base64")},` : "";
  const response = `https response error StatusCode: ${status}, RequestID: ${request},${host}`;
  return `${doing(attempt)}: operation error ${service}: ${operation}, ${attempts}${response} ${error}`;
}

/** What the provider says it was doing. */
export function doing(attempt: Attempt): string {
  const { inputs, id = "" } = attempt;
  return apiCallOf(attempt).doing.replace(/\{(\w+)\}/g, (_, name) => String(name === "id" ? id : (inputs[name] ?? "")));
}

/** Words the refusals of one attempt. */
export function failureOf(attempt: Attempt): Fail {
  const { service } = apiCallOf(attempt);
  const own = OWN_TYPES[service] ?? [];
  return (code, message, status = 400) => {
    const text = service === "S3" && own.includes(code) ? "" : message;
    return sdkError(attempt, status, `${own.includes(code) ? "" : "api error "}${code}: ${text}`);
  };
}

/** Words the refusals of a creation or an update. */
export function refusing(token: string, inputs: Props, { id }: ResourceWorld): Fail {
  return failureOf({ token, operation: id === undefined ? "create" : "update", inputs, id });
}

/** Words the refusals of a deletion. */
export function refusingDelete({ type, inputs, id }: StoredResource): Fail {
  return failureOf({ token: type, operation: "delete", inputs, id });
}
