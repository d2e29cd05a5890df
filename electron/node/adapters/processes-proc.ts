import { readFileSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import type { ProcessInfo } from "../ports"

/** What the first line of /proc/<pid>/stat tells that we need. */
interface ProcessStat {
  readonly name: string
  readonly state: string
  readonly parentPid: number
  readonly groupId: number
  readonly startTicks: number
}

/** The process with that pid; null when there is none, when it is a zombie, and where there is no /proc. */
export async function readProcess(pid: number): Promise<ProcessInfo | null> {
  const stat = await readStat(pid)
  if (stat === null) return null
  const [commandLine, status] = await Promise.all([readProc(pid, "cmdline"), readProc(pid, "status")])
  return {
    pid,
    parentPid: stat.parentPid,
    groupId: stat.groupId,
    startTicks: stat.startTicks,
    name: stat.name,
    commandLine: splitArguments(commandLine ?? ""),
    user: await userName(/^Uid:\s+(\d+)/m.exec(status ?? "")?.[1]),
    residentBytes: Number(/^VmRSS:\s+(\d+) kB/m.exec(status ?? "")?.[1] ?? 0) * 1024,
  }
}

/** The environment a process was started with; null where this user may not look. */
export async function readEnvironment(pid: number): Promise<Readonly<Record<string, string>> | null> {
  const text = await readProc(pid, "environ")
  if (text === null) return null
  const entries = text.split("\0").flatMap((entry): [string, string][] => {
    const at = entry.indexOf("=")
    return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)]] : []
  })
  return Object.fromEntries(entries)
}

/** Every process whose environment holds the entry, as far as this user may look. */
export async function readProcessesByEnvironment(name: string, value: string): Promise<ProcessInfo[]> {
  const entry = `${name}=${value}`
  return readProcessesWhere(
    async (pid) => (await readProc(pid, "environ"))?.split("\0").includes(entry) ?? false,
  )
}

export async function readProcessesByGroup(groupId: number): Promise<ProcessInfo[]> {
  return readProcessesWhere(async (pid) => (await readStat(pid))?.groupId === groupId)
}

/** The start time of a process of ours that nobody has reaped yet; 0 where there is no /proc. */
export function startTicksNow(pid: number): number {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"))?.startTicks ?? 0
  } catch {
    return 0
  }
}

/** The parts of a stat line. The name stands in brackets and may itself hold brackets and spaces. */
export function parseStat(line: string): ProcessStat | null {
  const open = line.indexOf("(")
  const close = line.lastIndexOf(")")
  if (open < 0 || close < open) return null
  const fields = line.slice(close + 2).split(" ")
  const [state, parent, group] = fields
  const start = fields[19]
  if (state === undefined || parent === undefined || group === undefined || start === undefined) return null
  return {
    name: line.slice(open + 1, close),
    state,
    parentPid: Number(parent),
    groupId: Number(group),
    startTicks: Number(start),
  }
}

async function readProcessesWhere(matches: (pid: number) => Promise<boolean>): Promise<ProcessInfo[]> {
  const names = await readdir("/proc").catch(() => [])
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map(async (pid) => ((await matches(pid)) ? readProcess(pid) : null)))
  return found.filter((process) => process !== null)
}

/** A process that renamed itself leaves padding behind its title. */
function splitArguments(text: string): readonly string[] {
  const trimmed = text.replace(/\0+$/, "")
  return trimmed === "" ? [] : trimmed.split("\0")
}

/** A zombie has ended: it holds nothing and answers nothing, so it counts as not there. */
async function readStat(pid: number): Promise<ProcessStat | null> {
  const line = await readProc(pid, "stat")
  const stat = line === null ? null : parseStat(line)
  return stat === null || stat.state === "Z" || stat.state === "X" ? null : stat
}

async function readProc(
  pid: number,
  file: "stat" | "status" | "cmdline" | "environ",
): Promise<string | null> {
  return readFile(`/proc/${pid}/${file}`, "utf8").catch(() => null)
}

let users: Promise<ReadonlyMap<string, string>> | null = null

/** The name behind a user id; the id itself where only a directory service knows the name. */
async function userName(uid: string | undefined): Promise<string | null> {
  if (uid === undefined) return null
  users ??= readFile("/etc/passwd", "utf8").then(parsePasswd, () => new Map<string, string>())
  return (await users).get(uid) ?? uid
}

function parsePasswd(text: string): ReadonlyMap<string, string> {
  const entries = text.split("\n").flatMap((line): [string, string][] => {
    const [name, , uid] = line.split(":")
    return name !== undefined && uid !== undefined ? [[uid, name]] : []
  })
  // The first name of an id is the one the system shows.
  return new Map(entries.toReversed())
}
