import { VERSION } from "../version"
import type { CliWords } from "./cli-words"
import { chatCommand } from "./commands/chat"
import { checksCommand } from "./commands/checks"
import { completionCommand } from "./commands/completion"
import { demoCommand } from "./commands/demo"
import { detectCommand } from "./commands/detect"
import { diagnoseCommand } from "./commands/diagnose"
import { enginesCommand } from "./commands/engines"
import { logsCommand } from "./commands/logs"
import { modelsCommand } from "./commands/models"
import { planCommand } from "./commands/plan"
import { pullCommand } from "./commands/pull"
import { rmCommand } from "./commands/rm"
import { reportCommand } from "./commands/report"
import { serveCommand } from "./commands/serve"
import { setupCommand } from "./commands/setup"
import { startCommand } from "./commands/start"
import { statusCommand } from "./commands/status"
import { stopCommand } from "./commands/stop"
import { helpPage } from "./help-page"
import { SpokenCommand } from "./usage"

/** Everything that can be typed, with its help. Only the command that runs loads what it needs. */
export function makeProgram(words: CliWords): SpokenCommand {
  const { help } = words
  const program = new SpokenCommand(words, "glimmer")
  program
    .description(help.program)
    .configureHelp(helpPage(help))
    .version(VERSION, "-V, --version", help.options.version)
    .helpOption("-h, --help", help.options.help)
    .helpCommand("help [command]", help.options["help-command"])
    .exitOverride()
  for (const add of [
    detectCommand,
    setupCommand,
    enginesCommand,
    planCommand,
    pullCommand,
    modelsCommand,
    rmCommand,
    startCommand,
    stopCommand,
    statusCommand,
    logsCommand,
    chatCommand,
    serveCommand,
    diagnoseCommand,
    checksCommand,
    reportCommand,
    demoCommand,
    completionCommand,
  ]) {
    add(program, words)
  }
  return program
}
