import type { ProblemCode } from "../../domain/problem"
import type { ProblemWords } from "../../domain/problem-words"
import { building } from "./problems/building.zh-CN"
import { machine } from "./problems/machine.zh-CN"
import { model } from "./problems/model.zh-CN"
import { serving } from "./problems/serving.zh-CN"
import { setup } from "./problems/setup.zh-CN"
import { starting } from "./problems/starting.zh-CN"

/** 每一种问题：写给从没读过报错堆栈的人。 */
export const problems: Readonly<Record<ProblemCode, ProblemWords>> = {
  ...machine,
  ...setup,
  ...starting,
  ...model,
  ...building,
  ...serving,
}
