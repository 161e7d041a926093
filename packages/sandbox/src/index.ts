export { mocksOf, type SimulatedMocks } from "./mocks.js";
export {
  type Autoname,
  type CheckFailure,
  type FunctionModel,
  type Model,
  type Props,
  type ResourceWorld,
  type SimulatedProvider,
  type StoredResource,
  UNKNOWN,
  type World,
} from "./model.js";
export {
  type ListedResource,
  listResources,
  resetSandbox,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from "./sandbox.js";
