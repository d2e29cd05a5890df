import type { MachineReport } from "#common/domain/hardware"
import { homeOf } from "../home"
import { createMachineService } from "../services/machine/machine-service"
import { lookingPorts } from "./looking"

/** A fresh picture of this machine. It needs no Glimmer, so it is the same whether one runs or not. */
export function takeReport(): Promise<MachineReport> {
  return createMachineService(lookingPorts(process.env), homeOf(process.env)).report(true)
}
