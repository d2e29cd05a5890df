import { join } from "node:path"
import { z } from "zod"
import type { Calibration } from "#common/domain/plan/calibration"
import type { Home } from "../../home"
import { parseJson } from "../../parse-json"
import type { Files } from "../../ports"

const bytes = z.number().nonnegative().nullable()
const calibrationSchema = z.object({
  gpuName: z.string(),
  modelId: z.string(),
  version: z.string(),
  tensorParallel: z.int(),
  pipelineParallel: z.int(),
  enforceEager: z.boolean(),
  maxNumSeqs: z.int().nullable(),
  weightsBytes: bytes,
  peakBytes: bytes,
  nonTorchBytes: bytes,
  graphsBytes: bytes,
  graphsDeductedBytes: bytes,
  cacheBytes: bytes,
  cacheTokens: bytes,
}) satisfies z.ZodType<Calibration>

/** More cards, models and releases than anybody tries in a year. */
const KEPT = 300

/** What starts really took here, kept on disk for the next plans; newest last. */
export class Calibrations {
  private constructor(
    private readonly files: Files,
    private readonly path: string,
    private kept: readonly Calibration[],
  ) {}

  static async open(files: Files, home: Home): Promise<Calibrations> {
    const path = join(home.root, "measured.json")
    const text = await files.readText(path)
    const raw = z.array(z.unknown()).safeParse(text === null ? [] : parseJson(text))
    const read = (raw.data ?? []).flatMap((one) => calibrationSchema.safeParse(one).data ?? [])
    return new Calibrations(files, path, read)
  }

  get all(): readonly Calibration[] {
    return this.kept
  }

  /** Keeps a record in place of an older one of the very same start; one that measured nothing is not kept. */
  async add(record: Calibration): Promise<void> {
    if (record.weightsBytes === null && record.cacheBytes === null) return
    const others = this.kept.filter((one) => keyOf(one) !== keyOf(record))
    this.kept = [...others, record].slice(-KEPT)
    await this.files.writeText(this.path, `${JSON.stringify(this.kept, null, 1)}\n`)
  }
}

function keyOf(record: Calibration): string {
  const { gpuName, modelId, version, tensorParallel, pipelineParallel, enforceEager, maxNumSeqs } = record
  return JSON.stringify([
    gpuName,
    modelId,
    version,
    tensorParallel,
    pipelineParallel,
    enforceEager,
    maxNumSeqs,
  ])
}
