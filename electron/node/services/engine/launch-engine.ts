import { join } from "node:path"
import type { EngineStartRequest } from "#common/domain/engine"
import type { EngineTarget } from "#common/domain/hardware"
import { launchArguments } from "#common/domain/launch"
import type { Home } from "../../home"
import type { Network, Ports } from "../../ports"
import { engineFolders } from "../setup/engine-folders"
import { engineEnvironment } from "./engine-environment"
import { freePort } from "./free-port"
import type { RunRecord, RunRecords } from "./run-record"

/** What to launch, and with which engine. */
export interface LaunchOrder {
  readonly engineId: string
  readonly target: EngineTarget
  readonly request: EngineStartRequest
  /** Absolute file of the template to use instead of the model's own; null keeps the model's. */
  readonly chatTemplate: string | null
  readonly apiKey: string
}

/** A launch with everything decided, for the page to show before the process exists. */
export interface PreparedLaunch extends LaunchOrder {
  readonly runId: string
  readonly port: number
  readonly program: string
  readonly args: readonly string[]
  readonly logPath: string
}

/** Decides port and arguments. */
export async function prepareLaunch(
  ports: Pick<Ports, "newId"> & { readonly network: Network },
  home: Home,
  pythonScripts: string,
  order: LaunchOrder,
): Promise<PreparedLaunch> {
  const runId = ports.newId()
  const port = await freePort(ports.network)
  return {
    ...order,
    runId,
    port,
    // The module, not the `vllm` script: a script's first line may not be longer than the kernel reads.
    program: engineFolders(home, order.engineId).python,
    args: [
      "-m",
      "vllm.entrypoints.cli.main",
      ...launchArguments(order.request.settings, {
        modelPath: order.request.modelPath,
        servedModelName: order.request.modelName,
        port,
        toolParserPlugin: join(pythonScripts, "glimmer_glm4_0414_tool_parser.py"),
        chatTemplate: order.chatTemplate,
      }),
    ],
    logPath: join(home.logs, `engine-${runId}.log`),
  }
}

/** The command line as a person would type it. */
export function commandLineOf(prepared: PreparedLaunch): readonly string[] {
  return ["vllm", ...prepared.args.slice(2)]
}

/** Starts the process and writes down how to find it again. */
export async function launch(
  ports: Pick<Ports, "processes" | "files" | "clock" | "environment">,
  home: Home,
  records: RunRecords,
  prepared: PreparedLaunch,
): Promise<RunRecord> {
  const folders = engineFolders(home, prepared.engineId)
  await ports.files.makeFolder(home.logs)
  await ports.files.makeFolder(folders.caches)
  const detached = await ports.processes.detach(
    {
      name: "vllm serve",
      program: prepared.program,
      arguments: prepared.args,
      // vLLM and torch leave small files where they stand.
      cwd: folders.caches,
      environment: engineEnvironment({
        folders,
        target: prepared.target,
        settings: prepared.request.settings,
        runId: prepared.runId,
        apiKey: prepared.apiKey,
        path: ports.environment["PATH"],
      }),
    },
    prepared.logPath,
  )
  const record: RunRecord = {
    ...detached,
    runId: prepared.runId,
    engineId: prepared.engineId,
    target: prepared.target,
    request: prepared.request,
    port: prepared.port,
    apiKey: prepared.apiKey,
    commandLine: commandLineOf(prepared),
    templateReplaced: prepared.chatTemplate !== null,
    startedAtMs: ports.clock.now(),
    logPath: prepared.logPath,
  }
  await records.save(record)
  return record
}
