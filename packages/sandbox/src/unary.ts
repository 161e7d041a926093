import { type handleUnaryCall, type ServiceError, status } from "@grpc/grpc-js";
import { Refusal } from "./errors.js";
import { SameUser } from "./same-user.js";

const users = new SameUser();

/** A gRPC handler out of a function that answers, at once or later, or throws. */
export function unary<Request, Response>(
  answer: (request: Request, peer: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const fail = (error: unknown) => callback(serviceError(error as Error));
    try {
      const peer = call.getPeer();
      if (!users.allows(peer)) throw new Refusal("the sandbox of another user", status.PERMISSION_DENIED);
      const answered = answer(call.request, peer);
      if (answered instanceof Promise) answered.then((response) => callback(null, response), fail);
      else callback(null, answered);
    } catch (error) {
      fail(error);
    }
  };
}

function serviceError(error: Error): Partial<ServiceError> {
  return error instanceof Refusal
    ? { code: error.code, details: error.message }
    : { code: status.INTERNAL, details: `bug in the simulated provider: ${error.stack ?? error.message}` };
}
