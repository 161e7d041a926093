import type { Demand } from "@isobar/sandbox";
import { distinct } from "../report.js";

/** Where policies are needed. */
export interface Place {
  readonly partition: string;
  /** Undefined where the program doesn't name it. */
  readonly account?: string;
}

/**
 * Where each demand goes. Plain resources often leave account and region to the credentials: they count to the account and
 * the partition that the others name, if that is only one.
 */
export function placesOf(demands: readonly Demand[]): (demand: Demand) => Place {
  const partitions = distinct(demands.flatMap(({ region }) => (region === "" ? [] : partitionOf(region))));
  const partition = ({ region }: Demand) => (region === "" ? only(partitions) : undefined) ?? partitionOf(region);
  return (demand) => {
    const same = demands.filter((other) => partition(other) === partition(demand));
    const account = accountOf(demand) ?? only(distinct(same.flatMap((other) => accountOf(other) ?? [])));
    return { partition: partition(demand), ...(account !== undefined && { account }) };
  };
}

function only(texts: readonly string[]): string | undefined {
  return texts.length === 1 ? texts[0] : undefined;
}

/** The one account that the provider lets itself be used with. */
function accountOf({ config }: Demand): string | undefined {
  const [account] = Array.isArray(config.allowedAccountIds) ? config.allowedAccountIds : [];
  return typeof account === "string" && /^\d{12}$/.test(account) ? account : undefined;
}

/** "Amazon Resource Names (ARNs)". */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
