import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** Where an SDK declares one resource or function. */
export interface Location {
  /** Absolute path of the `.d.ts` file. */
  readonly file: string;
  /** Name of the class or function there. */
  readonly name: string;
}

/**
 * Finds the declaration of a token. `aws:s3/bucket:Bucket` lies in `s3/bucket.d.ts`, `azure-native:storage:StorageAccount`
 * in `storage/storageAccount.d.ts`; the case of file names follows no rule, so it is not compared.
 */
export function locate(sdkDir: string, token: string): Location {
  const [, path = "", name = ""] = token.split(":");
  const [module = "", member = name] = path.split("/");
  const folder = module === "index" ? sdkDir : join(sdkDir, module);
  // `index.d.ts` is the module itself, so a resource called Index lies in `index_.d.ts`.
  const wanted = `${member === "index" ? "index_" : member}.d.ts`.toLowerCase();
  const file = existsSync(folder) ? readdirSync(folder).find((entry) => entry.toLowerCase() === wanted) : undefined;
  const location = file && { file: join(folder, file), name };
  if (!location || !declares(location.file, token)) {
    throw new Error(`${sdkDir} declares no ${token}: check the token's spelling and the SDK's version`);
  }
  return location;
}

/** Whether the JavaScript beside a declaration registers or invokes exactly this token. */
function declares(declaration: string, token: string): boolean {
  const script = readFileSync(declaration.replace(/\.d\.ts$/, ".js"), "utf8");
  return script.includes(`'${token}'`) || script.includes(`"${token}"`);
}

/** Where an SDK with one file per resource declares each of its resources, by token. */
export function locateAll(sdkDir: string): ReadonlyMap<string, Location> {
  const scripts = readdirSync(sdkDir, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".js") && !file.split(sep).includes("node_modules"),
  );
  const found = new Map<string, Location>();
  for (const script of scripts) {
    const file = join(sdkDir, script);
    const token = /__pulumiType = ["']([^"':]+:[^"']+)["']/.exec(readFileSync(file, "utf8"))?.[1];
    const name = token?.split(":").at(-1);
    if (token && name) found.set(token, { file: file.replace(/\.js$/, ".d.ts"), name });
  }
  return found;
}
