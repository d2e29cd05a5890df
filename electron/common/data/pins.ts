/** Oldest uv that writes `pylock.toml` the way Glimmer reads it. */
export const OLDEST_UV = "0.8.0"

/** The uv that Glimmer fetches where there is none, by hash: whichever index serves it, it is this file. */
export const UV_VERSION = "0.13.9"

/** Wheels of that uv, by machine and C library. */
export const UV_WHEELS: readonly {
  readonly architecture: "x64" | "arm64"
  readonly libc: "glibc" | "musl"
  readonly file: string
  readonly sha256: string
}[] = [
  {
    architecture: "x64",
    libc: "glibc",
    file: "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    sha256: "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
  },
  {
    architecture: "x64",
    libc: "musl",
    file: "uv-0.13.9-py3-none-musllinux_1_1_x86_64.whl",
    sha256: "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
  },
  {
    architecture: "arm64",
    libc: "glibc",
    file: "uv-0.13.9-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
    sha256: "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
  },
]
