/** A card as people call it: "NVIDIA H100 80GB HBM3" is an H100. */
export function shortGpuName(name: string): string {
  return name
    .replace(/^NVIDIA\s+/i, "")
    .replace(/^(?:GeForce|Tesla|Quadro)\s+/i, "")
    .replace(/[\s-]+(?:PCIe|SXM\d?|NVL|HBM\w*)\b/gi, "")
    .replace(/[\s-]+\d+\s?GB\b/gi, "")
    .replace(/\s+Generation$/i, "")
    .trim()
}
