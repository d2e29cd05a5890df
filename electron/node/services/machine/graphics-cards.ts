import { join } from "node:path"
import type { OtherGpu } from "#common/domain/hardware"
import { cardName, type PciCard, pciCard } from "#common/domain/machine/pci-cards"
import type { Ports } from "../../ports"

const PCI_DEVICES = "/sys/bus/pci/devices"
const PCI_IDS: readonly string[] = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids"]

/** The cards on the PCI bus, whoever made them and whether or not a driver drives them. */
export interface GraphicsCards {
  readonly nvidia: readonly string[]
  readonly others: readonly OtherGpu[]
}

/** Looks at the bus itself: this works without any driver, needs no program and takes a few milliseconds. */
export async function readGraphicsCards(ports: Pick<Ports, "files" | "system">): Promise<GraphicsCards> {
  const cards = await pciCards(ports)
  // Names are wanted for cards nvidia-smi cannot name; the list is a megabyte and read only then.
  const names = cards.length === 0 ? "" : await pciNames(ports)
  const named = cards.map((card) => ({ card, name: cardName(card, names) }))
  const nvidia = named.filter(({ card }) => card.vendor === "NVIDIA")
  const others = named.flatMap(({ card, name }) =>
    card.vendor === "NVIDIA" ? [] : [{ vendor: card.vendor, card, name }],
  )
  const wantsNames = nvidia.length === 0 && others.some(({ name }) => name === null)
  const slow = wantsNames ? await slowNames(ports) : []
  return {
    nvidia: nvidia.map(({ card, name }) => name ?? plainName(card)),
    others: others.map(({ vendor, card, name }) => ({
      vendor,
      name: name ?? slow.find((one) => one.vendor.includes(vendor))?.name ?? plainName(card),
    })),
  }
}

async function pciCards({ files }: Pick<Ports, "files">): Promise<readonly PciCard[]> {
  const devices = await files.list(PCI_DEVICES).catch(() => [])
  const names = devices.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1))
  const found = await Promise.all(
    names.map(async (name) => {
      const modalias = await files.readText(join(PCI_DEVICES, name, "modalias")).catch(() => null)
      return modalias === null ? null : pciCard(modalias)
    }),
  )
  return found.filter((card) => card !== null)
}

async function pciNames({ files }: Pick<Ports, "files">): Promise<string> {
  for (const path of PCI_IDS) {
    const text = await files.readText(path).catch(() => null)
    if (text !== null) return text
  }
  return ""
}

/** Takes seconds; only where a card of another maker is all there is, on a system without pci.ids. */
async function slowNames(ports: Pick<Ports, "system">): Promise<readonly { vendor: string; name: string }[]> {
  return ports.system.graphicsNames().catch(() => [])
}

function plainName({ vendor, vendorId, deviceId }: PciCard): string {
  return `${vendor} ${vendorId}:${deviceId}`
}
