import { CHECKS } from "#common/data/checks"
import {
  type CheckFinding,
  type CheckInfo,
  checkResult,
  type CheckResult,
  type ChecksView,
  finding,
} from "#common/domain/checks/check"
import { problemOf } from "#common/domain/problem"
import type { StateFrame } from "#common/domain/watch"
import type { Ports } from "../../ports"
import { StateTopic } from "../streams/state-topic"
import type { Check, CheckWorld } from "./check-world"

/** The world of one round; what several checks want is looked at once. */
export type MakeWorld = (signal: AbortSignal) => Promise<Omit<CheckWorld, "signal">>

/** Makes checks all at once, each with its own limit of time, and shows them as they end. */
export class CheckRounds {
  readonly #topic: StateTopic<ChecksView>
  #round: Promise<ChecksView> | null = null

  constructor(
    private readonly ports: Pick<Ports, "clock" | "log">,
    private readonly checkers: Readonly<Record<CheckInfo["id"], Check>>,
    private readonly makeWorld: MakeWorld,
    epoch: string,
  ) {
    this.#topic = new StateTopic<ChecksView>(ports.clock, epoch, {
      startedAtMs: null,
      endedAtMs: null,
      checks: untold(CHECKS),
    })
  }

  get view(): ChecksView {
    return this.#topic.state
  }

  /** Starts a round where there was none yet. */
  watch(signal?: AbortSignal): AsyncIterable<StateFrame<ChecksView>> {
    if (this.#topic.state.startedAtMs === null) void this.run()
    return this.#topic.watch(signal)
  }

  /** A whole round; one that is under way is joined. */
  run(): Promise<ChecksView> {
    this.#round ??= this.#run().finally(() => (this.#round = null))
    return this.#round
  }

  /** The quick checks alone, for a start; their results stand on the page, too. */
  async runQuick(): Promise<readonly CheckResult[]> {
    return this.#make(CHECKS.filter(({ quick }) => quick))
  }

  async #run(): Promise<ChecksView> {
    const startedAtMs = this.ports.clock.now()
    this.#topic.set({ startedAtMs, endedAtMs: null, checks: untold(CHECKS) })
    await this.#make(CHECKS)
    this.#topic.set({ ...this.#topic.state, endedAtMs: this.ports.clock.now() })
    return this.#topic.state
  }

  /** The last round; one is made where there was none. */
  async latest(): Promise<ChecksView> {
    return this.#topic.state.endedAtMs === null ? this.run() : this.#topic.state
  }

  async #make(infos: readonly CheckInfo[]): Promise<readonly CheckResult[]> {
    const over = new AbortController()
    const world = await this.makeWorld(over.signal)
    const results = infos.map(async (info) => {
      const result = await this.#makeOne(info, world)
      const { state } = this.#topic
      const checks = state.checks.map((check) => (check.id === info.id ? { ...check, result } : check))
      this.#topic.set({ ...state, checks })
      return result
    })
    return Promise.all(results).finally(() => over.abort(new Error("the round is over")))
  }

  async #makeOne(info: CheckInfo, world: Omit<CheckWorld, "signal">): Promise<CheckResult> {
    const { clock } = this.ports
    const startedAtMs = clock.now()
    const cut = new AbortController()
    const ended = new AbortController()
    const checking = this.#look(info, { ...world, signal: cut.signal }).finally(() => ended.abort())
    const limit = clock.sleep(info.limitMs, ended.signal).then(
      () => finding("cut-off", { seconds: info.limitMs / 1000 }),
      () => checking,
    )
    const found = await Promise.race([checking, limit])
    // What hangs is told to stop, and not waited for.
    cut.abort(new Error("took too long"))
    return checkResult(info.id, found, clock.now() - startedAtMs)
  }

  /** A check that throws has found out nothing; that must not hide the others. */
  async #look(info: CheckInfo, world: CheckWorld): Promise<CheckFinding> {
    try {
      return await this.checkers[info.id](world)
    } catch (error) {
      this.ports.log.debug("a check failed", { check: info.id, error })
      const { code, evidence } = problemOf(error)
      return finding("check-failed", {}, { evidence: evidence ?? code })
    }
  }
}

function untold(infos: readonly CheckInfo[]): ChecksView["checks"] {
  return infos.map(({ id, group, quick }) => ({ id, group, quick, result: null }))
}
