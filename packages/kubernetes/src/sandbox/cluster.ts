import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import type { Props } from "@isobar/sandbox";
import { parse } from "yaml";
import { objects, props, text } from "./values";

/** The parts of a kubeconfig that say where objects go. */
export interface Cluster {
  /** Address of the API server; empty for the sandbox's own cluster. */
  readonly server: string;
  /** Where objects without a namespace go. */
  readonly namespace: string;
}

/**
 * The cluster that a provider is configured for. A provider without a kubeconfig is for the sandbox's own one: the user's files
 * are never looked into.
 *
 * @throws Error in the provider's words if the kubeconfig can't be read or lacks the context.
 */
export function clusterOf(config: Props): Cluster {
  const namespace = text(config.namespace);
  const kubeconfig = text(config.kubeconfig);
  if (!kubeconfig?.trim()) return { server: "", namespace: namespace ?? "default" };
  const parsed = readKubeconfig(kubeconfig);
  const name = text(config.context) ?? text(parsed["current-context"]);
  const contexts = objects(parsed.contexts);
  const context = contexts.find((entry) => entry.name === name);
  if (!context && text(config.context)) throw new Error(`context "${name}" does not exist`);
  const chosen = text(config.cluster) ?? text(props(context?.context).cluster);
  const cluster = objects(parsed.clusters).find((entry) => entry.name === chosen);
  const server = text(props(cluster?.cluster).server);
  if (!server) throw new Error(`invalid configuration: no server found for cluster "${chosen ?? ""}"`);
  return { server, namespace: namespace ?? text(props(context?.context).namespace) ?? "default" };
}

/** @param given The contents of a kubeconfig, or its path. */
function readKubeconfig(given: string): Props {
  const path = given.trim().replace(/^~(?=\/)/, homedir());
  const contents =
    !path.includes("\n") && !path.startsWith("{") && existsSync(path) ? readFileSync(path, "utf8") : given;
  let parsed: unknown;
  try {
    parsed = parse(contents);
  } catch (error) {
    throw new Error(`failed to parse kubeconfig: ${(error as Error).message.split("\n")[0]}`);
  }
  if (typeof parsed !== "object" || parsed === null)
    throw new Error(`failed to parse kubeconfig: it is no such file and no YAML of one`);
  return props(parsed);
}

export function scopeOf(config: Props): string {
  return clusterOf(config).server;
}

/** "Provider": replaced for `clusterIdentifier` alone where it is set, else when the kubeconfig leads to another cluster. */
export function moves(before: Props, after: Props): boolean {
  const [old, wanted] = [text(before.clusterIdentifier), text(after.clusterIdentifier)];
  if (old !== undefined || wanted !== undefined) return old !== wanted;
  try {
    return scopeOf(before) !== scopeOf(after);
  } catch {
    return false;
  }
}

/** Why the provider would refuse its configuration. */
export function refuseConfig(config: Props): string | undefined {
  try {
    clusterOf(config);
  } catch (error) {
    return (error as Error).message;
  }
  // "Provider": manifests are written to a folder instead of a cluster.
  return config.renderYamlToDirectory === undefined
    ? undefined
    : "renderYamlToDirectory is not simulated by the sandbox: leave it out there";
}
