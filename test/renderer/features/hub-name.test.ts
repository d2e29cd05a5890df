import { describe, expect, it } from "vitest"
import { hubIdOf } from "../../../renderer/features/models/library/hub-name"

describe("the id in what somebody wrote or pasted", () => {
  it.each([
    ["zai-org/GLM-4-9B-0414", "zai-org/GLM-4-9B-0414"],
    ["  zai-org/GLM-4-9B-0414 ", "zai-org/GLM-4-9B-0414"],
    ["https://huggingface.co/zai-org/GLM-4-9B-0414", "zai-org/GLM-4-9B-0414"],
    ["https://huggingface.co/zai-org/GLM-4-9B-0414/tree/main?x=1#files", "zai-org/GLM-4-9B-0414"],
    ["huggingface.co/zai-org/GLM-4.5-Air", "zai-org/GLM-4.5-Air"],
    ["https://www.modelscope.cn/models/ZhipuAI/GLM-4-9B-0414/summary", "ZhipuAI/GLM-4-9B-0414"],
  ])("%s", (written, id) => {
    expect(hubIdOf(written)).toBe(id)
  })

  it.each([
    "",
    "GLM-4",
    "a/b/c",
    "not a model",
    "/data/models/GLM",
    "https://huggingface.co/zai-org",
    "../../etc",
  ])("there is none in: %s", (written) => {
    expect(hubIdOf(written)).toBeNull()
  })
})
