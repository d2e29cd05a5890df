/**
 * Does a list of module patterns of a quantisation config name this module? Three dialects are in use:
 * `re:` with a regular expression, globs with `*`, and plain names or parts of names.
 */
export function namesModule(patterns: readonly string[], module: string): boolean {
  return patterns.some((pattern) => matches(pattern, module))
}

function matches(pattern: string, module: string): boolean {
  if (pattern.startsWith("re:")) return toRegExp(pattern.slice(3))?.test(module) ?? false
  if (pattern.includes("*"))
    return toRegExp(`^${escaped(pattern).replaceAll("\\*", ".*")}$`)?.test(module) ?? false
  // Multimodal checkpoints put the language model's modules one level deeper.
  const plain = pattern.replace(/^(model\.language_model|language_model\.model)\./, "model.")
  return module === plain || module.startsWith(`${plain}.`) || `.${module}.`.includes(`.${plain}.`)
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
}

const compiled = new Map<string, RegExp | null>()

/** A config is somebody else's text: a pattern that is no expression names nothing. */
function toRegExp(source: string): RegExp | null {
  const known = compiled.get(source)
  if (known !== undefined) return known
  let made: RegExp | null = null
  try {
    made = new RegExp(source)
  } catch {
    made = null
  }
  compiled.set(source, made)
  return made
}
