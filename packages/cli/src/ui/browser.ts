import { spawn } from "node:child_process";

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens an address in the user's browser, where there is a desktop to show it on. */
export function openBrowser(address: string, env: NodeJS.ProcessEnv = process.env): void {
  const desktop = process.platform in OPENERS || env.DISPLAY || env.WAYLAND_DISPLAY;
  if (!desktop) return;
  const [command, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, address], { stdio: "ignore", detached: true });
  // The address is printed as well.
  child.once("error", () => undefined);
  child.unref();
}
