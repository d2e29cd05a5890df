import { makeProblem, type Problem } from "#common/domain/problem"
import { smiFailure } from "#common/domain/machine/smi-failure"
import type { Ports } from "../../ports"

/** A healthy driver answers within a tenth of a second, a sleeping one within three; this one hangs. */
const TIMEOUT_MS = 10_000

/**
 * Where it lies when PATH does not tell. Under WSL the first is the one that fits the Windows driver, and another one
 * that a package brought along ("GPU access blocked by the operating system") must not hide it.
 */
const WSL_PATH = "/usr/lib/wsl/lib/nvidia-smi"
const OTHER_PATHS: readonly string[] = [
  "/usr/bin/nvidia-smi",
  "/usr/local/nvidia/bin/nvidia-smi",
  "/run/current-system/sw/bin/nvidia-smi",
  "/opt/bin/nvidia-smi",
]

/** What one question to nvidia-smi brought: its output, or why there is none. */
export interface SmiAnswer {
  readonly text: string
  readonly problem: Problem | null
}

/** The driver's own tool, wherever it lies on this machine. */
export class NvidiaSmi {
  #path: string | null = null

  constructor(private readonly ports: Pick<Ports, "processes">) {}

  /** Looks where it lies, so that the next question starts at once. */
  async locate(): Promise<void> {
    this.#path ??= await this.#find()
  }

  /** Asks one question; every failure is an answer with its problem. */
  async ask(...given: readonly string[]): Promise<SmiAnswer> {
    await this.locate()
    if (this.#path === null) return { text: "", problem: makeProblem("no-gpu-driver") }
    const result = await this.ports.processes.run(
      // A language of the person's would change the words that are looked for.
      { name: "nvidia-smi", program: this.#path, arguments: given, environment: { LC_ALL: "C" } },
      { timeoutMs: TIMEOUT_MS, graceMs: 500 },
    )
    // It may have been uninstalled since; the next question looks for it again.
    if (result.end === "not-found") this.#path = null
    const text = `${result.stdout}\n${result.stderr}`
    return { text, problem: smiFailure(result, TIMEOUT_MS) }
  }

  async #find(): Promise<string | null> {
    const { processes } = this.ports
    const candidates = [WSL_PATH, "nvidia-smi", ...OTHER_PATHS]
    const found = await Promise.all(candidates.map((candidate) => processes.which(candidate)))
    return found.find((path) => path !== null) ?? null
  }
}
