import type { GpuSpec } from "../../domain/plan/gpus"

type Row = readonly [
  pattern: string,
  least: number,
  most: number,
  capability: number,
  multiprocessors: number,
]

/** CUDA's total in GiB as vLLM and PyTorch printed it, compute capability, streaming multiprocessors. */
const ROWS: readonly Row[] = [
  ["h100", 79.11, 79.22, 9, 132],
  ["h100 nvl", 93.0, 93.12, 9, 132],
  ["h200", 139.8, 139.81, 9, 132],
  ["h800", 79.11, 79.22, 9, 132],
  ["h20", 95.1, 95.22, 9, 78],
  ["gh200", 94.5, 95.5, 9, 132],
  ["b200", 178.3, 178.4, 10, 148],
  ["b300", 267, 268, 10.3, 148],
  ["a100", 79.1, 79.33, 8, 108],
  ["a100 40gb", 39.38, 39.5, 8, 108],
  ["a100 sxm4 40gb", 39.38, 39.5, 8, 108],
  ["a100 pcie 40gb", 39.38, 39.5, 8, 108],
  ["a800", 79.1, 79.33, 8, 108],
  ["a30", 23.5, 23.6, 8, 56],
  ["l40s", 44.39, 44.42, 8.9, 142],
  ["l40", 44.39, 44.42, 8.9, 142],
  ["l20", 44.4, 44.53, 8.9, 92],
  ["l4", 22.03, 22.17, 8.9, 58],
  ["a40", 44.35, 44.42, 8.6, 84],
  ["a10", 21.98, 22.19, 8.6, 72],
  ["a10g", 21.98, 22.19, 8.6, 80],
  ["a6000", 47.41, 47.54, 8.6, 84],
  ["a5000", 23.5, 23.69, 8.6, 64],
  ["a4000", 15.6, 15.73, 8.6, 48],
  ["rtx 6000 ada", 47.37, 47.51, 8.9, 142],
  ["rtx pro 6000", 94.97, 95.0, 12, 188],
  ["rtx pro 5000", 47.3, 47.5, 12, 110],
  ["rtx 5090", 31.33, 31.36, 12, 170],
  ["rtx 5080", 15.45, 15.6, 12, 84],
  ["rtx 5070 ti", 15.45, 15.6, 12, 70],
  ["rtx 5070", 11.5, 11.64, 12, 48],
  ["rtx 5060 ti", 15.45, 15.6, 12, 36],
  ["rtx 4090", 23.51, 23.64, 8.9, 128],
  ["rtx 4090 48gb", 47.37, 47.5, 8.9, 128],
  ["rtx 4080", 15.57, 15.71, 8.9, 76],
  ["rtx 4070 ti super", 15.57, 15.71, 8.9, 66],
  ["rtx 4070", 11.6, 11.73, 8.9, 46],
  ["rtx 4060 ti", 15.6, 15.73, 8.9, 34],
  ["rtx 4060", 7.6, 7.75, 8.9, 24],
  ["rtx 3090", 23.54, 23.58, 8.6, 82],
  ["rtx 3080", 9.6, 9.77, 8.6, 68],
  ["rtx 3060", 11.6, 11.76, 8.6, 28],
  ["rtx 2080 ti", 10.57, 10.76, 7.5, 68],
  ["rtx 2060 12gb", 11.6, 12, 7.5, 34],
  ["t4", 14.56, 14.75, 7.5, 40],
  ["v100", 31.73, 31.75, 7, 80],
  ["v100 16gb", 15.77, 15.78, 7, 80],
]

/** Chips that share one memory with the host. */
const UNIFIED: readonly Row[] = [
  ["gb10", 119.6, 121.69, 12.1, 48],
  ["dgx spark", 119.6, 121.69, 12.1, 48],
  ["thor", 121.5, 122.8, 11, 20],
  ["orin", 29.9, 61.4, 8.7, 16],
]

export const GPU_SPECS: readonly GpuSpec[] = [
  ...ROWS.map((row) => specOf(row, false)),
  ...UNIFIED.map((row) => specOf(row, true)),
]

function specOf([pattern, least, most, capability, multiprocessors]: Row, unified: boolean): GpuSpec {
  return { pattern: ` ${pattern} `, totalGiB: [least, most], capability, multiprocessors, unified }
}
