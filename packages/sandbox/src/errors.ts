import { status } from "@grpc/grpc-js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A refusal that the user sees as it is written. */
export class Refusal extends Error {
  readonly code: status;

  constructor(message: string, code: status = status.FAILED_PRECONDITION) {
    super(message);
    this.code = code;
  }
}

/** The cloud made a resource and then failed to finish it: it is there, and the next run changes it. */
export class HalfMade extends Refusal {
  constructor(
    refusal: Refusal,
    readonly id: string,
    readonly properties: Struct | undefined,
  ) {
    super(refusal.message, refusal.code);
  }
}
