import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { type Catalogue, combineBases, type MachinePrice } from "@isobar/catalog";
import { findEngine } from "../engine/find.js";
import { messageOf, UserError } from "../errors.js";
import { type EditionChange, editionChange } from "./catalog-editions.js";
import { type KeptMachine, keptMachines } from "./catalog-kept.js";
import { printListing, shortBasis, usd } from "./catalog-print.js";
import { openCatalogues, openEdition } from "./catalog-sources.js";

export interface UpgradeOptions {
  readonly stack?: string;
  readonly state?: string;
  readonly from?: string;
  readonly json?: boolean;
}

interface UpgradeRow {
  readonly machine: string;
  readonly cloud: string;
  readonly region: string;
  readonly kept: string;
  /** What the kept type cost in the older edition. */
  readonly keptThen?: MachinePrice;
  readonly keptNow?: MachinePrice;
  /** What would be chosen today; the kept type when the program names it. */
  readonly today?: string;
  readonly todayNow?: MachinePrice;
  readonly changes: boolean;
  /** Why nothing would be chosen today. */
  readonly problem?: string;
  readonly image?: { readonly kept: string; readonly today?: string };
}

/** Prints what today's edition would choose for the machines of a stack, and what an older one said. */
export async function showUpgrade(options: UpgradeOptions): Promise<void> {
  const catalogues = openCatalogues();
  const before = options.from === undefined ? [] : openEdition(options.from);
  const changes = before.flatMap((old) => {
    const now = catalogues.find(({ cloud }) => cloud === old.cloud);
    return now ? [editionChange(old, now)] : [];
  });
  const onlyEditions = before.length > 0 && options.state === undefined && options.stack === undefined;
  const machines = onlyEditions ? [] : keptMachines(await readState(options));
  const rows = machines.map((machine) => upgradeRow(machine, catalogues, before));
  if (!options.json) {
    for (const change of changes) process.stdout.write(`${describeChange(change)}\n`);
    if (onlyEditions) return;
  } else if (before.length > 0) {
    process.stdout.write(`${JSON.stringify({ version: 1, changes, rows }, null, 2)}\n`);
    return;
  }
  print(catalogues, rows, options, before.length > 0);
}

async function readState({ state, stack }: UpgradeOptions): Promise<string> {
  try {
    if (state !== undefined) return fs.readFileSync(state, "utf8");
    const { binary } = await findEngine();
    const args = ["stack", "export", "--non-interactive", ...(stack === undefined ? [] : ["--stack", stack])];
    return execFileSync(binary, args, { encoding: "utf8", maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new UserError(`the stack's state can't be read: ${messageOf(error)}; --state names an exported one`);
  }
}

function upgradeRow(machine: KeptMachine, catalogues: readonly Catalogue[], before: readonly Catalogue[]): UpgradeRow {
  const { name, cloud, region, type, accelerator, wish } = machine;
  const now = catalogues.find((catalogue) => catalogue.cloud === cloud);
  const then = before.find((catalogue) => catalogue.cloud === cloud);
  const keptThen = then?.prices.priceOfMachine(type, region, { accelerator });
  const keptNow = now?.prices.priceOfMachine(type, region, { accelerator });
  const kept = shape(type, accelerator);
  const choice = wish && now?.choose({ ...wish, region });
  const today = !wish && now ? kept : choice?.ok ? shape(choice.type, choice.accelerator) : undefined;
  const todayNow = choice?.ok
    ? now?.prices.priceOfMachine(choice.type, region, { accelerator: choice.accelerator })
    : keptNow;
  const problem = now
    ? choice && !choice.ok
      ? choice.message
      : undefined
    : `the backend of ${cloud} is not installed`;
  return {
    machine: name,
    cloud,
    region,
    kept,
    ...(keptThen && { keptThen }),
    ...(keptNow && { keptNow }),
    ...(today !== undefined && { today }),
    ...(today !== undefined && todayNow && { todayNow }),
    changes: today !== undefined && today !== kept,
    ...(problem !== undefined && { problem }),
    ...(machine.image && { image: imageRow(machine.image, now) }),
  };
}

function imageRow({ kept, name, arch }: NonNullable<KeptMachine["image"]>, now: Catalogue | undefined) {
  const today = now?.image(name, arch)?.identifier;
  return { kept, ...(today !== undefined && { today }) };
}

function shape(type: string, accelerator: { readonly name: string; readonly count: number } | undefined): string {
  return accelerator ? `${type} + ${accelerator.count} x ${accelerator.name}` : type;
}

function print(catalogues: readonly Catalogue[], rows: readonly UpgradeRow[], options: UpgradeOptions, older: boolean) {
  const bases = ({ keptNow, todayNow }: UpgradeRow) => [keptNow?.basis, todayNow?.basis];
  printListing(
    {
      catalogues,
      rows,
      columns: [
        { head: "machine", cell: ({ machine }) => machine },
        { head: "place", cell: ({ cloud, region }) => `${cloud} ${region}` },
        { head: "kept", cell: ({ kept }) => kept },
        ...(older
          ? [
              {
                head: "USD/hour then",
                align: "right",
                cell: ({ keptThen }: UpgradeRow) => usd(keptThen?.usdPerHour),
              } as const,
            ]
          : []),
        { head: "USD/hour now", align: "right", cell: ({ keptNow }) => usd(keptNow?.usdPerHour) },
        {
          head: "would be chosen today",
          cell: ({ changes, today, problem }) => (changes ? today : today ? "the same" : problem),
        },
        { head: "USD/hour", align: "right", cell: ({ todayNow }) => usd(todayNow?.usdPerHour) },
        {
          head: "basis",
          cell: (row) => shortBasis(combineBases(bases(row).flatMap((basis) => basis ?? []))),
        },
        { head: "kept image", cell: ({ image }) => image?.kept.split("/").at(-1) ?? "" },
        { head: "resolved anew from", cell: ({ image }) => image?.today?.split("/").at(-1) ?? "" },
      ],
      bases,
      empty: "The stack keeps no choice of a machine.",
    },
    options.json,
  );
  if (!options.json && rows.length > 0) {
    process.stdout.write("A kept choice stays until the program asks for a new one: change the machine's `choice`.\n");
  }
}

function describeChange({ cloud, from, to, typesNew, typesGone, up, down, largest }: EditionChange): string {
  const most = largest.map(
    ({ type, region, usdThen, usdNow }) => `  ${type} in ${region}: ${usd(usdThen)} then, ${usd(usdNow)} now`,
  );
  return [
    `${cloud}: edition ${from} to ${to}: ${typesNew.length} types new, ${typesGone.length} gone; ${up} prices up, ${down} down`,
    ...most,
  ].join("\n");
}
