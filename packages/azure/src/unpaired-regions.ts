/** Regions without a paired one, to which nothing can be copied ("Azure region pairs and nonpaired regions"). */
export const UNPAIRED_REGIONS: ReadonlySet<string> = new Set([
  "austriaeast",
  "belgiumcentral",
  "chilecentral",
  "denmarkeast",
  "indonesiacentral",
  "israelcentral",
  "italynorth",
  "malaysiawest",
  "mexicocentral",
  "newzealandnorth",
  "polandcentral",
  "qatarcentral",
  "spaincentral",
  "taiwannorth",
]);
