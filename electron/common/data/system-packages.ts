import type { SystemPackages } from "../domain/diagnosis/fix"

/** What an engine needs of the system, under the names that distributions give it. */
export const SYSTEM_PACKAGES = {
  compilers: {
    debian: ["build-essential"],
    fedora: ["gcc", "gcc-c++", "make"],
    suse: ["gcc", "gcc-c++", "make"],
    arch: ["base-devel"],
  },
  pythonHeaders: {
    debian: ["python3-dev", "build-essential"],
    fedora: ["python3-devel", "gcc"],
    suse: ["python3-devel", "gcc"],
    arch: ["python", "base-devel"],
  },
} as const satisfies Readonly<Record<string, SystemPackages>>
