import * as fs from "node:fs";
import Module from "node:module";
import * as path from "node:path";

const SHARED = /^@isobar\/sandbox(\/|$)/;

type Resolve = (request: string, parent?: { readonly filename?: string | null } | null, ...rest: unknown[]) => string;

const folders: string[] = [];

/**
 * Gives a backend's modules this command's own copy of `@isobar/sandbox`. They need not have one, and with one of their
 * own its errors would be strangers here.
 */
export function shareSandbox(backendFolder: string): void {
  if (folders.length === 0) redirect(Module as unknown as { _resolveFilename: Resolve });
  folders.push(`${fs.realpathSync(backendFolder)}${path.sep}`);
}

function redirect(modules: { _resolveFilename: Resolve }): void {
  const resolve = modules._resolveFilename;
  modules._resolveFilename = (request, parent, ...rest) => {
    const isBackend = SHARED.test(request) && folders.some((folder) => parent?.filename?.startsWith(folder));
    return isBackend ? require.resolve(request) : resolve(request, parent, ...rest);
  };
}
