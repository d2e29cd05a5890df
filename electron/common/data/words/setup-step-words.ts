/** What is said about one step of getting an engine. */
export interface SetupStepWords {
  readonly name: string
  readonly why: string
  /** Said when a step has been silent for a while: that it is normal, and for how long. */
  readonly silent: string
}
