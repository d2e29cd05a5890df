import { join } from "node:path"
import { z } from "zod"
import { OWN_TOOL_PARSER } from "#common/domain/launch"
import type { EngineStartRequest } from "#common/domain/engine"
import type { Ports } from "../../ports"
import { parseJson } from "../../parse-json"

const probeSchema = z.object({
  ok: z.boolean(),
  keeps_tool_call: z.boolean().optional(),
  keeps_tool_result: z.boolean().optional(),
})

/**
 * The template a model is to be served with: null for its own, else the file of ours. The published 0414 template
 * knows tool results only in its own notation; written the way every client writes them they vanish, and the model
 * asks again and again. So a conversation with a result is rendered before the start, and what is lost decides.
 */
export async function chooseChatTemplate(
  ports: Pick<Ports, "processes" | "log">,
  python: string,
  pythonScripts: string,
  request: EngineStartRequest,
): Promise<string | null> {
  if (request.settings.toolCallParser !== OWN_TOOL_PARSER) return null
  const ours = join(pythonScripts, "glm4_0414_chat_template.jinja")
  const result = await ports.processes.run(
    {
      name: "template probe",
      program: python,
      arguments: [join(pythonScripts, "template_probe.py"), request.modelPath],
      environment: { PYTHONPATH: undefined, PYTHONHOME: undefined },
    },
    { timeoutMs: 30_000 },
  )
  const parsed = probeSchema.safeParse(parseJson(result.stdout.trim().split("\n").at(-1) ?? ""))
  if (!parsed.success || result.exitCode !== 0) {
    // Without an answer the model's own template is the safer guess: ours fits one family only.
    ports.log.warn("template probe gave no answer", { stderr: result.stderr.slice(-500) })
    return null
  }
  const { ok, keeps_tool_call: call, keeps_tool_result: answer } = parsed.data
  return ok && call !== false && answer !== false ? null : ours
}
