import type { ProblemCode } from "../../domain/problem"
import type { ProblemWords } from "../../domain/problem-words"
import { building } from "./problems/building.en"
import { machine } from "./problems/machine.en"
import { model } from "./problems/model.en"
import { serving } from "./problems/serving.en"
import { setup } from "./problems/setup.en"
import { starting } from "./problems/starting.en"

/** Every problem, for someone who has never read a traceback. */
export const problems: Readonly<Record<ProblemCode, ProblemWords>> = {
  ...machine,
  ...setup,
  ...starting,
  ...model,
  ...building,
  ...serving,
}
