import { CHECKS } from "#common/data/checks"
import {
  type CheckFinding,
  type CheckId,
  checkResult,
  type ChecksView,
  finding,
} from "#common/domain/checks/check"
import type { FixOffer, FixSubject } from "#common/domain/diagnosis/fix-offer"
import { SETTINGS_9B } from "./engines"

const GIB = 1024 ** 3

const FINE: Readonly<Record<CheckId, CheckFinding>> = {
  driver: finding("driver-fits", { installed: "580.95.05", cuda: "13.0" }),
  "gpu-memory": finding("gpu-memory-free", { freeBytes: 158 * GIB }),
  "gpu-capability": finding("capability-fits", { computeCapability: "9.0" }),
  "gpu-mode": finding("gpu-mode-fine"),
  "gpu-faults": finding("gpu-faults-none"),
  "main-memory": finding("memory-enough", { availableBytes: 231 * GIB, totalBytes: 251 * GIB }),
  "shared-memory": finding("shared-memory-enough", { freeBytes: 125 * GIB }),
  "disk-space": finding("disk-room", { freeBytes: 612 * GIB, path: "/home/user/.local/share/glimmer" }),
  "disk-inodes": finding("inodes-free", { files: 61_000_000 }),
  ports: finding("port-free", { port: 8000 }),
  compilers: finding("compilers-found", { compiler: "gcc 13.3.0", cxxCompiler: "g++ 13.3.0" }),
  "python-headers": finding("python-headers-found", { python: "3.12" }),
  limits: finding("limits-fine", { openFiles: 65_536 }),
  clock: finding("clock-right"),
  proxy: finding("proxy-none"),
  certificates: finding("certificates-trusted"),
  index: finding("index-reached", { host: "mirrors.example", tookMs: 180 }),
  hub: finding("hub-reached", { host: "huggingface.co", tookMs: 320 }),
  leftovers: finding("nothing-left-over"),
  "engine-integrity": finding("engine-whole", { packages: 186, files: 41_203 }),
  "model-integrity": finding("model-whole", { files: 4, bytes: 18_801_000_000 }),
}

/** A round in which a few things are wrong; those of `open` are still under way. */
export function checksView(
  wrong: Partial<Record<CheckId, CheckFinding>>,
  open: readonly CheckId[] = [],
): ChecksView {
  const startedAtMs = Date.now() - 60_000
  return {
    startedAtMs,
    endedAtMs: open.length > 0 ? null : startedAtMs + 1840,
    checks: CHECKS.map(({ id, group, quick }) => ({
      id,
      group,
      quick,
      result: open.includes(id) ? null : checkResult(id, wrong[id] ?? FINE[id], 120),
    })),
  }
}

/** What can go wrong on a real machine, several at once. */
export const WRONG: Partial<Record<CheckId, CheckFinding>> = {
  "gpu-memory": finding(
    "gpu-memory-held",
    {
      holder: "python3",
      user: "li",
      pid: 4121,
      heldBytes: 21.4 * GIB,
      totalBytes: 79.6 * GIB,
      index: 0,
    },
    { evidence: "4121, 21914 MiB, python3", fix: { kind: "end-process", by: "program", pid: 4121 } },
  ),
  "disk-space": finding(
    "disk-short",
    { freeBytes: 6.2 * GIB, neededBytes: 12 * GIB, path: "/home/user/.local/share/glimmer" },
    { fix: { kind: "free-disk", by: "program", path: "/home/user/.local/share/glimmer" } },
  ),
  "python-headers": finding(
    "python-headers-missing",
    { python: "3.12" },
    {
      evidence: "/usr/include/python3.12/Python.h: not found",
      fix: {
        kind: "install-system-package",
        by: "person",
        packages: {
          debian: ["python3-dev"],
          fedora: ["python3-devel"],
          suse: ["python3-devel"],
          arch: ["python"],
        },
      },
    },
  ),
  "gpu-faults": finding("kernel-log-closed"),
  clock: finding("cut-off", { seconds: 2.7 }),
}

const outline = { fits: true, tight: false, utilization: 0.92, gpus: 1, cacheTokens: 45_232 }

/** What the doctor offers about something. */
export function offersFor(subject: FixSubject): readonly FixOffer[] {
  const tried = { workedHere: false, failedHere: false }
  if (subject.kind === "check") return checkOffers(subject.check)
  switch (subject.problem.code) {
    case "gpu-memory-busy":
      return [END_PROCESS, { ...LESS_MEMORY, workedHere: true }]
    case "kv-cache-too-small":
      return [
        {
          ...tried,
          id: "shorter",
          fix: { kind: "lower-max-model-len", by: "program", tokens: 45_056 },
          effect: {
            kind: "settings",
            before: { ...SETTINGS_9B, maxModelLen: 131_072 },
            after: { ...SETTINGS_9B, maxModelLen: 45_056 },
            plan: {
              before: null,
              after: { ...outline, contextTokens: 45_056, chatsAtOnce: 1 },
            },
          },
        },
        {
          ...tried,
          id: "half",
          fix: { kind: "kv-dtype", by: "program", dtype: "fp8" },
          effect: {
            kind: "settings",
            before: SETTINGS_9B,
            after: { ...SETTINGS_9B, kvCacheDtype: "fp8" },
            plan: {
              before: null,
              after: { ...outline, tight: true, contextTokens: 131_072, chatsAtOnce: 1 },
            },
          },
          failedHere: true,
        },
        {
          ...tried,
          id: "length",
          fix: { kind: "explain-longer-than-model", by: "explanation" },
          effect: { kind: "explanation" },
        },
        {
          ...tried,
          id: "variant",
          fix: { kind: "other-variant", by: "program" },
          effect: { kind: "page", page: "models" },
        },
      ]
    case "engine-dead":
      return [
        {
          ...tried,
          id: "other-engine",
          fix: { kind: "other-engine-version", by: "program" },
          effect: { kind: "switch-engine", engineId: "0.30.0-cuda", version: "0.30.0" },
        },
        { ...tried, id: "again", fix: { kind: "start-again", by: "program" }, effect: { kind: "restart" } },
      ]
    default:
      return []
  }
}

const END_PROCESS: FixOffer = {
  id: "end",
  fix: { kind: "end-process", by: "program", pid: 4121 },
  effect: {
    kind: "process",
    pid: 4121,
    name: "python3",
    user: "li",
    own: false,
    memoryBytes: 21.4 * GIB,
  },
  workedHere: false,
  failedHere: false,
}

const LESS_MEMORY: FixOffer = {
  id: "less",
  fix: { kind: "set-utilization", by: "program", value: 0.7 },
  effect: {
    kind: "settings",
    before: SETTINGS_9B,
    after: { ...SETTINGS_9B, gpuMemoryUtilization: 0.7 },
    plan: { before: null, after: { ...outline, utilization: 0.7, contextTokens: 32_768, chatsAtOnce: 21.4 } },
  },
  workedHere: false,
  failedHere: false,
}

function checkOffers(check: CheckId): readonly FixOffer[] {
  const fix = WRONG[check]?.fix
  const tried = { workedHere: false, failedHere: false }
  if (fix == null) return []
  if (check === "gpu-memory") return [END_PROCESS]
  if (check === "disk-space") {
    return [
      {
        ...tried,
        id: "disk",
        fix,
        effect: {
          kind: "disk",
          bytes: 9.6 * GIB,
          removes: [
            { what: "half-made-engine", name: "0.33.0-cuda", bytes: 7.9 * GIB },
            { what: "cache", name: "torch_compile_cache", bytes: 1.7 * GIB },
          ],
        },
      },
    ]
  }
  return [{ ...tried, id: check, fix, effect: { kind: "person", command: "sudo apt install python3-dev" } }]
}

/** A report as the doctor writes it, shortened. */
export const REPORT = `# Glimmer

Made to be shared. Keys, names of people and machines, home folders, addresses and what was said in chats have been taken out.

## Versions

- Glimmer 0.1.0
- vLLM 0.32.0, PyTorch 2.11.0, Python 3.12.7

## Machine

- 2 × NVIDIA H100 80GB HBM3, driver 580.95.05, CUDA 13.0
- Ubuntu 24.04, kernel 6.8.0, 251 GB of main memory

## Checks

- ok: driver, gpu-capability, disk-inodes
- warning: gpu-memory: [user] holds 21.4 GB of 79.6 GB on GPU 0
- error: python-headers: ~/.local/share/uv/python/include/python3.12/Python.h is missing

## Logs

(EngineCore pid=1520) ERROR 11-22 19:02:44 ValueError: Free memory on device cuda:0 (58.1/79.2 GiB) on startup is less than desired GPU memory utilization (0.9, 71.28 GiB).
`
