import { type handleUnaryCall, type ServiceError, status } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckRequest,
  type CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type DiffResponse,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  ProviderHandshakeResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { type AutonamingRequest, isNamedByProgram } from "./autoname.js";
import type { Catalog } from "./catalog.js";
import { check } from "./check.js";
import { checkConfig, compareConfig, decodeConfig, movesResources } from "./config.js";
import { compare, touchesImmutable, withoutIgnored } from "./diff.js";
import { Refusal } from "./errors.js";
import { create, previewCreate, previewUpdate, read, remove, update } from "./lifecycle.js";
import type { SimulatedProvider } from "./model.js";
import { checkReply, diffReply, failure } from "./replies.js";
import { validateArguments } from "./schema/validate.js";
import type { Store } from "./store.js";
import { parseUrn } from "./urn.js";
import { plainProps } from "./values.js";
import { fromStruct, toStruct } from "./wire.js";
import { type Configured, worldOf } from "./world.js";
