import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { buildCatalogue } from "../build.js";
import { loadCatalogue } from "../load.js";
import { DATA, temporaryFolder } from "../testing.js";
import { refresh } from "./refresh.js";

// The answers below were written by hand after the vendors' documentation. The refresh has never met the real APIs.

type Answers = Readonly<Record<string, (query: URLSearchParams, base: string) => string>>;

const AWS_COLUMNS =
  "SKU,TermType,Unit,PricePerUnit,Currency,Instance Type,Tenancy,Operating System,Pre Installed S/W,CapacityStatus";

function awsFile(rows: readonly string[]): string {
  const about = ['"FormatVersion","v1.0"', '"Disclaimer","This pricing list, is for informational purposes only"'];
  const quoted = [AWS_COLUMNS, ...rows].map((row) => `"${row.split(",").join('","')}"`);
  return `${[...about, ...quoted].join("\n")}\n`;
}

const AWS: Answers = {
  "/offers/v1.0/aws/AmazonEC2/current/region_index.json": () =>
    JSON.stringify({
      regions: {
        "eu-central-1": {
          regionCode: "eu-central-1",
          currentVersionUrl: "/offers/v1.0/aws/AmazonEC2/20261101/eu-central-1/index.json",
        },
        "mars-north-1": { regionCode: "mars-north-1", currentVersionUrl: "/none.json" },
      },
    }),
  "/offers/v1.0/aws/AmazonEC2/20261101/eu-central-1/index.csv": () =>
    awsFile([
      "A1,OnDemand,Hrs,0.1234000000,USD,m8g.large,Shared,Linux,NA,Used",
      "A2,OnDemand,Hrs,0.2234000000,USD,m8g.large,Dedicated,Linux,NA,Used",
      "A3,OnDemand,Hrs,0.3234000000,USD,m8g.large,Shared,Windows,NA,Used",
      "A4,OnDemand,Hrs,0.4234000000,USD,m8g.large,Shared,Linux,SQL Std,Used",
      "A5,OnDemand,Hrs,0.0000000000,USD,m8g.large,Shared,Linux,NA,UnusedCapacityReservation",
      "A6,Reserved,Hrs,0.0500000000,USD,m8g.large,Shared,Linux,NA,Used",
      "A7,OnDemand,Hrs,0.0000000000,USD,m8g.xlarge,Shared,Linux,NA,Used",
    ]),
};

const AZURE: Answers = {
  "/api/retail/prices": (query, base) => {
    const item = (armSkuName: string, retailPrice: number, more: object = {}) => ({
      currencyCode: "USD",
      retailPrice,
      armRegionName: "westeurope",
      armSkuName,
      skuName: armSkuName.replace("Standard_", "").replaceAll("_", " "),
      productName: "Virtual Machines Dsv5 Series",
      type: "Consumption",
      unitOfMeasure: "1 Hour",
      ...more,
    });
    const first = [
      item("Standard_D2s_v5", 0.777),
      item("Standard_D2s_v5", 0.999, { productName: "Virtual Machines Dsv5 Series Windows" }),
      item("Standard_D2s_v5", 0.111, { skuName: "D2s v5 Low Priority" }),
    ];
    const second = [
      item("Standard_D2s_v5", 0.222, { skuName: "D2s v5 Spot" }),
      item("Standard_D4s_v5", 0.888, { armRegionName: "marseurope" }),
      item("Standard_Brand_New_v9", 0.5),
      item("Standard_D4s_v5", 0.4, { productName: "Dsv5 Series Cloud Services" }),
    ];
    const next = `${base}/api/retail/prices?$skip=3`;
    const last = query.has("$skip");
    return JSON.stringify({ Items: last ? second : first, NextPageLink: last ? null : next, Count: 3 });
  },
};

const GCP: Answers = {
  "/v1/services/6F81-5844-456A/skus": (query) => {
    assert.equal(query.get("key"), "secret");
    const sku = (description: string, usageType: string, nanos: number, more: object[] = []) => ({
      description,
      category: { resourceFamily: "Compute", resourceGroup: "CPU", usageType },
      serviceRegions: ["europe-west4", "mars-west1"],
      pricingInfo: [
        { pricingExpression: { tieredRates: [...more, { startUsageAmount: 0, unitPrice: { units: "0", nanos } }] } },
      ],
    });
    const free = { startUsageAmount: 0, unitPrice: { units: "0" } };
    if (query.get("pageToken") === "two") {
      return JSON.stringify({
        skus: [
          sku("N2 Instance Ram running in Netherlands", "OnDemand", 5_000_000),
          sku("Spot Preemptible N2 Instance Ram running in Netherlands", "Preemptible", 1_000_000),
        ],
      });
    }
    return JSON.stringify({
      skus: [
        sku("N2 Instance Core running in Netherlands", "OnDemand", 40_000_000, [free]),
        sku("Spot Preemptible N2 Instance Core running in Netherlands", "Preemptible", 8_000_000),
        sku("N2 Custom Instance Core running in Netherlands", "OnDemand", 90_000_000),
        sku("N2 Sole Tenancy Instance Core running in Netherlands", "OnDemand", 90_000_000),
        sku("Commitment v1: N2 Cpu in Netherlands for 1 Year", "Commit1Yr", 20_000_000),
      ],
      nextPageToken: "two",
    });
  },
};

describe("refresh, replayed against answers written by hand", () => {
  let server: Server;
  let base = "";
  let answers: Answers = {};

  before((done) => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", base);
      const answer = answers[pathname];
      response.writeHead(answer ? 200 : 404).end(answer?.(searchParams, base));
    });
    server.listen(0, "127.0.0.1", () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after(() => void server.close());

  function copyData(): string {
    const data = join(temporaryFolder(), "data");
    cpSync(DATA, data, { recursive: true });
    return data;
  }

  async function refreshed(cloud: string, from: Answers, data = copyData()) {
    answers = from;
    const result = await refresh({ cloud, data, date: "2026-11-01", key: "secret", baseUrl: base });
    const target = temporaryFolder();
    const [file = ""] = buildCatalogue(data, target).filter((each) => dirname(dirname(each)).endsWith(cloud));
    return { result, data, catalogue: loadCatalogue(file) };
  }

  it("takes AWS's plain Linux price, not Windows, dedicated, reserved or free ones", async () => {
    const { result, data, catalogue } = await refreshed("aws", AWS);
    assert.deepEqual(result, { quoted: 1, changed: 1, added: 0 });
    const price = catalogue.prices.priceOfMachine("m8g.large", "eu-central-1");
    assert.deepEqual(price, { usdPerHour: 0.1234, basis: { kind: "exact", date: "2026-11-01" } });
    assert.equal(catalogue.edition, "2026-11-01");
    assert.equal(catalogue.prices.priceOfMachine("m8g.xlarge", "eu-central-1")?.basis.kind, "estimate");
    assert.match(readFileSync(join(data, "clouds.csv"), "utf8"), /^azure,2026-06-18/m);
  });

  it("takes Azure's Linux and spot prices from all pages, not Windows and low priority", async () => {
    const { result, catalogue } = await refreshed("azure", AZURE);
    assert.deepEqual(result, { quoted: 3, changed: 2, added: 1 });
    const exact = { kind: "exact", date: "2026-11-01" };
    const price = (type: string, spot = false) => catalogue.prices.priceOfMachine(type, "westeurope", { spot });
    assert.deepEqual(price("Standard_D2s_v5"), { usdPerHour: 0.777, basis: exact });
    assert.deepEqual(price("Standard_D2s_v5", true), { usdPerHour: 0.222, basis: exact });
    assert.deepEqual(price("Standard_Brand_New_v9"), { usdPerHour: 0.5, basis: exact });
    assert.equal(price("Standard_D4s_v5")?.basis.date, "2026-06-18");
  });

  it("adds up Google's vCPUs and memory, and leaves what is priced otherwise", async () => {
    const { catalogue } = await refreshed("gcp", GCP);
    const price = (type: string, spot = false) => catalogue.prices.priceOfMachine(type, "europe-west4", { spot });
    assert.equal(price("n2-standard-4")?.usdPerHour, 4 * 0.04 + 16 * 0.005);
    assert.equal(price("n2-standard-4", true)?.usdPerHour, 4 * 0.008 + 16 * 0.001);
    assert.equal(price("n2-standard-4")?.basis.date, "2026-11-01");
    assert.equal(price("e2-standard-4")?.basis.date, "2026-07-30");
  });

  it("changes no choice: only prices are new", async () => {
    const { catalogue } = await refreshed("azure", AZURE);
    const choice = catalogue.choose({ vcpus: 2, memoryGib: 8, region: "westeurope" });
    const before = loadCatalogue(
      buildCatalogue(DATA, temporaryFolder()).find((file) => /azure.*catalogue/.test(file)) ?? "",
    );
    const then = before.choose({ vcpus: 2, memoryGib: 8, region: "westeurope" });
    assert.ok(choice.ok && then.ok);
    assert.equal(choice.type, then.type);
  });

  it("fails, and writes nothing, when the API answers otherwise or quotes nothing", async () => {
    const data = copyData();
    await assert.rejects(refreshed("azure", {}, data), /answered 404/);
    const empty = { "/api/retail/prices": () => '{"Items":[],"NextPageLink":null}' };
    await assert.rejects(refreshed("azure", empty, data), /quoted no price/);
    await assert.rejects(refreshed("moon", {}, data), /no price API of "moon"/);
    for (const file of ["prices.csv.gz", "clouds.csv", "bases.csv"]) {
      assert.deepEqual(readFileSync(join(data, file)), readFileSync(join(DATA, file)), file);
    }
  });
});
