import { type FunctionModel, type Props, Refusal } from "@isobar/sandbox";
import { partition, texts } from "../aws";
import { imageId, rootDeviceOf } from "../images";
import { inRegion } from "../permissions";

export const getAmi: FunctionModel = {
  token: "aws:ec2/getAmi:getAmi",
  permissions: [inRegion("ec2:DescribeImages")],
  call: (args, { region }) => {
    const filters = (Array.isArray(args.filters) ? args.filters : []) as Props[];
    const values = (filter: string) => filters.filter((it) => it.name === filter).flatMap((it) => texts(it.values));
    const [pattern] = values("name");
    if (pattern === undefined) {
      throw new Refusal("Your query returned no results. Please change your search criteria and try again.");
    }
    const [owner = "amazon"] = texts(args.owners);
    const id = imageId(region, `${owner}/${pattern}`);
    return {
      ...args,
      architecture: values("architecture")[0] ?? "x86_64",
      arn: `arn:${partition(region)}:ec2:${region}::image/${id}`,
      id,
      imageId: id,
      imageType: "machine",
      name: pattern.replace("*", "20260701"),
      ownerId: owner,
      public: true,
      region,
      rootDeviceName: rootDeviceOf(region, id),
      rootDeviceType: "ebs",
      state: "available",
      virtualizationType: "hvm",
    };
  },
};
