import { app } from "./app"
import { chat } from "./chat"
import { engine } from "./engine"
import { models } from "./models"
import { planner } from "./planner"
import { settings } from "./settings"
import { setup } from "./setup"
import { ui } from "./ui"

export const chinese = { app, chat, engine, models, planner, settings, setup, ui } as const
