import { mkdir, symlink, truncate, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { defaultLaunchSettings } from "#common/domain/launch"
import { makeProblem } from "#common/domain/problem"
import { createFiles } from "#node/adapters/files"
import { CHECKERS } from "#node/services/doctor/checks/index"
import { checkModelFolder } from "#node/services/doctor/checks/model-check"
import { temporaryFolder } from "../adapters/temporary-folder"
import { answered, checkWorld, ENGINE, ONLINE } from "./check-world"

describe("the driver", () => {
  it("suits the engine, or says what it runs", async () => {
    const { world } = await checkWorld("h100x1", { engine: async () => ENGINE })
    expect(await CHECKERS.driver(world)).toMatchObject({
      says: "driver-fits",
      values: { installed: "580.159.04", cuda: "13.0" },
    })
  })

  it("older than the engine's CUDA asks for is cured by an engine made for it, not by an administrator", async () => {
    const { world } = await checkWorld("h100x2-busy", { engine: async () => ENGINE })
    const report = await world.machine()
    const older = { ...world, machine: async () => ({ ...report, driverVersion: "550.90.07" }) }
    expect(await CHECKERS.driver(older)).toMatchObject({
      says: "driver-older-than-engine",
      values: { installed: "550.90.07", needed: 580, cuda: "13.0" },
      fix: { kind: "rebuild-engine" },
    })
    const fitting = { ...older, engine: async () => ({ ...ENGINE, torch: "2.13.0+cu129" }) }
    expect(await CHECKERS.driver(fitting)).toMatchObject({ says: "driver-limits-cuda" })
  })

  it("from before CUDA 12 runs nothing", async () => {
    const { world } = await checkWorld("driver-470")
    expect(await CHECKERS.driver(world)).toMatchObject({
      says: "driver-too-old",
      fix: { kind: "update-driver", minimum: "580" },
    })
  })

  it("is no matter without a card", async () => {
    const { world } = await checkWorld(null)
    expect(await CHECKERS.driver(world)).toMatchObject({ says: "no-nvidia-gpu" })
  })
})

describe("memory of the cards", () => {
  it("names who holds it, and offers to end just that process", async () => {
    const { world, processes } = await checkWorld("workstation-mixed")
    processes.live({ pid: 41_217, user: "li", name: "python" })
    const found = await CHECKERS["gpu-memory"](world)
    expect(found.says).toBe("gpu-memory-held")
    expect(found.fix).toEqual({ kind: "end-process", by: "program", pid: 41_217 })
    expect(Number(found.values["heldBytes"])).toBeGreaterThan(1e9)
  })

  it("is no matter on a card that the start does not use", async () => {
    const { world } = await checkWorld("workstation-mixed")
    const { gpus } = await world.machine()
    const held = Number((await CHECKERS["gpu-memory"](world)).values["index"])
    const other = gpus.find((gpu) => gpu.index !== held)
    const launch = { ...defaultLaunchSettings(), gpuUuids: [other?.uuid ?? ""] }
    expect((await CHECKERS["gpu-memory"]({ ...world, launch })).says).toBe("gpu-memory-free")
  })

  it("held by an engine of ours that was left behind is ours to free", async () => {
    const { world, processes } = await checkWorld("h100x2-busy")
    processes.live({ pid: 1046, name: "VLLM::EngineCore" })
    expect(await CHECKERS["gpu-memory"]({ ...world, leftovers: oneLeftOver })).toMatchObject({
      says: "gpu-memory-held-by-leftover",
      values: { pid: 1046 },
      fix: { kind: "end-leftovers" },
    })
  })
})

describe("what the cards can calculate", () => {
  const fp8 = {
    architectures: ["Glm4MoeForCausalLM"],
    ...{ hidden_size: 4096, num_hidden_layers: 4, num_attention_heads: 32, num_key_value_heads: 8 },
    ...{ intermediate_size: 8192, vocab_size: 151_552, head_dim: 128, torch_dtype: "bfloat16" },
    quantization_config: { quant_method: "fp8" },
  }

  it("is enough for a format or not, by the model that is meant", async () => {
    const { world } = await checkWorld("h100x1", { model: async () => ({ path: "/m", config: fp8 }) })
    expect((await CHECKERS["gpu-capability"](world)).says).toBe("capability-fits")
    const report = await world.machine()
    const turing = report.gpus.map((gpu) => ({ ...gpu, computeCapability: 7.5 }))
    const older = { ...world, machine: async () => ({ ...report, gpus: turing }) }
    expect(await CHECKERS["gpu-capability"](older)).toMatchObject({
      says: "quantisation-unsupported",
      values: { format: "fp8", computeCapability: "7.5" },
      fix: { kind: "other-variant" },
    })
    expect(await CHECKERS["gpu-capability"]({ ...older, model: async () => null })).toMatchObject({
      says: "gpu-lacks-bfloat16",
      fix: { kind: "dtype-half" },
    })
  })
})

describe("faults of the cards", () => {
  const XID = "[  12.3] NVRM: Xid (PCI:0000:01:00): 79, pid=77, GPU has fallen off the bus.\n"

  it("are read from the kernel's log, what programs do to themselves left out", async () => {
    const { world, processes } = await checkWorld("h100x1")
    processes.answer("dmesg", {
      stdout: "[1.0] Linux\n[9.0] NVRM: Xid (PCI:0000:01:00): 13, Graphics Exception\n",
    })
    expect((await CHECKERS["gpu-faults"](world)).says).toBe("gpu-faults-none")
    processes.answer("dmesg", { stdout: `[1.0] Linux\n${XID}` })
    expect(await CHECKERS["gpu-faults"](world)).toMatchObject({
      says: "gpu-xid-fatal",
      values: { xid: "79", pciBusId: "0000:01:00" },
      evidence: "NVRM: Xid (PCI:0000:01:00): 79, pid=77, GPU has fallen off the bus.",
      fix: { kind: "reboot" },
    })
  })

  it("come from the journal where dmesg is closed, and are not called none where both are", async () => {
    const { world, processes } = await checkWorld("h100x1")
    processes.answer("dmesg", {
      exitCode: 1,
      stderr: "dmesg: read kernel buffer failed: Operation not permitted",
    })
    processes.answer("journalctl", { stdout: "" })
    expect((await CHECKERS["gpu-faults"](world)).says).toBe("kernel-log-closed")
    processes.answer("journalctl", { stdout: `Linux version\n${XID}` })
    expect((await CHECKERS["gpu-faults"](world)).says).toBe("gpu-xid-fatal")
  })

  it("in memory are told by the card itself", async () => {
    const { world, processes } = await checkWorld("h100x1")
    processes.answer((command) => command.arguments[0]?.includes("ecc.errors") === true, {
      stdout: "0, 0\n1, 7\n2, [N/A]\n",
    })
    expect(await CHECKERS["gpu-faults"](world)).toMatchObject({
      says: "gpu-ecc",
      values: { index: 1, count: 7 },
    })
  })
})

describe("the computer", () => {
  it("has too little shared memory for several cards where it is enough for one", async () => {
    const { world, write } = await checkWorld(null)
    await write("/dev/shm/x", "")
    const files = {
      ...world.ports.files,
      space: async () => ({ freeBytes: 512e6, totalBytes: 512e6, freeFiles: 1 }),
    }
    const small = { ...world, ports: { ...world.ports, files } }
    expect((await CHECKERS["shared-memory"](small)).says).toBe("shared-memory-enough")
    const launch = { ...defaultLaunchSettings(), tensorParallelSize: 2 }
    expect(await CHECKERS["shared-memory"]({ ...small, launch })).toMatchObject({
      says: "shared-memory-small",
    })
  })

  it("is full by bytes or by files, and says which folder", async () => {
    const { world, home } = await checkWorld(null)
    const at = (freeBytes: number, freeFiles: number | null) => ({
      ...world,
      ports: {
        ...world.ports,
        files: { ...world.ports.files, space: async () => ({ freeBytes, totalBytes: 1e12, freeFiles }) },
      },
    })
    expect((await CHECKERS["disk-space"](at(500e9, 1e7))).says).toBe("disk-room")
    expect(await CHECKERS["disk-space"](at(5e9, 1e7))).toMatchObject({
      says: "disk-short",
      values: { path: home.root, neededBytes: 14e9 },
      fix: { kind: "free-disk" },
    })
    expect((await CHECKERS["disk-space"](at(5e6, 1e7))).says).toBe("disk-full")
    expect((await CHECKERS["disk-inodes"](at(5e9, 12))).says).toBe("inodes-none")
    expect((await CHECKERS["disk-inodes"](at(5e9, 5000))).says).toBe("inodes-short")
    // Btrfs tells no number: that is not zero.
    expect((await CHECKERS["disk-inodes"](at(5e9, null))).says).toBe("not-on-this-system")
  })

  it("lacks a compiler or only the one for C++, and the one a person names counts", async () => {
    const { world, processes } = await checkWorld(null)
    expect(await CHECKERS.compilers(world)).toMatchObject({
      says: "c-compiler-missing",
      fix: { kind: "install-system-package" },
    })
    processes.install("clang")
    expect((await CHECKERS.compilers(world)).says).toBe("cxx-compiler-missing")
    processes.install("/opt/cc/g++-14", "/opt/cc/g++-14")
    const named = { ...world, ports: { ...world.ports, environment: { CXX: "/opt/cc/g++-14" } } }
    expect(await CHECKERS.compilers(named)).toMatchObject({ says: "compilers-found" })
  })

  it("has headers beside the Python that the engine really runs on, through links", async () => {
    const { world, root, home } = await checkWorld(
      null,
      { engine: async () => ENGINE },
      {
        "/opt/python/bin/python3.12": "",
      },
    )
    const bin = join(root, home.engines, ENGINE.id, "bin")
    await mkdir(bin, { recursive: true })
    await symlink(join(root, "/opt/python/bin/python3.12"), join(bin, "python"))
    expect((await CHECKERS["python-headers"](world)).says).toBe("python-headers-missing")
    await mkdir(join(root, "/opt/python/include/python3.12"), { recursive: true })
    await writeFile(join(root, "/opt/python/include/python3.12/Python.h"), "")
    expect(await CHECKERS["python-headers"](world)).toMatchObject({
      says: "python-headers-found",
      values: { python: "3.12" },
    })
  })

  it("may open too few files, by the hard limit: the engine raises the soft one itself", async () => {
    const fine = await checkWorld(null, {}, { "/proc/self/limits": limitsLine("1024", "524288") })
    expect((await CHECKERS.limits(fine.world)).says).toBe("limits-fine")
    const low = await checkWorld(null, {}, { "/proc/self/limits": limitsLine("1024", "1024") })
    expect(await CHECKERS.limits(low.world)).toMatchObject({
      says: "open-files-low",
      values: { openFiles: 1024 },
    })
  })

  it("has a clock that is off only when every server says so", async () => {
    const off = 1_700_000_000_000 - 3_600_000
    const { world } = await checkWorld(null)
    const told = async (...datesMs: (number | null)[]) =>
      CHECKERS.clock({
        ...world,
        network: async () => ({
          ...ONLINE,
          index: null,
          hubs: datesMs.map((dateMs) => answered("hub.example", { dateMs })),
        }),
      })
    expect(await told(off, off)).toMatchObject({ says: "clock-off", values: { seconds: 3600 } })
    expect((await told(off, 1_700_000_000_000)).says).toBe("clock-right")
    expect((await told(null)).says).toBe("clock-untold")
  })
})

describe("the network", () => {
  it("behind a proxy that refuses, with a certificate nobody trusts, or away: three different cures", async () => {
    const { world } = await checkWorld(null)
    const of = (code: Parameters<typeof broken>[0]) => ({
      ...world,
      network: async () => ({ ...ONLINE, index: broken(code) }),
    })
    expect(await CHECKERS.proxy(of("proxy-refused"))).toMatchObject({
      says: "proxy-refuses",
      evidence: "shown by proxy-refused",
      fix: { kind: "set-proxy" },
    })
    expect(await CHECKERS.certificates(of("ssl-cert-failed"))).toMatchObject({
      says: "certificate-untrusted",
      values: { host: "index.example" },
      fix: { kind: "trust-certificate" },
    })
    expect(await CHECKERS.index(of("index-unreachable"))).toMatchObject({
      says: "index-unreachable",
      fix: { kind: "choose-mirror" },
    })
    expect((await CHECKERS.proxy(of("index-unreachable"))).says).toBe("proxy-none")
    expect((await CHECKERS.certificates(of("index-unreachable"))).says).toBe("certificates-trusted")
  })

  it("reaches models when one hub answers, and says which", async () => {
    const { world } = await checkWorld(null)
    expect(await CHECKERS.hub({ ...world, network: oneHubAway })).toMatchObject({
      says: "hub-reached",
      values: { host: "other-hub.example" },
    })
  })
})

describe("the engine's files", () => {
  it("are whole, whatever the spelling of a package's name", async () => {
    expect(await engineWith(async () => undefined)).toMatchObject({
      says: "engine-whole",
      values: { packages: 2, files: 3 },
    })
  })

  it("are damaged by a cut-off library", async () => {
    expect(await engineWith((packages) => truncate(join(packages, "vllm/_C.abi3.so"), 4))).toMatchObject({
      says: "engine-files-missing",
      values: { files: 1, file: "_C.abi3.so" },
      fix: { kind: "rebuild-engine" },
    })
  })

  it("are others than were locked when somebody installed into it", async () => {
    const { rename } = await import("node:fs/promises")
    const found = await engineWith((packages) =>
      rename(join(packages, "Py_Thing-1.0.dist-info"), join(packages, "Py_Thing-1.1.dist-info")),
    )
    expect(found).toMatchObject({
      says: "engine-packages-changed",
      values: { count: 1, package: "py.thing-1.0" },
    })
  })
})

describe("the model's files", () => {
  it("are whole when each is as long as its header says", async () => {
    expect(await model({ "config.json": "{}", "model.safetensors": shard(100) })).toMatchObject({
      says: "model-whole",
      values: { files: 1 },
    })
  })

  it.each([
    ["one byte short", shard(100).slice(0, -1)],
    ["cut off within the header", shard(100).slice(0, 20)],
    ["a page of HTML", new TextEncoder().encode("<!doctype html><html><body>Not found</body></html>")],
    ["empty", new Uint8Array()],
  ])("are called damaged: %s", async (_name, content) => {
    expect(await model({ "config.json": "{}", "model.safetensors": content })).toMatchObject({
      says: "model-file-short",
      values: { file: "model.safetensors" },
      fix: { kind: "refetch-file", file: "model.safetensors" },
    })
  })

  it("are missing when the index names a shard that is not there", async () => {
    const index = JSON.stringify({ weight_map: { a: "m-1.safetensors", b: "m-2.safetensors" } })
    const found = await model({
      "config.json": "{}",
      "model.safetensors.index.json": index,
      "m-1.safetensors": shard(3),
    })
    expect(found).toMatchObject({
      says: "model-files-missing",
      values: { files: 1, file: "m-2.safetensors" },
    })
  })

  it("begin with a configuration that can be read", async () => {
    expect((await model({})).says).toBe("model-config-unreadable")
    expect((await model({ "config.json": "[1]" })).says).toBe("model-config-unreadable")
    expect((await model({ "config.json": '{"a": ' })).says).toBe("model-config-unreadable")
  })
})

const broken = (code: "proxy-refused" | "ssl-cert-failed" | "index-unreachable") =>
  answered("index.example", { problem: makeProblem(code, {}, `shown by ${code}`), dateMs: null })

async function engineWith(change: (packages: string) => Promise<unknown>) {
  const { world, root, home } = await checkWorld(null, { engine: async () => ENGINE })
  const packages = join(root, home.engines, ENGINE.id, "lib/python3.12/site-packages")
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(packages, path)), { recursive: true })
    await writeFile(join(packages, path), text)
  }
  await put("vllm/__init__.py", "x = 1\n")
  await put("vllm/_C.abi3.so", "0123456789")
  await put(
    "vllm-0.31.0+cu130.dist-info/RECORD",
    "vllm/__init__.py,sha256=a,6\nvllm/_C.abi3.so,sha256=b,10\nvllm/__pycache__/x.pyc,,\n",
  )
  await put("Py_Thing-1.0.dist-info/RECORD", '"py,thing.so",sha256=c,3\nREADME,sha256=d,9\n')
  await put("py,thing.so", "abc")
  const lock = { version: "0.31.0", sourceId: "release", hash: "h", torch: "2.13.0", pylock: "" }
  const file = { fileName: "f", url: "https://index.example/f", sha256: "s", bytes: 1 }
  const wheels = [{ ...file, packageName: "py.thing", version: "1.0" }]
  const kernels = { ...file, packageName: "vllm", version: "0.31.0" }
  const lockFile = join(root, home.downloads, "locks", `${ENGINE.id}.json`)
  await mkdir(dirname(lockFile), { recursive: true })
  await writeFile(lockFile, JSON.stringify({ ...lock, kernels, source: kernels, wheels }))
  await change(packages)
  return CHECKERS["engine-integrity"](world)
}

/** A safetensors file of one tensor. */
function shard(bytes: number): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify({
      __metadata__: { format: "pt" },
      w: { dtype: "U8", shape: [bytes], data_offsets: [0, bytes] },
    }),
  )
  const file = new Uint8Array(8 + header.length + bytes)
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true)
  file.set(header, 8)
  return file
}

async function model(files: Readonly<Record<string, Uint8Array | string>>) {
  const folder = await temporaryFolder()
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return checkModelFolder(createFiles(), folder)
}

/** The first hub is away. */
const oneHubAway = async () => ({
  ...ONLINE,
  hubs: [broken("index-unreachable"), answered("other-hub.example")],
})

const limitsLine = (soft: string, hard: string) =>
  `Max open files            ${soft}                ${hard}               files\n`

const oneLeftOver = async () => ({
  processes: [{ pid: 1046, runId: "r" }],
  halfMadeEngines: [],
  orphanedCaches: [],
})
