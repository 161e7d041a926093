import type { FunctionModel } from "@isobar/sandbox";
import { inRegion } from "../permissions";
import { zoneIdsOf, zonesOf } from "../zones";

export const getAvailabilityZones: FunctionModel = {
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  permissions: [inRegion("ec2:DescribeAvailabilityZones")],
  call: (args, { region }) => ({
    ...args,
    groupNames: [region],
    id: region,
    names: zonesOf(region),
    region,
    zoneIds: zoneIdsOf(region),
  }),
};
