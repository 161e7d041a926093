import type { FunctionModel, Props } from "@isobar/sandbox";
import { texts } from "../aws";
import { inRegion } from "../permissions";
import { offers, zonesOf } from "../zones";

export const getInstanceTypeOfferings: FunctionModel = {
  token: "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings",
  permissions: [inRegion("ec2:DescribeInstanceTypeOfferings")],
  call: (args, { region }) => {
    const filters = (Array.isArray(args.filters) ? args.filters : []) as Props[];
    const wanted = filters.filter(({ name }) => name === "instance-type").flatMap(({ values }) => texts(values));
    const places = args.locationType === "availability-zone" ? zonesOf(region) : [region];
    const found = wanted
      .filter((type) => offers(region, type))
      .flatMap((type) => places.map((location) => ({ type, location })));
    return {
      ...args,
      id: region,
      instanceTypes: found.map(({ type }) => type),
      locations: found.map(({ location }) => location),
      locationTypes: found.map(() => args.locationType ?? "region"),
      region,
    };
  },
};
