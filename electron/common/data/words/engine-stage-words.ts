/** What is said about one stage of a start. */
export interface EngineStageWords {
  readonly name: string
  readonly what: string
}
