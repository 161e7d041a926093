import {
  bucketContract,
  grantContract,
  networkContract,
  networkPeeringContract,
  virtualMachineContract,
} from "@isobar/core/contract";
import { mocksOf } from "@isobar/sandbox";
import { backend } from "./index";
import { provider } from "./sandbox";

const region = "europe-west4";
const { outputs, calls } = mocksOf(provider, region);
const record = { region, config: { "gcp:project": provider.account }, outputs, calls };
const setup = { backend, record, describe, it };

bucketContract(setup);
grantContract(setup);
networkContract(setup);
networkPeeringContract(setup);
virtualMachineContract(setup);
