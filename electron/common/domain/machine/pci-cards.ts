/** A graphics card on the PCI bus, with or without a driver. */
export interface PciCard {
  readonly vendor: "NVIDIA" | "AMD" | "Intel"
  /** Four hexadecimal digits each, lower case, as in pci.ids. */
  readonly vendorId: string
  readonly deviceId: string
}

const VENDORS: Readonly<Record<string, PciCard["vendor"]>> = {
  "10de": "NVIDIA",
  "1002": "AMD",
  "8086": "Intel",
}

/**
 * The graphics card behind a device's `modalias` (`pci:v000010DEd00002330sv…bc03sc02i00`); null for any other
 * device, and for the display chips of virtual machines and server boards.
 */
export function pciCard(modalias: string): PciCard | null {
  const groups =
    /^pci:v0000(?<vendor>[0-9A-F]{4})d0000(?<device>[0-9A-F]{4}).*bc(?<class>[0-9A-F]{2})sc/.exec(
      modalias,
    )?.groups
  const vendorId = groups?.["vendor"]?.toLowerCase() ?? ""
  const vendor = VENDORS[vendorId]
  // Class 03: display controllers, those without a monitor included. The card's sound device is class 04.
  if (vendor === undefined || groups?.["class"] !== "03") return null
  return { vendor, vendorId, deviceId: groups["device"]?.toLowerCase() ?? "" }
}

/** The name a person knows a card by, out of the system's pci.ids; null when it is not listed. */
export function cardName(card: PciCard, pciIds: string): string | null {
  const start = pciIds.search(new RegExp(`^${card.vendorId} `, "m"))
  if (start < 0) return null
  // The vendor's devices are the indented lines up to the next vendor.
  const next = pciIds.slice(start + 1).search(/^[0-9a-f]{4} /m)
  const devices = pciIds.slice(start, next < 0 ? undefined : start + 1 + next)
  const entry = new RegExp(`^\\t${card.deviceId}\\s+(.+)$`, "m").exec(devices)?.[1]
  if (entry === undefined) return null
  // `AD102 [GeForce RTX 4090]`: the chip, then the card.
  return /\[([^\]]+)\]\s*$/.exec(entry)?.[1] ?? entry.trim()
}
