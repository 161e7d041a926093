/** The suites that every backend's drivers must pass, each given the test runner. */
export { bucketContract } from "./bucket/contract";
export { grantContract } from "./grant/contract";
export { networkContract } from "./network/contract";
export { networkPeeringContract } from "./network-peering/contract";
export type { ContractSetup } from "./testing/setup";
export { virtualMachineContract } from "./virtual-machine/contract";
