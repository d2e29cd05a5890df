import type { CheckId, CheckResult } from "#common/domain/checks/check"
import type {
  FixEffect,
  FixesView,
  FixOffer,
  FixOutcome,
  FixResult,
  FixSubject,
} from "#common/domain/diagnosis/fix-offer"
import type { EngineView } from "#common/domain/engine"
import { makeProblem, type Problem, ProblemError, problemOf } from "#common/domain/problem"
import type { StateFrame } from "#common/domain/watch"
import { endRun } from "../engine/end-processes"
import { StateTopic } from "../streams/state-topic"
import { endProgram } from "./end-program"
import { type KeptOffer, makeOffers } from "./fix-offers"
import type { FixWorld } from "./fix-world"
import { removeOne } from "./removables"

/** Offers that can still be pressed; a page shows a handful. */
const OFFERS_KEPT = 100

/** Carries fixes out: what was offered and nothing else, one at a time. */
export class FixService {
  readonly #topic: StateTopic<FixesView>
  #offers: readonly KeptOffer[] = []
  #trying: Promise<void> = Promise.resolve()

  constructor(
    private readonly world: FixWorld,
    /** What a check found last. */
    private readonly resultOf: (check: CheckId) => CheckResult | null,
    epoch: string,
  ) {
    this.#topic = new StateTopic<FixesView>(world.ports.clock, epoch, { running: null, last: null })
  }

  watch(signal?: AbortSignal): AsyncIterable<StateFrame<FixesView>> {
    return this.#topic.watch(signal)
  }

  /** What can be done, best first, each with what it would do. */
  async offers(subject: FixSubject): Promise<readonly FixOffer[]> {
    const result = subject.kind === "check" ? this.resultOf(subject.check) : null
    const made = await makeOffers(this.world, subject, result)
    this.#offers = [...this.#offers, ...made].slice(-OFFERS_KEPT)
    return made.map(({ offer }) => offer)
  }

  /**
   * Carries an offer out. Resolves when it is done and, where a start is part of it, when that is under way.
   * Errors: `invalid-input`, `not-confirmed`, `busy`, and those of what is done.
   */
  async apply(request: { readonly offerId: string; readonly confirmed: boolean }): Promise<void> {
    const kept = this.#offers.find(({ offer }) => offer.id === request.offerId)
    if (kept === undefined) throw new ProblemError(makeProblem("invalid-input", { field: "offerId" }))
    const { effect, fix, id } = kept.offer
    if (effect.kind === "process" && !effect.own && !request.confirmed) {
      throw new ProblemError(makeProblem("not-confirmed", { pid: effect.pid }))
    }
    if (this.#topic.state.running !== null) throw new ProblemError(makeProblem("busy"))
    const startedAtMs = this.world.ports.clock.now()
    const running = { offerId: id, fix, startedAtMs, phase: "doing" as const }
    this.#topic.set({ ...this.#topic.state, running })
    try {
      await this.#carryOut(kept)
      if (!(await this.#startAgain(kept))) return this.#end(null)
      this.#topic.set({ ...this.#topic.state, running: { ...running, phase: "trying" } })
      this.#trying = this.#seeHowItCame(kept)
    } catch (error) {
      await this.#keep(kept, "not-done", problemOf(error))
      throw error
    }
  }

  /** Resolves when the start that the last fix led to has come to rest. */
  async tried(): Promise<void> {
    await this.#trying
  }

  async #carryOut({ offer: { effect }, situation, process }: KeptOffer): Promise<void> {
    const { world } = this
    switch (effect.kind) {
      case "settings":
        return world.keepLaunch(effect.after)
      case "process":
        if (process !== null) await endProgram(world.ports, process)
        return
      case "leftovers":
        return this.#endLeftovers()
      case "disk":
        return this.#free(effect)
      case "switch-engine":
        await world.store.use(effect.engineId)
        return world.setup.refresh()
      case "make-engine": {
        const target = (await world.store.current())?.target ?? "cuda"
        return world.setup.start({ target, version: effect.version, rebuild: effect.rebuild })
      }
      case "fetch":
        return world.refetch.begin(situation?.request.modelPath ?? "")
      case "restart":
        return
      case "page":
      case "person":
      case "explanation":
        // A button for these is a mistake of the page.
        throw new ProblemError(makeProblem("invalid-input", { field: "offerId" }))
    }
  }

  async #endLeftovers(): Promise<void> {
    const { processes } = await this.world.leftovers()
    const runIds = new Set(processes.map(({ runId }) => runId))
    for (const run of await this.world.runs()) {
      if (runIds.has(run.runId) && !(await endRun(this.world.ports, run))) {
        throw new ProblemError(makeProblem("engine-will-not-end", { pid: run.pid }))
      }
    }
  }

  /** What was shown is removed, and nothing that has come into use since. */
  async #free({ removes }: Extract<FixEffect, { kind: "disk" }>): Promise<void> {
    const { ports, home, store, setup } = this.world
    if (setup.isBusy()) throw new ProblemError(makeProblem("busy"))
    for (const one of removes) await removeOne(ports.files, home, store, one)
    await setup.refresh()
  }

  /** A fix for a failed start is proved by a start; true when one is under way. */
  async #startAgain({ offer: { effect }, subject, situation }: KeptOffer): Promise<boolean> {
    const isStart = effect.kind === "settings" || effect.kind === "restart"
    const isFallen = this.world.engine.view().state === "crashed"
    // An engine or a file that is still on its way cannot be tried yet.
    const isDone = effect.kind !== "make-engine" && effect.kind !== "fetch"
    if (situation === null || !(isStart || (isFallen && isDone && subject.kind === "problem"))) return false
    const settings = effect.kind === "settings" ? effect.after : situation.request.settings
    await this.world.engine.start({ ...situation.request, settings })
    return true
  }

  async #seeHowItCame(kept: KeptOffer): Promise<void> {
    try {
      const view = await this.world.engine.settled()
      const [result, now] = howItCame(kept.subject, view)
      await this.#keep(kept, result, now)
    } catch (error) {
      this.world.ports.log.warn("how a fix came out is not known", { error })
      this.#end(null)
    }
  }

  async #keep({ offer, subject }: KeptOffer, result: FixResult, now: Problem | null): Promise<void> {
    const { request, engineId } = this.world.engine.view()
    const outcome: FixOutcome = {
      atMs: this.world.ports.clock.now(),
      problem: subject.kind === "problem" ? subject.problem.code : null,
      check: subject.kind === "check" ? subject.check : null,
      fix: offer.fix,
      modelName: request?.modelName ?? null,
      engineId,
      result,
      now,
    }
    this.#end(outcome)
    await this.world.history.add(outcome).catch((error: unknown) => {
      this.world.ports.log.warn("the outcome of a fix was not kept", { error })
    })
  }

  #end(outcome: FixOutcome | null): void {
    this.#topic.set({ running: null, last: outcome ?? this.#topic.state.last })
  }
}

/** A stop in between says nothing about the fix. */
function howItCame(subject: FixSubject, view: EngineView): [FixResult, Problem | null] {
  if (view.state === "ready") return ["worked", null]
  if (view.problem === null) return ["not-done", null]
  const isSame = subject.kind === "problem" && subject.problem.code === view.problem.code
  return [isSame ? "same-problem" : "other-problem", view.problem]
}
