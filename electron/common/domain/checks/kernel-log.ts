/** A fault of a card as the kernel's log tells it. */
export interface XidLine {
  readonly pciBusId: string
  readonly xid: number
  readonly text: string
}

/** A process the kernel ended because memory ran out. */
export interface OomKill {
  readonly pid: number
  readonly name: string
  readonly residentBytes: number | null
}

/** What the kernel's log tells about cards and memory, oldest first. */
export interface KernelLog {
  readonly xids: readonly XidLine[]
  readonly oomKills: readonly OomKill[]
}

/** Reads `dmesg` or `journalctl -k`, whatever stands before the messages. */
export function readKernelLog(text: string): KernelLog {
  const xids: XidLine[] = []
  const oomKills: OomKill[] = []
  for (const line of text.split("\n")) {
    const xid = /NVRM: Xid \(PCI:([0-9a-fA-F:.]+)\): (\d+)/.exec(line)
    if (xid !== null) xids.push({ pciBusId: xid[1] ?? "", xid: Number(xid[2]), text: messageOf(line) })
    const kill = /Killed process (\d+) \(([^)]*)\)(?:.*?anon-rss:(\d+)kB)?/.exec(line)
    if (kill !== null) {
      const residentBytes = kill[3] === undefined ? null : Number(kill[3]) * 1024
      oomKills.push({ pid: Number(kill[1]), name: kill[2] ?? "", residentBytes })
    }
  }
  return { xids, oomKills }
}

/** The message without the time and host before it. */
function messageOf(line: string): string {
  return line.slice(line.indexOf("NVRM:")).trim().slice(0, 300)
}
