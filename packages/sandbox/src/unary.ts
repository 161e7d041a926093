import { type handleUnaryCall, type ServiceError, status } from "@grpc/grpc-js";
import { Refusal } from "./errors.js";

/** A gRPC handler out of a function that answers or throws. */
export function unary<Request, Response>(
  answer: (request: Request, peer: string) => Response,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, answer(call.request, call.getPeer()));
    } catch (error) {
      callback(serviceError(error as Error));
    }
  };
}

function serviceError(error: Error): Partial<ServiceError> {
  return error instanceof Refusal
    ? { code: error.code, details: error.message }
    : { code: status.INTERNAL, details: `bug in the simulated provider: ${error.stack ?? error.message}` };
}
