import { homedir } from "node:os"
import { isAbsolute, join, resolve } from "node:path"

/** Every place Glimmer writes to. Nothing is ever written anywhere else. */
export interface Home {
  /** Removing this folder removes Glimmer. */
  readonly root: string
  readonly engines: string
  /** Link to the engine in use. */
  readonly current: string
  /** Wheels, sources and models on their way, by hash, each with a journal. */
  readonly downloads: string
  readonly models: string
  /** What vLLM, torch and Triton compile at start, by engine: a broken entry must not outlive its engine. */
  readonly caches: string
  readonly tools: string
  readonly logs: string
  /** Pids, groups, run ids, sockets. */
  readonly run: string
  readonly stateFile: string
  readonly setupFile: string
  readonly threadsFile: string
  readonly settingsFile: string
}

/**
 * The home of this Glimmer: `GLIMMER_HOME`, else the XDG data folder; settings in the XDG config folder unless
 * `GLIMMER_HOME` keeps everything together.
 */
export function homeOf(environment: Readonly<Record<string, string | undefined>>): Home {
  const own = environment["GLIMMER_HOME"]
  const root = own ? resolve(own) : join(xdg(environment, "XDG_DATA_HOME", ".local/share"), "glimmer")
  const config = own ? join(root, "config") : join(xdg(environment, "XDG_CONFIG_HOME", ".config"), "glimmer")
  return {
    root,
    engines: join(root, "engines"),
    current: join(root, "current"),
    downloads: join(root, "downloads"),
    models: join(root, "models"),
    caches: join(root, "caches"),
    tools: join(root, "tools"),
    logs: join(root, "logs"),
    run: join(root, "run"),
    stateFile: join(root, "state.json"),
    setupFile: join(root, "setup.json"),
    threadsFile: join(root, "threads.db"),
    settingsFile: join(config, "settings.json"),
  }
}

/** The XDG specification: a relative path in these variables is to be ignored. */
function xdg(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: string,
): string {
  const value = environment[name]
  return value !== undefined && isAbsolute(value) ? value : join(environment["HOME"] ?? homedir(), fallback)
}
