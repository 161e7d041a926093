import { once } from "node:events";
import { withControls } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { findBackends, loadProviders } from "../sandbox/discovery.js";
import { prepareStateFolder, projectFolder, stateFolder } from "../sandbox/state-folder.js";
import { openBrowser } from "../ui/browser.js";
import { serveUi } from "../ui/server.js";
import type { StateOption } from "./controls.js";

export interface UiOptions extends StateOption {
  readonly port?: string;
  readonly open: boolean;
}

/** Serves the live page of the project's sandbox until the process is told to end. */
export async function showUi({ state, port, open }: UiOptions): Promise<void> {
  const cwd = process.cwd();
  const folder = stateFolder(cwd, process.env, state);
  const providers = loadProviders(findBackends([cwd, projectFolder(cwd) ?? cwd]), cwd);
  prepareStateFolder(folder);
  await withControls(folder, providers, async (controls) => {
    const option = state === undefined ? "" : `--state ${/^[\w./-]+$/.test(state) ? state : `'${state}'`}`;
    const ended = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal)));
    const ui = await serveUi({
      controls,
      providers,
      folder,
      option,
      ...(port !== undefined && { port: portOf(port) }),
    });
    process.stdout.write(`${ui.address}\n`);
    process.stderr.write(`isobar: the page of the sandbox ${folder}; Ctrl-C ends it\n`);
    if (open) openBrowser(ui.opener);
    await ended;
    await ui.close();
  });
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError(`--port ${text}: give a number from 0, which takes a free one, to 65535`);
}
