import { join } from "node:path"
import { z } from "zod"
import type { AppInfo } from "#common/contract/settings"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { Home } from "../home"
import type { Ports } from "../ports"
import { makePrivateFolder } from "./token-file"

/** How long two programs started at once get to agree who goes on, ms. */
const AGREE_WITHIN_MS = 1000
const LOOK_AGAIN_MS = 20

const FRONT_DOORS = ["desktop", "browser", "terminal"] as const satisfies readonly AppInfo["frontDoor"][]

/** The program that has this home, and how to reach it. */
export interface OwnerRecord {
  readonly pid: number
  readonly startTicks: number
  readonly frontDoor: AppInfo["frontDoor"]
  /** Unix socket that speaks the contract. */
  readonly socketPath: string
  /** Address of the browser door, without secret; null when there is none. */
  readonly address: string | null
}

const ownerSchema: z.ZodType<OwnerRecord> = z.object({
  pid: z.int(),
  startTicks: z.number(),
  frontDoor: z.enum(FRONT_DOORS),
  socketPath: z.string(),
  address: z.string().nullable(),
})

export interface Ownership {
  /** Lets other programs find this one, once it can be reached. */
  announce(where: Pick<OwnerRecord, "socketPath" | "address">): Promise<void>
  /** Gives the home back; the next program may have it at once. */
  release(): Promise<void>
}

type OwnerPorts = Pick<Ports, "files" | "processes" | "clock">
type RunFolder = Pick<Home, "run">

/** A claim is a file named after a process that can never come back: a dead one's claim means nothing. */
interface Claim {
  readonly pid: number
  readonly startTicks: number
  readonly path: string
}

/**
 * Takes the home for this process: exactly one at a time has it, whatever the front door. Everyone who wants it puts
 * down a claim and looks at the others': alone, it is the owner. Of several only the one that started first waits,
 * the rest withdraw. Throws `home-in-use`.
 */
export async function claimHome(
  ports: OwnerPorts,
  home: RunFolder,
  frontDoor: AppInfo["frontDoor"],
  pid = process.pid,
): Promise<Ownership> {
  await makePrivateFolder(home.run)
  const mine = await putClaim(ports, home, frontDoor, pid)
  const endMs = ports.clock.now() + AGREE_WITHIN_MS
  for (;;) {
    const others = (await liveClaims(ports, home)).filter(({ path }) => path !== mine.path)
    const [first] = others
    if (first === undefined) return ownershipOf(ports, home, frontDoor, mine)
    if (others.some((other) => isOlder(other, mine)) || ports.clock.now() >= endMs) {
      await ports.files.remove(mine.path)
      throw new ProblemError(await inUse(ports, home, first))
    }
    await ports.clock.sleep(LOOK_AGAIN_MS)
  }
}

/** The program that has the home and can be reached; null when there is none. */
export async function findOwner(ports: OwnerPorts, home: RunFolder): Promise<OwnerRecord | null> {
  const text = await ports.files.readText(recordPath(home))
  const owner = text === null ? null : readRecord(text)
  return owner !== null && (await isAlive(ports, owner)) ? owner : null
}

async function putClaim(
  ports: OwnerPorts,
  home: RunFolder,
  frontDoor: AppInfo["frontDoor"],
  pid: number,
): Promise<Claim> {
  const startTicks = (await ports.processes.find(pid))?.startTicks ?? 0
  const folder = claimsFolder(home)
  await ports.files.makeFolder(folder)
  const path = join(folder, `${pid}-${startTicks}`)
  await ports.files.writeText(path, frontDoor, 0o600)
  return { pid, startTicks, path }
}

/** Claims of living processes; those of the dead are cleared away in passing. */
async function liveClaims(ports: OwnerPorts, home: RunFolder): Promise<readonly Claim[]> {
  const folder = claimsFolder(home)
  const live: Claim[] = []
  for (const { name } of await ports.files.list(folder)) {
    const parts = /^(?<pid>\d+)-(?<startTicks>\d+)$/.exec(name)?.groups
    if (parts === undefined) continue
    const claim = {
      pid: Number(parts["pid"]),
      startTicks: Number(parts["startTicks"]),
      path: join(folder, name),
    }
    if (await isAlive(ports, claim)) live.push(claim)
    else await ports.files.remove(claim.path)
  }
  return live
}

async function isAlive(
  ports: OwnerPorts,
  process: { readonly pid: number; readonly startTicks: number },
): Promise<boolean> {
  return (await ports.processes.find(process.pid))?.startTicks === process.startTicks
}

function isOlder(one: Claim, other: Claim): boolean {
  return one.startTicks === other.startTicks ? one.pid < other.pid : one.startTicks < other.startTicks
}

function ownershipOf(
  ports: OwnerPorts,
  home: RunFolder,
  frontDoor: AppInfo["frontDoor"],
  { pid, startTicks, path }: Claim,
): Ownership {
  return {
    announce: async (where) => {
      const record: OwnerRecord = { pid, startTicks, frontDoor, ...where }
      await ports.files.writeText(recordPath(home), `${JSON.stringify(record, null, 2)}\n`, 0o600)
    },
    release: async () => {
      // The record first: with the claim gone, the next owner may already be writing its own.
      await ports.files.remove(recordPath(home))
      await ports.files.remove(path)
    },
  }
}

async function inUse(ports: OwnerPorts, home: RunFolder, by: Claim) {
  const owner = await findOwner(ports, home)
  const said = owner?.frontDoor ?? (await ports.files.readText(by.path))
  return makeProblem("home-in-use", {
    pid: owner?.pid ?? by.pid,
    frontDoor: FRONT_DOORS.find((door) => door === said) ?? "browser",
  })
}

function readRecord(text: string): OwnerRecord | null {
  try {
    return ownerSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function recordPath(home: RunFolder): string {
  return join(home.run, "owner.json")
}

function claimsFolder(home: RunFolder): string {
  return join(home.run, "claims")
}
