/** `3.1 GB`; decimal, as disks and networks are sold. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"]
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`
}

/** `79.2 GiB`; binary, as GPU memory is counted. */
export function memoryText(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`
}

/** `42 s` or `3 min 5 s`. */
export function secondsText(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  return `${minutes} min ${Math.round(seconds - minutes * 60)} s`
}

/** Values of a problem as people read them: what ends in `Bytes` is a size. */
export function readableValues(
  values: Readonly<Record<string, string | number>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" && name.endsWith("Bytes") ? bytesText(value) : value,
    ]),
  )
}
