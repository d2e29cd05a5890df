import { app } from "./app"
import { chat } from "./chat"
import { connect } from "./connect"
import { doctor } from "./doctor"
import { engine } from "./engine"
import { library } from "./library"
import { models } from "./models"
import { planner } from "./planner"
import { settings } from "./settings"
import { setup } from "./setup"
import { ui } from "./ui"

export const chinese = {
  app,
  chat,
  connect,
  doctor,
  engine,
  library,
  models,
  planner,
  settings,
  setup,
  ui,
} as const
