import { mocksOf, type Props, type SimulatedProvider } from "@isobar/sandbox";
import { type BackendPackage, loadProviders } from "../sandbox/discovery.js";
import type { Answer } from "./monitor.js";

type Calls = Readonly<Record<string, (args: Props) => Props>>;

/**
 * Lets the simulated clouds answer what doesn't depend on what exists: which images, zones and machine types there are. What
 * they refuse, or don't simulate, is unknown.
 *
 * @param backends Loaded at the first call.
 * @param region Of calls that name none.
 */
export function simulatedAnswers(backends: readonly BackendPackage[], region: string): Answer {
  let providers: readonly SimulatedProvider[] | undefined;
  const calls = new Map<string, Calls>();
  return ({ token, args, provider: config }) => {
    providers ??= loadProviders(backends, "this program");
    const provider = providers.find((it) => it.functions.some((one) => one.token === token));
    if (!provider) return undefined;
    const [own, configured] = [args[provider.regionKey], config[provider.regionKey]];
    const where = [own, configured].find((it): it is string => typeof it === "string") ?? region;
    const key = `${provider.package} ${where}`;
    const known = calls.get(key) ?? mocksOf(provider, where).calls;
    calls.set(key, known);
    try {
      return known[token]?.(args);
    } catch {
      return undefined;
    }
  };
}
