import type { ContractRouterClient } from "@orpc/contract"
import { chatContract } from "./chat"
import { connectContract } from "./connect"
import { doctorContract } from "./doctor"
import { engineContract } from "./engine"
import { libraryContract } from "./library"
import { machineContract } from "./machine"
import { modelsContract } from "./models"
import { settingsContract } from "./settings"
import { setupContract } from "./setup"

/** Everything a front door can ask for. Desktop, browser and command line speak this and nothing else. */
export const contract = {
  machine: machineContract,
  setup: setupContract,
  models: modelsContract,
  library: libraryContract,
  engine: engineContract,
  connect: connectContract,
  doctor: doctorContract,
  chat: chatContract,
  settings: settingsContract,
}

/** The contract as its caller sees it, whichever wire lies between. */
export type GlimmerClient = ContractRouterClient<typeof contract>
