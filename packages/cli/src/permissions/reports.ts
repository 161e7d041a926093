import type { Demand } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { reportAws } from "./aws/report.js";
import { reportAzure } from "./azure.js";
import { reportGcp } from "./gcp.js";
import { reportOther } from "./other.js";
import { type CloudReport, distinct, groupBy, type Reporter, type Subject } from "./report.js";

const REPORTERS: Readonly<Record<string, Reporter>> = { aws: reportAws, azure: reportAzure, gcp: reportGcp };

/** The names of actions that change nothing. */
const READING = /:(Describe|Get|List)\w+$|\.(get|getIamPolicy|list)$|\/read$/;

/** The reports of all clouds that a program asked for something. */
export function reportsOf(demands: readonly Demand[], subject: Subject): CloudReport[] {
  return groupBy(demands.map(withoutChanges), ({ cloud }) => cloud).flatMap(([cloud, group]) => {
    const reporter = REPORTERS[cloud];
    return reporter ? reporter(group, subject) : reportOther(cloud, group);
  });
}

/**
 * The reports of one cloud, or all.
 * @throws UserError if there are none.
 */
export function ofCloud(
  reports: readonly CloudReport[],
  cloud: string | undefined,
  stack: string,
): readonly CloudReport[] {
  const clouds = distinct(reports.map((report) => report.cloud));
  if (clouds.length === 0) throw new UserError(`with stack ${stack} the program asks no cloud for anything`);
  const found = reports.filter((report) => cloud === undefined || report.cloud === cloud);
  if (found.length > 0) return found;
  throw new UserError(`with stack ${stack} the program asks nothing of ${cloud}, but of ${clouds.join(", ")}`);
}

/** What the program only looks at needs no more than that. */
function withoutChanges(demand: Demand): Demand {
  if (demand.kind !== "read") return demand;
  const permissions = demand.permissions?.map((permission) => ({
    ...permission,
    actions: permission.actions.filter((action) => READING.test(action)),
  }));
  return { ...demand, permissions: permissions?.filter(({ actions }) => actions.length > 0) };
}
