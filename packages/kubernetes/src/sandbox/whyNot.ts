/** Why something of the provider is not simulated, and what to do instead. */
export function whyNot(token: string): string | undefined {
  const [, path = ""] = token.split(":");
  if (path.startsWith("helm")) {
    return "charts are rendered by Helm, which the sandbox doesn't have; give the chart's objects as resources, or leave it out there";
  }
  if (path.startsWith("kustomize"))
    return "folders are rendered by Kustomize, which the sandbox doesn't have; give its objects as resources";
  if (path.startsWith("yaml"))
    return "YAML files are read by the real provider alone; give the objects as resources of their own kinds";
  if (token.endsWith("List")) return "an API server creates no lists; give the objects as resources of their own kinds";
  if (token.endsWith("Patch"))
    return "patches of objects that others own need a cluster of other owners; deploy them to a real one";
  return undefined;
}
