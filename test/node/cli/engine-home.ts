import { onTestFinished } from "vitest"
import { homeWithFakeEngine, type Mood } from "../../fakes/engine/fake-engine"
import { glimmer } from "./glimmer"

/** A home in which a stand-in for vLLM is installed, and a model by its mood. The engine ends with the test. */
export async function engineHome(mood: Mood = "well") {
  const world = await homeWithFakeEngine()
  const environment = { GLIMMER_HOME: world.home.root }
  const model = await world.model(mood)
  onTestFinished(async () => {
    await glimmer(["stop"], environment)
    await world[Symbol.asyncDispose]()
  })
  return { environment, model, ports: world.ports }
}
