import { describe, expect, it } from "vitest"
import { LOG_RULES } from "#common/data/log-rules/index"
import { createDiagnosis } from "#common/domain/diagnosis/diagnosis"
import type { Fact } from "#common/domain/diagnosis/fact"
import type { Files } from "#node/ports"
import type { RunRecord } from "#node/services/engine/run-record"
import { createWitness } from "#node/services/engine/witness"
import { REQUEST } from "../doctor/fix-world"
import { machineOf } from "../machine/host"

const RECORD: RunRecord = {
  ...{
    runId: "r",
    engineId: "e",
    target: "cpu",
    request: REQUEST,
    pid: 4711,
    startTicks: 1,
    port: 1,
    apiKey: "k",
  },
  ...{ commandLine: [], templateReplaced: false, startedAtMs: 0, logPath: "/l" },
}

const KILL = "[99.1] Out of memory: Killed process 4711 (VLLM::EngineCor) total-vm:9kB, anon-rss:2048kB"
const COUNTER = "/sys/fs/cgroup/user.slice/memory.events"

async function fall(during: (machine: Awaited<ReturnType<typeof machineOf>>) => Promise<unknown>) {
  const machine = await machineOf("h100x2-busy", { [COUNTER]: "low 0\noom 1\noom_kill 1\n" })
  const { ports, home, service, processes } = machine
  processes.answer("dmesg", { stdout: `[1.0] Linux\n[2.0] ${KILL}\n` })
  const begun = Promise.withResolvers<void>()
  const files: Files = {
    ...ports.files,
    readText: async (path) => {
      const text = await ports.files.readText(path)
      if (path === COUNTER) begun.resolve()
      return text
    },
  }
  const gpus = async () => (await service.report(true)).gpus
  const told = createWitness({ ...ports, files }, home, gpus)(RECORD)
  await begun.promise
  await during(machine)
  const facts = await told(new Set([4711, 4800]))
  const diagnosis = createDiagnosis(LOG_RULES)
  for (const fact of [...facts, { kind: "process-exit", code: null, signal: null, wanted: false } as const])
    diagnosis.facts(fact)
  return { facts, first: diagnosis.result()[0] }
}

const ofKind = (facts: readonly Fact[], kind: Fact["kind"]) => facts.filter((fact) => fact.kind === kind)

describe("what the machine knows of a fall", () => {
  it("is a kill by the kernel since the run began, and none from before", async () => {
    const before = await fall(async () => undefined)
    expect(ofKind(before.facts, "kernel-oom-kill")).toEqual([])
    const { facts, first } = await fall(async ({ processes }) =>
      processes.answer("dmesg", { stdout: `[1.0] Linux\n[2.0] ${KILL}\n${KILL.replace("4711", "4800")}\n` }),
    )
    expect(ofKind(facts, "kernel-oom-kill")).toMatchObject([{ pid: 4800, residentBytes: 2048 * 1024 }])
    expect(first?.class).toBe("host-ram-oom-killed")
  })

  // Seen on a machine where two engines ran: the one that failed otherwise was said to have been killed.
  it("is no kill of another program in the same minute", async () => {
    const { facts } = await fall(async ({ processes }) =>
      processes.answer("dmesg", { stdout: `[1.0] Linux\n[2.0] ${KILL}\n${KILL.replace("4711", "9999")}\n` }),
    )
    expect(ofKind(facts, "kernel-oom-kill")).toEqual([])
  })

  it("is counted where the kernel's log is closed, as in a container", async () => {
    const { facts, first } = await fall(async ({ processes, write }) => {
      processes.answer("dmesg", { exitCode: 1 })
      await write(COUNTER, "low 0\noom 2\noom_kill 2\n")
    })
    expect(ofKind(facts, "kernel-oom-kill")).toMatchObject([{ pid: null, name: null }])
    expect(first?.class).toBe("host-ram-oom-killed")
  })

  it("has the cards with who holds them, the disks, and main memory", async () => {
    const { facts } = await fall(async () => undefined)
    expect(ofKind(facts, "gpu-memory")).toHaveLength(2)
    expect(ofKind(facts, "disk").length).toBeGreaterThan(0)
    expect(ofKind(facts, "main-memory")).toMatchObject([{ totalBytes: 64 * 2 ** 30 }])
  })
})
