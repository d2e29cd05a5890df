import { describe, expect, it, onTestFinished } from "vitest"
import type { FixOutcome } from "#common/domain/diagnosis/fix-offer"
import { defaultLaunchSettings } from "#common/domain/launch"
import { SETUP_STEP_IDS, type SetupStepId } from "#common/domain/setup"
import type { DoctorService } from "#node/services/doctor/doctor-service"
import { makeDoctor } from "#node/services/doctor/make-doctor"
import { createLogReader } from "#node/services/engine/create-log-reader"
import { EngineKey } from "#node/services/engine/engine-key"
import { EngineService } from "#node/services/engine/engine-service"
import { createWitness } from "#node/services/engine/witness"
import { MachineService } from "#node/services/machine/machine-service"
import { ModelsService } from "#node/services/models/models-service"
import { SettingsService } from "#node/services/settings/settings-service"
import { EngineStore } from "#node/services/setup/engine-store"
import { SetupService } from "#node/services/setup/setup-service"
import type { Step } from "#node/services/setup/step"
import { homeWithFakeEngine, type Mood } from "../../fakes/engine/fake-engine"
import { fakeSystem } from "../../fakes/ports"

const noStep: Step = () => Promise.reject(new Error("no engine is made in this test"))

/** A doctor over real services, whose engine is a fake with real processes. */
async function practice() {
  const { ports: given, home, model, ...world } = await homeWithFakeEngine()
  const ports = { ...given, system: fakeSystem() }
  const settings = await SettingsService.open(ports, home, "0.0.0")
  const store = new EngineStore(ports.files, home)
  const steps = Object.fromEntries(SETUP_STEP_IDS.map((id) => [id, noStep])) as Record<SetupStepId, Step>
  const setup = new SetupService(ports, home, store, steps, "epoch")
  const doctors: DoctorService[] = []
  const engine = new EngineService(
    ports,
    {
      home,
      store,
      engineKey: new EngineKey(ports.files, home),
      pythonScripts: "/nowhere",
      newReader: (record) => createLogReader(record, {}),
      onReady: () => undefined,
      check: async () => doctors[0]?.checkStart() ?? [],
      hopeless: async () => null,
      witness: createWitness(ports, home, async () => []),
    },
    "epoch",
  )
  const doctor = await makeDoctor({
    ...{ ports, home, settings, store, engine, setup, epoch: "epoch", version: "0.0.0" },
    selftestPath: "/nowhere",
    machine: new MachineService(ports, home),
    models: new ModelsService(ports, home, "/nowhere", () => []),
    refetch: {
      isPossible: () => false,
      begin: () => Promise.reject(new Error("nothing is fetched in this test")),
    },
  })
  doctors.push(doctor)
  onTestFinished(async () => {
    await engine.stop()
    await world[Symbol.asyncDispose]()
  })
  const start = async (mood: Mood) => {
    const launch = { ...defaultLaunchSettings(), toolCallParser: null, maxModelLen: 8192 }
    await engine.start({ modelPath: await model(mood), modelName: "fake", settings: launch })
    return engine.settled()
  }
  return { doctor, engine, settings, start }
}

/** How the fix under way came out. */
async function lastOutcome(doctor: DoctorService): Promise<FixOutcome | null> {
  for await (const { state } of doctor.watchFixes()) {
    if (state.running === null && state.last !== null) return state.last
  }
  return null
}

describe("a start that fails", () => {
  it("gets offers, is cured by none that does not help, and that is remembered", async () => {
    const { doctor, engine, settings, start } = await practice()
    const { problem } = await start("crashes-at-start")
    expect(problem?.code).toBe("kv-cache-none")
    if (problem === null) return
    const offers = await doctor.offers({ kind: "problem", problem })
    const offer = offers.find(({ effect }) => effect.kind === "settings")
    expect(offer).toBeDefined()
    await doctor.applyFix({ offerId: offer?.id ?? "", confirmed: false })
    expect(await lastOutcome(doctor)).toMatchObject({
      result: "same-problem",
      fix: { kind: offer?.fix.kind },
    })
    // What was tried is what the person sees from now on, as if they had set it themselves.
    expect(engine.view.state.request?.settings).toEqual(settings.currentJourney.launch)
    expect(engine.view.state.failures.neverReady).toBe(2)
  })

  it("has what the quick checks say against it on its view", async () => {
    const { engine, start } = await practice()
    await start("well")
    const view = await engine.view.until(({ checks }) => checks.length > 0)
    // The fake engine is no Python: it has no headers.
    expect(view.checks.map(({ says }) => says)).toContain("python-headers-missing")
    expect(view.checks.every(({ level }) => level === "warning" || level === "error")).toBe(true)
    expect(view.state).toBe("ready")
  })
})
