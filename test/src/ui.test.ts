import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { Project } from "@isobar/tools";
import { type Browser, chromium, type Page } from "playwright-core";

const ISOBAR = path.resolve(__dirname, "../../packages/cli/bin/isobar.js");

/** A browser of the Chromium family: `CHROME_PATH`, else one on PATH. */
function findBrowser(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [process.env.CHROME_PATH ?? "", ...onPath].find((file) => file !== "" && fs.existsSync(file));
}

describe("the live page of the sandbox, in a real browser", () => {
  let project: Project;
  let ui: ChildProcess;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async function () {
    const executablePath = findBrowser();
    if (executablePath === undefined) {
      console.log("    no Chromium on PATH or in CHROME_PATH: the live page is not tested");
      return this.skip();
    }
    project = await Project.create("web-and-data", "aws");
    const options = { cwd: project.folder, env: project.environment };
    ui = spawn(process.execPath, [ISOBAR, "sandbox", "ui", "--no-open"], options);
    const [address] = ui.stdout ? await once(ui.stdout, "data") : [];
    // Chromium refuses its own sandbox to root.
    browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (new URL(request.url()).hostname !== "127.0.0.1") complaints.push(request.url());
    });
    await page.goto(String(address).trim());
  });
  after(async () => {
    await browser?.close();
    ui?.kill("SIGINT");
    await project?.close();
  });

  it("says what to do while there is nothing", async () => {
    await page.getByRole("heading", { name: "Nothing was deployed here yet" }).waitFor();
    await page.getByText("isobar sandbox -- pulumi up").waitFor();
  });

  it("shows what a program makes, without being loaded again, and its relations", async () => {
    const map = page.getByRole("group", { name: /^Map of the resources/ });
    assert.equal((await project.up()).code, 0);
    const { length } = await project.resources();
    await page.getByText(`${length} resources`, { exact: true }).waitFor();
    await map.getByRole("group", { name: "Network net" }).getByRole("button", { name: "net, Vpc" }).waitFor();
    await map.getByRole("button", { name: "web, Instance" }).click();
    const details = page.getByRole("complementary", { name: "Resource web" });
    await details.getByText("i-").first().waitFor();
    await details.getByRole("button", { name: "web-network-interface" }).first().click();
    await page.getByRole("complementary", { name: "Resource web-network-interface" }).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("complementary").count(), 0);
  });

  it("has a list, a filter and places to look at", async () => {
    await page.getByRole("button", { name: "List" }).click();
    await page.keyboard.press("/");
    await page.keyboard.type("bucket versioning");
    const rows = page.getByRole("table").locator("tbody tr:not(.space)");
    assert.deepEqual(await rows.locator("td.name").allTextContents(), ["data-versioning"]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^eu-central-1/ }).click();
    assert.ok((await rows.count()) > 10);
    await page.getByRole("button", { name: "Map" }).click();
  });

  it("switches a fault on, which the next deployment meets, and off again", async () => {
    await page.getByRole("button", { name: "Add a fault", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Add a fault" });
    await dialog.getByLabel("What goes wrong").selectOption("lost-answer");
    await dialog.getByLabel("Type, with * for any part").fill("aws:ec2/instance:*");
    await dialog.getByLabel("Calls", { exact: true }).fill("first");
    await dialog.getByRole("button", { name: "Switch it on" }).click();
    await dialog
      .getByRole("alert")
      .getByText(/give one call/)
      .waitFor();
    await dialog.getByLabel("Calls", { exact: true }).fill("1-");
    await dialog.getByText("isobar sandbox fault add 'lost-answer:type=aws:ec2/instance:*,calls=1-'").waitFor();
    await dialog.getByRole("button", { name: "Switch it on" }).click();
    const fault = page.getByRole("switch", { name: "Fault lost-answer:type=aws:ec2/instance:*,calls=1-" });
    await page.getByText("1 fault is on").waitFor();

    await project.must("config", "set", "memoryGib", "16");
    const failed = await project.up();
    assert.notEqual(failed.code, 0);
    assert.match(failed.output, /Instance "web": read: connection reset by peer/);
    const calls = page.getByRole("region", { name: "Calls" });
    await calls.getByRole("button", { name: /^Refused only/ }).click();
    await calls.getByRole("listitem").first().waitFor();
    const [call, ...others] = await calls.getByRole("listitem").allTextContents();
    assert.match(String(call), /update *Instance *web.*lost-answer/);
    assert.deepEqual(others, []);

    await fault.click();
    await page.locator("[role=switch][aria-checked=false]").waitFor();
    assert.equal((await project.up()).code, 0);
  });

  it("works without an error, and asks nobody else", () => {
    // The refused fault of the form above is an answer of the server, which browsers log.
    assert.deepEqual(
      complaints.filter((text) => !text.includes("400 (Bad Request)")),
      [],
    );
  });
});
