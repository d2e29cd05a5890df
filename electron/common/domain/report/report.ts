import type { CheckResult } from "../checks/check"
import type { Cause } from "../diagnosis/cause"
import type { FixOutcome } from "../diagnosis/fix-offer"
import type { EngineView } from "../engine"
import type { MachineReport } from "../hardware"
import type { EngineInstall } from "../setup"
import type { Settings } from "../settings"

/** A log as it ends, with the lines before left out. */
export interface LogTailText {
  readonly name: string
  readonly lines: readonly string[]
  /** Lines that were there before these. */
  readonly before: number
}

/** Everything a report is made from, still with whatever is private. */
export interface ReportFacts {
  readonly atMs: number
  readonly version: string
  readonly machine: MachineReport | null
  readonly engine: EngineInstall | null
  readonly view: EngineView
  readonly causes: readonly Cause[]
  readonly checks: readonly CheckResult[]
  readonly fixes: readonly FixOutcome[]
  readonly settings: Settings
  readonly logs: readonly LogTailText[]
}

/** Words a report is put together with. Its readers help people in many languages; it is written in one. */
export interface ReportWords {
  readonly title: string
  readonly notice: string
  readonly sections: Readonly<
    Record<"diagnosis" | "checks" | "fixes" | "versions" | "machine" | "engine" | "settings" | "logs", string>
  >
  readonly none: string
  readonly linesBefore: string
}

/** The report as Markdown: what is wrong first, then everything that may explain it, then the logs. */
export function reportText(facts: ReportFacts, words: ReportWords): string {
  const { sections } = words
  const parts = [
    `# ${words.title} ${facts.version}`,
    words.notice,
    `## ${sections.diagnosis}`,
    json({ problem: facts.view.problem, causes: facts.causes.map(causeOf) }),
    `## ${sections.checks}`,
    facts.checks.length === 0 ? words.none : facts.checks.map(checkLine).join("\n"),
    `## ${sections.fixes}`,
    facts.fixes.length === 0 ? words.none : json(facts.fixes),
    `## ${sections.versions}`,
    json(versionsOf(facts)),
    `## ${sections.machine}`,
    json(machineOf(facts.machine)),
    `## ${sections.engine}`,
    json(engineOf(facts.view)),
    `## ${sections.settings}`,
    json(facts.settings),
    `## ${sections.logs}`,
    ...facts.logs.flatMap((log) => logPart(log, words)),
  ]
  return `${parts.join("\n\n")}\n`
}

/** A name for the file that sorts by time and says nothing else. */
export function reportFileName(atMs: number): string {
  return `glimmer-report-${new Date(atMs).toISOString().slice(0, 16).replaceAll(/[:T]/g, "-")}.md`
}

/** `shows`, not `text`: whatever is called text is taken for something that was said in a chat. */
function causeOf({ evidence, fixes, ...cause }: Cause) {
  return { ...cause, line: evidence.line, shows: evidence.text, fixes: fixes.map(({ kind }) => kind) }
}

function checkLine({ id, level, says, values, evidence, tookMs }: CheckResult): string {
  const told = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  const shown = evidence === null ? "" : ` (${evidence})`
  return `- ${level}: ${id}, ${says} ${told.join(" ")}${shown} ${Math.round(tookMs)} ms`
}

function versionsOf({ version, engine, machine, atMs }: ReportFacts) {
  return {
    glimmer: version,
    at: new Date(atMs).toISOString(),
    engine:
      engine === null
        ? null
        : {
            vllm: engine.version,
            target: engine.target,
            kernels: engine.kernels,
            python: engine.python,
            torch: engine.torch,
          },
    driver: machine?.driverVersion ?? null,
    cuda: machine?.cudaVersion ?? null,
    os: machine?.os ?? null,
  }
}

/** Other people's programs are of no use to a reader: only how much they hold. */
function machineOf(machine: MachineReport | null) {
  if (machine === null) return null
  const gpus = machine.gpus.map(({ processes, uuid: _uuid, ...gpu }) => ({
    ...gpu,
    holders: processes.map(({ memoryBytes, own }) => ({ memoryBytes, own })),
  }))
  const { cpu, memory, disk, topology, foreignEngines, findings } = machine
  return { gpus, cpu, memory, disk, topology, foreignEngines, findings }
}

function engineOf(view: EngineView) {
  const { state, request, commandLine, port, stages, measurements, failures, adopted, templateReplaced } =
    view
  return {
    ...{ state, port, adopted, templateReplaced, failures },
    commandLine: commandLine.join(" "),
    settings: request?.settings ?? null,
    model: request?.modelName ?? null,
    stages: stages.map(({ id, startedAtMs, endedAtMs }) => ({
      id,
      tookMs: endedAtMs === null ? null : endedAtMs - startedAtMs,
    })),
    measurements,
  }
}

function logPart({ name, lines, before }: LogTailText, words: ReportWords): readonly string[] {
  if (lines.length === 0) return [`### ${name}`, words.none]
  // A fence longer than any in the text: a log may hold Markdown.
  const longest = Math.max(2, ...lines.flatMap((line) => /`{3,}/.exec(line)?.[0].length ?? 0))
  const fence = "`".repeat(longest + 1)
  const left = before === 0 ? [] : [`${words.linesBefore} ${before}`]
  return [`### ${name}`, ...left, `${fence}text\n${lines.join("\n")}\n${fence}`]
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 1)}\n\`\`\``
}
