import { type FunctionModel, Refusal, type World } from "@isobar/sandbox";
import { partition } from "../aws";
import { firstBootOf } from "../first-boot";
import { imageId } from "../images";
import { on, regionalPattern } from "../permissions";
import { types } from "../types";

const PUBLIC = "/aws/service/";

/** The public parameters that hold the newest images, and those of the account, as their machines wrote them. */
export const getParameter: FunctionModel = {
  token: "aws:ssm/getParameter:getParameter",
  permissions: ({ name }) => {
    const path = `parameter/${String(name).replace(/^\//, "")}`;
    // "Using public parameters": they belong to no account.
    const arn = isPublic(String(name)) ? `arn:\${partition}:ssm:\${region}:*:${path}` : regionalPattern("ssm", path);
    return [on([arn], "ssm:GetParameter")];
  },
  call: (args, world) => {
    const name = String(args.name);
    const known = isPublic(name) ? image(name, world) : stored(name, world);
    return { ...known, id: name, name, region: world.region, withDecryption: args.withDecryption ?? true };
  },
  invent: ({ name }, { region }) => ({
    id: name,
    name,
    region,
    type: "String",
    value: "x",
    insecureValue: "x",
    version: 1,
  }),
};

function isPublic(name: string): boolean {
  return name.startsWith(PUBLIC);
}

function image(name: string, { region }: World) {
  const value = imageId(region, name);
  const arn = `arn:${partition(region)}:ssm:${region}::parameter${name}`;
  return { arn, insecureValue: value, type: "String", value, version: 42 };
}

function stored(name: string, world: World) {
  const parameter = world.find(types.parameter, name);
  if (!parameter) throw new Refusal(`reading SSM Parameter (${name}): api error ParameterNotFound: `);
  const { arn, type, version, value, insecureValue } = parameter.outputs;
  const text = written(name, world) ?? String(value ?? insecureValue);
  return { arn, type, version, value: text, ...(type === "SecureString" ? {} : { insecureValue: text }) };
}

/** What a machine that was given the parameter at its first boot has written there. */
function written(name: string, world: World): string | undefined {
  const machine = world.list(types.instance).find(({ inputs }) => String(inputs.userData).includes(`/${name}'`));
  if (!machine) return undefined;
  const { state, log } = firstBootOf(machine.inputs);
  return [machine.id, state, Buffer.from(log).toString("base64")].join(" ");
}
