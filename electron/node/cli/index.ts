import { Command } from "commander"
import { VERSION } from "../version"
import { chatCommand } from "./commands/chat"
import { demoCommand } from "./commands/demo"
import { detectCommand } from "./commands/detect"
import { logsCommand } from "./commands/logs"
import { serveCommand } from "./commands/serve"
import { setupCommand } from "./commands/setup"
import { startCommand } from "./commands/start"
import { statusCommand } from "./commands/status"
import { stopCommand } from "./commands/stop"
import { EXIT } from "./command"

const program = new Command("glimmer")
  .description("Run a GLM model on your own GPU workstation and chat with it while it uses tools.")
  .version(VERSION)
  .showHelpAfterError()
  .exitOverride((error) => {
    // Help and version are no errors; everything else is a command typed wrongly.
    process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage)
  })

for (const add of [
  detectCommand,
  setupCommand,
  startCommand,
  stopCommand,
  statusCommand,
  logsCommand,
  chatCommand,
  serveCommand,
  demoCommand,
]) {
  add(program)
}

await program.parseAsync()
