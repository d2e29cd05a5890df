import { mkdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { homeOf } from "#node/home"
import type { Command } from "#node/ports"
import { HubTokens } from "#node/services/hub/hub-tokens"
import { temporaryFolder } from "../adapters/temporary-folder"
import { fakePorts } from "../../fakes/ports"

/** A machine with or without a secret store; the store's programs are seen as they were started. */
async function machine({ store }: { readonly store: boolean }) {
  const folder = await temporaryFolder()
  const commands: Command[] = []
  let secret: string | null = null
  const ports = fakePorts({ environment: { HOME: folder } })
  const processes = Object.assign(ports.processes, {
    which: async () => (store ? "/usr/bin/secret-tool" : null),
    run: async (command: Command) => {
      commands.push(command)
      if (command.arguments[0] === "store") secret = command.input ?? null
      const stdout = command.arguments[0] === "lookup" ? (secret ?? "") : ""
      return { exitCode: 0, signal: null, stdout, stderr: "", durationMs: 1, end: "exit" as const }
    },
  })
  const home = homeOf({ GLIMMER_HOME: join(folder, "glimmer") })
  const open = (environment: Readonly<Record<string, string>> = {}) =>
    new HubTokens({ ...ports, processes, environment: { HOME: folder, ...environment } }, home)
  return { folder, commands, open, file: join(folder, "glimmer/config/tokens.json") }
}

describe("a token", () => {
  it("goes to the secret store by standard input: neither a command line nor a file has it", async () => {
    const { open, commands, file } = await machine({ store: true })
    await open().keep("huggingface", "hf_secret")
    expect(JSON.stringify(commands.map((command) => command.arguments))).not.toContain("hf_secret")
    expect(await readFile(file, "utf8")).not.toContain("hf_secret")
    expect(await open().find("huggingface")).toEqual({ token: "hf_secret", state: "secret-store" })
    await open().keep("huggingface", null)
    expect(commands.at(-1)?.arguments[0]).toBe("clear")
    expect(await open().find("huggingface")).toEqual({ token: null, state: "none" })
  })

  it("without a secret store lies in a file for its owner only", async () => {
    const { open, file } = await machine({ store: false })
    await open().keep("modelscope", "ms_secret")
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await open().find("modelscope")).toEqual({ token: "ms_secret", state: "file" })
    expect((await open().find("huggingface")).state).toBe("none")
  })

  it("of the environment counts before all others, and that of Hugging Face's tools after all", async () => {
    const { open, folder } = await machine({ store: false })
    await mkdir(join(folder, ".cache/huggingface"), { recursive: true })
    await writeFile(join(folder, ".cache/huggingface/token"), "hf_tools\n")
    expect(await open().find("huggingface")).toEqual({ token: "hf_tools", state: "hub-tools" })
    await open().keep("huggingface", "hf_entered")
    expect((await open().find("huggingface")).token).toBe("hf_entered")
    expect(await open({ HF_TOKEN: "hf_env" }).find("huggingface")).toEqual({
      ...{ token: "hf_env", state: "environment" },
    })
  })
})
