import type { AskReadiness, Scope } from "@isobar/core/driver";
import { getInstanceGuestAttributes } from "@pulumi/gcp/compute/getInstanceGuestAttributes";
import type { Instance } from "@pulumi/gcp/compute/instance";
import { type Output, output } from "@pulumi/pulumi";
import { parseReport, seldom } from "./report";

/** Namespace and key of the guest attribute that holds state and log. It lives and ends with the machine. */
const ATTRIBUTE = "isobar/ready";
const PATH = `/computeMetadata/v1/instance/guest-attributes/${ATTRIBUTE}`;
const LOG_BYTES = 4096;
/** "Setting and querying guest attributes": at most ten queries a minute, those by which the machine writes among them. */
const INTERVAL_MS = 9000;

/**
 * Shell commands that write state and log to the machine's metadata server, which knows the machine without a
 * credential. They need nothing but bash and the core utilities.
 */
export function reportReady(): string {
  const head = [
    `PUT ${PATH} HTTP/1.1`,
    "Host: metadata.google.internal",
    "Metadata-Flavor: Google",
    "Content-Length: %s",
    "Connection: close",
  ].join("\\r\\n");
  return [
    `  local status= value="$1:$(tail -c ${LOG_BYTES} "$2" 2> /dev/null | base64 -w 0)"`,
    "  exec 3<> /dev/tcp/169.254.169.254/80 || return 1",
    `  printf '${head}\\r\\n\\r\\n%s' "\${#value}" "$value" >&3`,
    "  read -r -t 10 _ status _ <&3",
    "  exec 3>&-",
    `  [ "\${status:0:1}" = 2 ]`,
  ].join("\n");
}

/** Asks what the machine wrote last. */
export function readinessOf(scope: Scope, instance: Instance): Output<AskReadiness> {
  const { project, zone, name } = instance;
  return output({ project, zone, name }).apply((machine): AskReadiness => {
    const args = { ...machine, variableKey: ATTRIBUTE };
    const ask = async () => parseReport((await getInstanceGuestAttributes(args, scope.invoke)).variableValue);
    return seldom(ask, INTERVAL_MS);
  });
}
