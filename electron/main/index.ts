import { fileURLToPath } from "node:url"
import { realWorld } from "#node/compose"
import { composeServices } from "#node/compose-services"
import { runDesktop } from "./desktop"

const world = realWorld(process.env)

void runDesktop({
  ports: world.ports,
  home: world.home,
  rendererFolder: world.resources.rendererFolder,
  // Beside the folder of this bundle.
  preloadPath: fileURLToPath(new URL("../preload/index.cjs", import.meta.url)),
  compose: () => composeServices(world, { stopEngine: true }),
})
