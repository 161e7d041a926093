import type { FunctionModel } from "@isobar/sandbox";
import { zoneIdsOf, zonesOf } from "../zones";

export const getAvailabilityZones: FunctionModel = {
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  call: (args, { region }) => ({
    ...args,
    groupNames: [region],
    id: region,
    names: zonesOf(region),
    region,
    zoneIds: zoneIdsOf(region),
  }),
};
