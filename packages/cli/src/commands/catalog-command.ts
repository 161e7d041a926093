import { Command } from "commander";
import type { MachineOptions } from "./catalog-machines.js";
import type { PriceListOptions } from "./catalog-prices.js";
import type { PlaceOptions } from "./catalog-sources.js";
import type { UpgradeOptions } from "./catalog-upgrade.js";

/** `isobar catalog`: the dated facts that choices, prices and carbon come from. Needs no account and no engine. */
export function catalogCommand(): Command {
  const catalog = new Command("catalog").description(
    "show machines, GPUs, regions and prices of the installed backends",
  );
  machinesCommand(catalog);
  gpusCommand(catalog);
  placed(catalog.command("regions"))
    .description("regions with country, law, grid and the data centre's overhead, cleanest grid first")
    .option("--gpu <model>", "regions that have the GPU")
    .action(async (options: PlaceOptions & { gpu?: string }) => {
      const { listRegions } = await import("./catalog-regions.js");
      listRegions(options);
    });
  placed(catalog.command("prices [type]"))
    .description("what a machine type costs in every region, or without a type what else a region costs")
    .option("--spot", "with a type: order by the price of spot capacity")
    .option("--gb <number>", "GB to the internet in a month, for the price of egress", Number, 100)
    .action(async (type: string | undefined, options: PriceListOptions) => {
      const { listPrices } = await import("./catalog-prices.js");
      listPrices(type, options);
    });
  upgradeCommand(catalog);
  return catalog;
}

function machinesCommand(catalog: Command): void {
  placed(catalog.command("machines"))
    .description("machine types that fit, cheapest first, each where it is cheapest")
    .option("--vcpus <number>", "at least", Number)
    .option("--memory <gib>", "at least, in GiB", Number)
    .option("--arch <arch>", "amd64 or arm64")
    .option("--gpu <model>", 'with this GPU: "A100-80GB", or "A100" for every size')
    .option("--vendor <name>", "with a GPU of this vendor: nvidia, amd, …")
    .option("--gpu-memory <gib>", "with GPUs of at least so much memory each", Number)
    .option("--gpus <number>", "with exactly so many GPUs", Number)
    .option("--no-burstable", "no types whose CPU is shared or throttled")
    .option("--spot", "prices of spot capacity")
    .option("--per-region", "a row for each region of a type")
    .option("--limit <number>", "so many rows", Number, 20)
    .action(async (options: MachineOptions) => {
      const { listMachines } = await import("./catalog-machines.js");
      listMachines(options);
    });
}

function gpusCommand(catalog: Command): void {
  placed(catalog.command("gpus"))
    .description("GPUs with what one costs in an hour, and a PFLOPS of dense FP16, in the cheapest machine")
    .option("--gpu <model>", 'this GPU: "A100-80GB", or "A100" for every size')
    .option("--vendor <name>", "of this vendor")
    .option("--gpu-memory <gib>", "at least so much memory", Number)
    .option("--spot", "prices of spot capacity")
    .action(async (options: MachineOptions) => {
      const { listGpus } = await import("./catalog-gpus.js");
      listGpus(options);
    });
}

function upgradeCommand(catalog: Command): void {
  catalog
    .command("upgrade")
    .description("show what the installed edition would choose for machines whose choice is kept; changes nothing")
    .option("-s, --stack <name>", "the stack whose state is read (default: the selected one)")
    .option("--state <file>", "a file that `pulumi stack export` wrote, instead of asking Pulumi")
    .option(
      "--from <folder>",
      "an older edition to compare with: a backend's generated folder, or one that holds several",
    )
    .option("--json", "as one JSON object")
    .action(async (options: UpgradeOptions) => {
      const { showUpgrade } = await import("./catalog-upgrade.js");
      await showUpgrade(options);
    });
}

/** Adds the options that say which places count. */
function placed(command: Command): Command {
  return command
    .option("--cloud <names>", "only these clouds, separated by commas", list)
    .option("--region <names>", "only these regions", list)
    .option("--country <codes>", "only these countries, by ISO code", list)
    .option("--eu", "only countries of the European Union")
    .option("--eea", "only countries of the European Economic Area")
    .option("--json", "as one JSON object");
}

function list(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}
