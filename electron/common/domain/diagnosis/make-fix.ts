import { FIX_KINDS, type Fix, type FixDetail, type FixTemplate } from "./fix"
import { fixAmount } from "./fix-amounts"
import type { Values } from "./template"

/** A fix with its details filled in from what is known; what is not known stays null. */
export function makeFix(template: FixTemplate, values: Values): Fix {
  const by = FIX_KINDS[template.kind]
  switch (template.kind) {
    case "lower-max-model-len":
    case "raise-max-model-len":
      return { ...template, by, tokens: numberOf(template.tokens, values) }
    case "set-utilization":
      return { ...template, by, value: numberOf(template.value, values) }
    case "fewer-chats":
      return { ...template, by, chats: numberOf(template.chats, values) }
    case "tensor-parallel":
      return { ...template, by, size: numberOf(template.size, values) }
    case "leave-out-gpu":
      return { ...template, by, gpu: numberOf(template.gpu, values) }
    case "end-process":
      return { ...template, by, pid: numberOf(template.pid, values) }
    case "other-tool-parser":
    case "other-reasoning-parser":
      return { ...template, by, parser: textOf(template.parser, values) }
    case "remove-option":
      return { ...template, by, option: textOf(template.option, values) }
    case "upgrade-engine":
    case "update-driver":
      return { ...template, by, minimum: textOf(template.minimum, values) }
    case "refetch-file":
      return { ...template, by, file: textOf(template.file, values) }
    case "use-served-name":
      return { ...template, by, name: textOf(template.name, values) }
    case "free-disk":
    case "fix-folder-owner":
      return { ...template, by, path: textOf(template.path, values) }
    case "accept-licence":
      return { ...template, by, model: textOf(template.model, values) }
    default:
      return { ...template, by }
  }
}

function numberOf(detail: number | null | FixDetail, values: Values): number | null {
  const found = find(detail, values)
  return typeof found === "number" ? found : null
}

function textOf(detail: string | null | FixDetail, values: Values): string | null {
  const found = find(detail, values)
  return found === null ? null : String(found)
}

function find(detail: string | number | null | FixDetail, values: Values): string | number | null {
  if (detail === null || typeof detail !== "object") return detail
  return "amount" in detail ? fixAmount(detail.amount, values) : (values[detail.value] ?? null)
}
