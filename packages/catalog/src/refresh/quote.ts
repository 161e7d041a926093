/** A price of a machine as a vendor quotes it today: US dollars per hour, Linux, shared tenancy. */
export interface Quote {
  readonly region: string;
  readonly type: string;
  readonly onDemand?: number;
  readonly spot?: number;
}

/** What the vendors' price APIs are asked about. */
export interface Source {
  /** Address of the API; another one in tests. */
  readonly baseUrl: string;
  /** Regions that the catalogue knows. */
  readonly regions: readonly string[];
}

/** @throws Error with the address when the answer is not a success. */
export async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status} ${response.statusText}`);
  return response;
}
