/** "A100-80GB" is "A100", "H100NVL-94GB" is "H100NVL". */
export function shortName(model: string): string {
  return model.replace(/-\d+gb$/i, "");
}
