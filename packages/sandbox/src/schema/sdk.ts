import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** npm name and version of an installed SDK, such as `@pulumi/aws@7.48.0`. */
export function sdkVersion(sdkDir: string): string {
  const { name, version } = manifestOf(sdkDir);
  return `${name}@${version}`;
}

/**
 * The folder of the provider SDK that a backend's package depends on.
 *
 * @throws if it depends on none, or on several.
 */
export function findSdk(packageDir: string): string {
  const { name, dependencies = {} } = manifestOf(packageDir);
  const [sdk, ...others] = Object.keys(dependencies).filter(
    (dependency) => dependency.startsWith("@pulumi/") && dependency !== "@pulumi/pulumi",
  );
  if (!sdk || others.length > 0) {
    throw new Error(
      `${name} must have exactly one provider SDK in its dependencies, has ${sdk ? [sdk, ...others] : "none"}`,
    );
  }
  return dirname(createRequire(join(packageDir, "package.json")).resolve(`${sdk}/package.json`));
}

function manifestOf(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
}
