import type { Command } from "commander"
import type { MachineReport } from "#common/domain/hardware"
import { type CommandContext, EXIT, runCommand } from "../command"
import { bytesText, memoryText } from "../formats"

/** `glimmer detect`: what this machine is. */
export function detectCommand(program: Command): void {
  program
    .command("detect")
    .description("look at this machine: GPUs, driver, memory, disk; what is wrong with them")
    .option("--json", "print the whole report as JSON")
    .action(async (options: { json?: boolean }) => {
      await runCommand(options, async ({ client, terminal, words }) => {
        const report = await client.machine.report({ refresh: true })
        if (options.json) terminal.result(JSON.stringify(report, null, 2))
        else for (const line of reportLines(report, words)) terminal.result(line)
        return report.findings.some((finding) => finding.level === "error") ? EXIT.failed : EXIT.done
      })
    })
}

function reportLines(report: MachineReport, words: CommandContext["words"]): string[] {
  const { cpu, memory, disk, os } = report
  const cards = report.gpus.map(
    (gpu) =>
      `GPU ${gpu.index}  ${gpu.name}  ${memoryText(gpu.memoryFreeBytes)} / ${memoryText(gpu.memoryTotalBytes)} ` +
      words.say("free"),
  )
  const holders = report.gpus.flatMap((gpu) =>
    gpu.processes.map(
      (process) =>
        `       ${process.name ?? "?"} (${process.user ?? "?"}, ${process.pid}) ` +
        (process.memoryBytes === null ? "" : memoryText(process.memoryBytes)),
    ),
  )
  return [
    ...(cards.length === 0 ? [words.say("no-gpu")] : [...cards, ...holders]),
    ...(report.driverVersion === null
      ? []
      : [`${words.say("driver")}  ${report.driverVersion}  CUDA ${report.cudaVersion ?? "?"}`]),
    `CPU    ${cpu.name}  ${cpu.threads}`,
    `RAM    ${memoryText(memory.availableBytes)} / ${memoryText(memory.totalBytes)} ${words.say("free")}`,
    `${words.say("disk")}  ${bytesText(disk.freeBytes)} / ${bytesText(disk.totalBytes)} ${words.say("free")}  ${disk.path}`,
    `${words.say("system")}  ${os.name} ${os.release}, ${os.kernel}${os.wsl ? ", WSL" : ""}`,
    ...report.foreignEngines.map((engine) => `vLLM ${engine.version}  ${engine.python}`),
    ...report.findings.map((finding) => `${finding.level}: ${words.problem(finding.problem)}`),
  ]
}
