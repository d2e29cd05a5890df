import { describe, expect, it } from "vitest"
import { LOG_RULES } from "#common/data/log-rules/index"
import { CAUSE_CLASSES } from "#common/domain/diagnosis/cause-classes"
import { compileTemplate } from "#common/domain/diagnosis/template"
import { FIX_KINDS } from "#common/domain/diagnosis/fix"
import { diagnose } from "#common/domain/diagnosis/diagnosis"
import type { CauseRule } from "#common/domain/diagnosis/rule"
import { knownFailures } from "../../scorers/diagnosis-score"

const signs = LOG_RULES.causes.flatMap((rule) => rule.signs.map((sign) => ({ rule, sign })))

const isHarmless = ({ signs: all }: CauseRule) =>
  all.length > 0 && all.every((sign) => sign.rank === "notice")

describe("the rule book", () => {
  // A class without a rule is a promise the doctor can't keep; one with two would hide half its signs.
  it("has one rule for every cause, and none for others", () => {
    expect(LOG_RULES.causes.map((rule) => rule.class).toSorted()).toEqual([...CAUSE_CLASSES].toSorted())
  })

  it("covers every class of the known failures", () => {
    const known = new Set(knownFailures("failures.jsonl").map((failure) => failure.class))
    expect([...known].filter((name) => !(CAUSE_CLASSES as readonly string[]).includes(name))).toEqual([])
  })

  it("asks only for marks that are defined", () => {
    const asked = signs.flatMap(({ sign }) => [...(sign.with ?? []), ...(sign.without ?? [])])
    expect(asked.filter((name) => !(name in LOG_RULES.marks))).toEqual([])
  })

  it("says of every cause what it means and, unless it is harmless or only explained, what can be done", () => {
    const bare = LOG_RULES.causes.filter(
      (rule) => rule.means.length <= 20 || (rule.fixes.length === 0 && !isHarmless(rule)),
    )
    expect(bare.map((rule) => rule.class)).toEqual([])
  })

  // A pattern of a short, common word is tried on every line and matches what nobody meant.
  it("looks for texts long enough to mean something", () => {
    const short = signs
      .flatMap(({ sign }) => [...sign.says, ...(sign.butNot ?? [])])
      .flatMap((source) => compileTemplate(source, LOG_RULES.phrases).anchors)
      .filter((anchor) => /^[\x20-\x7e]*$/.test(anchor) && anchor.length < 3)
    expect(short).toEqual([])
  })

  it("never offers what harms: not as a button, and not hidden in a variable", () => {
    const harmful = /ALLOW_LONG|INSECURE|TRUST_REMOTE|SSL_NO_VERIFY|trusted-host|verify=0/i
    const offered = LOG_RULES.causes.flatMap(({ fixes }) => fixes)
    const setting = offered.filter((fix) => fix.kind !== "unset-environment")
    expect(setting.map((fix) => JSON.stringify(fix)).filter((text) => harmful.test(text))).toEqual([])
    const explaining = offered.filter(({ kind }) => kind.startsWith("explain-"))
    expect(new Set(explaining.map(({ kind }) => FIX_KINDS[kind]))).toEqual(new Set(["explanation"]))
    // Explanations come after what helps: the first thing offered is never a warning.
    const first = LOG_RULES.causes.filter(
      ({ fixes }) => fixes.length > 1 && fixes[0]?.kind.startsWith("explain-") === true,
    )
    expect(first.map((rule) => rule.class)).toEqual([])
  })

  it("unsets, and never sets, the variable that forces longer contexts", () => {
    const [cause] = diagnose("RuntimeError: CUDA error: device-side assert triggered", LOG_RULES)
    const names = cause?.fixes.flatMap((fix) =>
      "name" in fix && fix.name !== null ? [[fix.kind, fix.name]] : [],
    )
    expect(names).toEqual([["unset-environment", "VLLM_ALLOW_LONG_MAX_MODEL_LEN"]])
  })
})
