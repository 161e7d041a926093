import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { type ArmFacts, armFacts, checkBicep } from "./arm.js";
import { Packages } from "./go-packages.js";
import { type Attributes, resourcesOf } from "./terraform.js";

const PACKAGES = path.resolve(__dirname, "../../../packages");
const USAGE = `usage: node tools/refresh-constraints.mjs gcp TERRAFORM_PROVIDER_GOOGLE PULUMI_GCP VERSION
       node tools/refresh-constraints.mjs azure BICEP_TYPES_AZ

Capital words are folders with git checkouts; VERSION is that of the @pulumi/gcp which the checkouts belong to.`;

interface TerraformFacts {
  readonly tokens: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, Attributes>>;
}

/** Makes a backend's data on its provider's constraints anew. Returns the exit code. */
export function refresh(args: readonly string[]): number {
  const [backend, checkout, bridge, version] = args;
  if (backend === "gcp" && checkout && bridge && version) {
    const { facts, kept } = terraformFacts(read<TerraformFacts>("gcp"), checkout, bridge);
    const source = "hashicorp/terraform-provider-google, pulumi/pulumi-gcp";
    const sdk = `@pulumi/gcp@${version}`;
    write("gcp", { kind: "terraform", source, date: dateOf(checkout), licence: "MPL-2.0", sdk, ...facts });
    if (kept.length > 0) console.log(`could not be read, and stay as they were: ${kept.join(", ")}`);
    return 0;
  }
  if (backend === "azure" && checkout) {
    checkBicep(checkout);
    const sdkDir = path.join(PACKAGES, "azure", "node_modules", "@pulumi", "azure-native");
    const sdk = `@pulumi/azure-native@${JSON.parse(fs.readFileSync(path.join(sdkDir, "package.json"), "utf8")).version}`;
    const facts = armFacts(read<ArmFacts>("azure"), sdkDir, checkout);
    write("azure", {
      kind: "arm",
      source: "Azure/bicep-types-az",
      date: dateOf(checkout),
      licence: "MIT",
      sdk,
      ...facts,
    });
    return 0;
  }
  console.error(USAGE);
  return 2;
}

/** Facts on the resources of a Terraform provider. Those that can't be read stay as they were before. */
export function terraformFacts(before: TerraformFacts, checkout: string, bridge: string) {
  const found = resourcesOf(new Packages(path.join(checkout, "google")));
  const metadata = path.join(bridge, "provider", "cmd", "pulumi-resource-gcp", "bridge-metadata.json");
  const bridged: Record<string, { current: string }> = JSON.parse(fs.readFileSync(metadata, "utf8"))["auto-aliasing"]
    .resources;
  const known = Object.entries(bridged).flatMap(([name, { current }]) => {
    const attributes = found.get(name) ?? before.resources[name];
    return attributes ? [{ name, token: current, attributes }] : [];
  });
  return {
    facts: {
      tokens: sorted(known.map(({ name, token }) => [token, name])),
      resources: sorted(known.map(({ name, attributes }) => [name, attributes])),
    },
    kept: known.map(({ name }) => name).filter((name) => !found.has(name)),
  };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fileOf(backend: string): string {
  return path.join(PACKAGES, backend, "data", "constraints.json.br");
}

function read<T>(backend: string): T {
  return JSON.parse(brotliDecompressSync(fs.readFileSync(fileOf(backend))).toString("utf8"));
}

function write(backend: string, data: object): void {
  const text = Buffer.from(JSON.stringify(data));
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  fs.writeFileSync(fileOf(backend), brotliCompressSync(text, { params }));
  console.log(`wrote ${fileOf(backend)}: ${Math.round(fs.statSync(fileOf(backend)).size / 1024)} KiB`);
}

/** Day of the newest commit of a checkout. */
function dateOf(checkout: string): string {
  const { stdout, status } = spawnSync("git", ["-C", checkout, "log", "-1", "--format=%cs"], { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${checkout} is no git checkout, so its date is not known`);
  }
  return stdout.trim();
}
