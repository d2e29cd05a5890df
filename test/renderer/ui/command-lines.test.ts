import { expect, it } from "vitest"
import { commandLines } from "../../../renderer/ui/command-line"

it("a command line keeps a flag with its value and quotes what a shell would take apart", () => {
  expect(
    commandLines([
      "vllm",
      "serve",
      "/data/my models/it's",
      "--max-model-len",
      "8192",
      "--enforce-eager",
      "--x={}",
    ]),
  ).toEqual([
    String.raw`vllm serve '/data/my models/it'\''s'`,
    "--max-model-len 8192",
    "--enforce-eager",
    "'--x={}'",
  ])
})
