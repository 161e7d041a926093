/** The parts of an Azure Resource Manager id. */
export interface ResourceId {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Namespace and types, such as `Microsoft.Storage/storageAccounts/blobServices/containers`. */
  readonly type: string;
  /** Names from the outermost resource in. */
  readonly names: readonly string[];
}

/** The form of a subscription's id. */
export const SUBSCRIPTION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const FORM = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/i;

/** Takes an id such as `/subscriptions/…/resourceGroups/…/providers/…` apart; undefined for anything else. */
export function parseResourceId(id: string): ResourceId | undefined {
  const [, subscription, resourceGroup, namespace, path] = FORM.exec(id) ?? [];
  if (!subscription || !resourceGroup || !namespace || !path) return undefined;
  const segments = path.split("/");
  if (segments.length % 2 !== 0 || segments.includes("")) return undefined;
  const types = segments.filter((_, i) => i % 2 === 0);
  const names = segments.filter((_, i) => i % 2 === 1);
  return { subscription, resourceGroup, type: [namespace, ...types].join("/"), names };
}

/** The subscription that a resource belongs to. */
export function subscriptionOf(id: string): string {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1] ?? "";
}

/** True if the id is that of a resource of this type; ids don't distinguish case. */
export function isOfType(id: ResourceId | undefined, type: string): id is ResourceId {
  return id?.type.toLowerCase() === type.toLowerCase();
}

/** The same text for all spellings of an id: case must not replace anything. */
export function sameId(id: string): string {
  return id.toLowerCase();
}
