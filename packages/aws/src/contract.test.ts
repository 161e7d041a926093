import {
  bucketContract,
  grantContract,
  networkContract,
  networkPeeringContract,
  virtualMachineContract,
} from "@isobar/core/contract";
import { backend } from "./index";
import { REGION, simulated } from "./testing";

const setup = { backend, record: { ...simulated(), region: REGION }, describe, it };

bucketContract(setup);
grantContract(setup);
networkContract(setup);
networkPeeringContract(setup);
virtualMachineContract(setup);
