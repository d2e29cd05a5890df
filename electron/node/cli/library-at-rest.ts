import type { LibraryView } from "#common/domain/library"
import { homeOf } from "../home"
import { HubTokens } from "../services/hub/hub-tokens"
import { LibraryShelf } from "../services/library/library-shelf"
import { lookingPorts } from "./looking"

/** What lies in a home in which no Glimmer is at work. Nothing is written, and nobody is waited for. */
export async function libraryAtRest(environment: NodeJS.ProcessEnv): Promise<LibraryView> {
  const ports = lookingPorts(environment)
  const home = homeOf(environment)
  const tokens = new HubTokens(ports, home)
  const shelf = new LibraryShelf({ ports, home, tokens, limit: () => null }, "rest")
  await shelf.load()
  return shelf.view.state
}
