import { describe, it } from "vitest"
import { readStarts, scoreStart, scoreTable } from "../../scorers/plan-score"

describe("plan score", () => {
  it("prints", () => {
    console.log(scoreTable(readStarts("starts.jsonl").map(scoreStart)))
    console.log(scoreTable(readStarts("starts-h100.jsonl").map(scoreStart)))
  })
})
