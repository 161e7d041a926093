import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Refusal } from "./errors.js";

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
