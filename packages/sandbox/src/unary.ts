import { type handleUnaryCall, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Refusal } from "./errors.js";
import { HalfMade } from "./half-made.js";

/** A gRPC handler out of a function that answers, at once or later, or throws. */
export function unary<Request, Response>(
  answer: (request: Request, peer: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const fail = (error: unknown) => callback(serviceError(error as Error));
    try {
      const answered = answer(call.request, call.getPeer());
      if (answered instanceof Promise) answered.then((response) => callback(null, response), fail);
      else callback(null, answered);
    } catch (error) {
      fail(error);
    }
  };
}

function serviceError(error: Error): Partial<ServiceError> {
  if (error instanceof HalfMade) return { code: error.code, details: error.message, metadata: detailsOf(error) };
  return error instanceof Refusal
    ? { code: error.code, details: error.message }
    : { code: status.INTERNAL, details: `bug in the simulated provider: ${error.stack ?? error.message}` };
}

/** What gRPC for Go reads as the details of an error: the resource as far as it was made. */
function detailsOf({ id, properties, message, code }: HalfMade): Metadata {
  const failed = new ErrorResourceInitFailed().setId(id).setProperties(properties).setReasonsList([message]);
  const details = new Any();
  details.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new Status().setCode(code).setMessage(message).setDetailsList([details]);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return metadata;
}
