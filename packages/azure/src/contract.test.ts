import {
  bucketContract,
  type ContractSetup,
  grantContract,
  networkContract,
  networkPeeringContract,
  virtualMachineContract,
} from "@isobar/core/contract";
import { onAzure, REGION } from "./fixture.test";
import { backend } from "./index";

const { outputs, calls } = onAzure();
const setup: ContractSetup = {
  backend,
  record: { region: REGION, outputs, calls } as ContractSetup["record"],
  describe,
  it,
};

bucketContract(setup);
grantContract(setup);
networkContract(setup);
networkPeeringContract(setup);
virtualMachineContract(setup);
