const KNOWN: Readonly<Record<string, string>> = { aws: "AWS", gcp: "GCP", azure: "AZ", kubernetes: "K8S" };

/** A cloud in few letters and a colour of its own. */
export function Badge({ cloud }: { readonly cloud: string }) {
  return (
    <span class="badge" data-cloud={cloud} aria-hidden="true">
      {KNOWN[cloud] ?? cloud.slice(0, 3).toUpperCase()}
    </span>
  );
}
