import { status } from "@grpc/grpc-js";

/** A refusal that the user sees as it is written. */
export class Refusal extends Error {
  readonly code: status;

  constructor(message: string, code: status = status.FAILED_PRECONDITION) {
    super(message);
    this.code = code;
  }
}
