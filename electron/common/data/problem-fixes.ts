import type { FixTemplate } from "../domain/diagnosis/fix"
import type { ProblemCode } from "../domain/problem"

/** What can be done about problems that services find by themselves; those the doctor reads from logs have rules. */
export const PROBLEM_FIXES: Readonly<Partial<Record<ProblemCode, readonly FixTemplate[]>>> = {
  "model-incomplete": [
    { kind: "refetch-file", file: { value: "file" } },
    { kind: "refetch-model" },
    { kind: "other-variant" },
  ],
  "not-a-model-folder": [{ kind: "choose-model-folder" }],
  "model-not-here": [{ kind: "choose-model-folder" }, { kind: "other-variant" }],
  "engine-missing": [{ kind: "rebuild-engine" }],
  "engine-damaged": [{ kind: "rebuild-engine" }, { kind: "other-engine-version" }],
  "engine-dead": [{ kind: "start-again" }, { kind: "other-engine-version" }],
  "engine-will-not-end": [{ kind: "end-leftovers" }, { kind: "reboot" }],
  "selftest-no-answer": [
    { kind: "other-engine-version" },
    { kind: "rebuild-engine" },
    { kind: "start-again" },
  ],
  "selftest-wrong-answer": [{ kind: "other-engine-version" }, { kind: "rebuild-engine" }],
  "selftest-no-tool-call": [{ kind: "other-engine-version" }, { kind: "rebuild-engine" }],
  "disk-too-small": [{ kind: "free-disk", path: { value: "path" } }],
  "index-unreachable": [{ kind: "choose-mirror" }, { kind: "check-network" }],
  "hub-unreachable": [{ kind: "check-network" }],
  "driver-broken": [{ kind: "reboot" }],
  "smi-timeout": [{ kind: "reboot" }],
  "gpu-needs-reset": [{ kind: "reboot" }, { kind: "check-gpu" }],
  "driver-limits-cuda": [{ kind: "update-driver", minimum: { value: "needed" } }],
  "memory-too-small": [{ kind: "free-main-memory" }],
}
