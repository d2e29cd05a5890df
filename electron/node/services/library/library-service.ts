import { emptyLibrary, type HubModel, type LibraryModel, type LibraryView } from "#common/domain/library"
import { makeProblem, ProblemError } from "#common/domain/problem"
import type { StateFrame } from "#common/domain/watch"
import type { Clock } from "../../ports"
import { StateTopic } from "../streams/state-topic"

/** What is on disk, and what is on its way there. */
export class LibraryService {
  readonly #view: StateTopic<LibraryView>

  constructor(clock: Clock, epoch: string) {
    this.#view = new StateTopic(clock, epoch, emptyLibrary())
  }

  watch(signal?: AbortSignal): AsyncIterable<StateFrame<LibraryView>> {
    return this.#view.watch(signal)
  }

  async refresh(): Promise<LibraryView> {
    return this.#view.state
  }

  inspect(): Promise<HubModel> {
    return nothing()
  }
  pull(): Promise<LibraryModel> {
    return nothing()
  }
  pause(): Promise<void> {
    return nothing()
  }
  resume(): Promise<void> {
    return nothing()
  }
  cancel(): Promise<void> {
    return nothing()
  }
  reorder(): Promise<void> {
    return nothing()
  }
  setSource(): Promise<void> {
    return nothing()
  }
  setLimit(): Promise<void> {
    return nothing()
  }
  verify(): Promise<void> {
    return nothing()
  }
  remove(): Promise<void> {
    return nothing()
  }
  restore(): Promise<void> {
    return nothing()
  }
  emptyBin(): Promise<void> {
    return nothing()
  }
  move(): Promise<void> {
    return nothing()
  }
  setToken(): Promise<void> {
    return nothing()
  }
}

function nothing(): Promise<never> {
  return Promise.reject(new ProblemError(makeProblem("not-found")))
}
