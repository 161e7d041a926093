import type { Call, CloudFault, FaultText, Operation } from "@isobar/sandbox";
import { apiCallOf, failureOf, sdkError } from "../failure";

/** Everything in EC2. */
export const EC2 = ["aws:ec2/*", "aws:ebs/*", "aws:vpc/*"];
export const ALL = ["*"];
export const EVERY_OPERATION: readonly Operation[] = ["create", "read", "update", "delete", "call"];

/** How often the provider asks again before it gives up: `maxRetries` of its documentation. */
const ATTEMPTS = 25;

/** What an API answers. */
export interface Answer {
  readonly tokens: readonly string[];
  readonly operations?: readonly Operation[];
  readonly code: string;
  readonly message: string | ((call: Call) => string);
  /** Default: 400. */
  readonly status?: number;
  /** Whether the SDK asks again and again before it gives up. */
  readonly retried?: boolean;
  applies?(call: Call): boolean;
  readonly source: string;
}

/** An answer of an API as the provider hands it on. */
export function answer(kind: CloudFault, { message, status = 400, retried, ...rest }: Answer): FaultText {
  const { code } = rest;
  const words = (call: Call) => (typeof message === "string" ? message : message(call));
  return {
    ...rest,
    kind,
    text: (call) =>
      retried
        ? sdkError(
            call,
            status,
            `api error ${code}: ${words(call)}`,
            `exceeded maximum number of attempts, ${ATTEMPTS}, `,
          )
        : failureOf(call)(code, words(call), status),
  };
}

/** The service that is asked, as the SDK names it. */
export function serviceOf(call: Pick<Call, "token" | "operation">): string {
  return apiCallOf(call).service;
}

/** Limits a text to one service's calls. */
export function of(...services: readonly string[]): (call: Call) => boolean {
  return (call) => services.includes(serviceOf(call));
}

/** An error without an answer: the request got nowhere. */
export function unreachable(call: Call, host: string, why: string): string {
  const attempts = `exceeded maximum number of attempts, ${ATTEMPTS}, `;
  return sdkError(call, 0, `request send failed, Post "https://${host}/": ${why}`, attempts);
}
