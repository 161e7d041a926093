import type { FunctionModel } from "@isobar/sandbox";
import { partition } from "../aws";
import { imageId } from "../images";

/** The public parameters that hold the newest images. */
export const getParameter: FunctionModel = {
  token: "aws:ssm/getParameter:getParameter",
  call: (args, { region }) => {
    const name = String(args.name);
    if (!name.startsWith("/aws/service/")) {
      throw new Error(`reading SSM Parameter (${name}): api error ParameterNotFound: `);
    }
    const value = imageId(region, name);
    return {
      arn: `arn:${partition(region)}:ssm:${region}::parameter${name}`,
      id: name,
      insecureValue: value,
      name,
      region,
      type: "String",
      value,
      version: 42,
      withDecryption: args.withDecryption ?? true,
    };
  },
};
