export {
  type MockResource,
  type Recording,
  type RecordOptions,
  type Refused,
  type Registered,
  record,
  recordRefusal,
  settled,
} from "./record";
