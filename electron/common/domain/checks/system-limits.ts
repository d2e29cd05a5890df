/** The hard limit of open files in `/proc/self/limits`; Infinity for none, null when it is not told. */
export function openFilesLimit(limits: string): number | null {
  const found = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1]
  if (found === undefined) return null
  return found === "unlimited" ? Infinity : Number(found)
}

/** CUDA as torch names the one it was built with: `2.11.0+cu130` → `13.0`; null for a build without. */
export function cudaOfTorch(torch: string): string | null {
  const digits = /\+cu(\d{2,3})\b/.exec(torch)?.[1]
  return digits === undefined ? null : `${digits.slice(0, -1)}.${digits.slice(-1)}`
}
