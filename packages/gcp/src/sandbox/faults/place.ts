import type { Props } from "@isobar/sandbox";
import { known, nameOf } from "../cloud";

const ZONE = /(?:^|\/)zones\/([^/]+)/;

/** The zone and the machine type that a call names, by itself or in a path. */
export function placeOf(_token: string, inputs: Props): { readonly zone?: string; readonly machine?: string } {
  const machine = nameOf(known(inputs.machineType));
  const paths = [inputs.instance, inputs.instanceName, inputs.disk].map((path) => ZONE.exec(known(path) ?? "")?.[1]);
  const zone = nameOf(known(inputs.zone)) || paths.find((one) => one !== undefined);
  return { ...(zone && { zone }), ...(machine && { machine }) };
}
