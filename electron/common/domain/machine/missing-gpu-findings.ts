import type { Finding } from "../hardware"
import { makeProblem } from "../problem"
import type { MachineFacts } from "./machine-facts"

/** Why there is no NVIDIA card to work with, and what other cards there are instead. */
export function missingGpuFindings(facts: MachineFacts): readonly Finding[] {
  const why = whyNone(facts)
  const others = facts.otherGpus.map(({ vendor, name }): Finding => ({
    level: "warning",
    problem: makeProblem("gpu-vendor-unsupported", { vendor, name }),
  }))
  // Where another maker's card is the only one, that says more than "no NVIDIA card".
  const onlyOthers = why.problem.code === "no-gpu" && others.length > 0
  return onlyOthers ? others : [why, ...others]
}

function whyNone(facts: MachineFacts): Finding {
  const { smiProblem, nvidiaCards, kernelDriver, container, os } = facts
  const [lost] = facts.troubledGpus
  if (lost !== undefined) {
    return { level: "error", problem: makeProblem("gpu-needs-reset", { name: lost.name }, lost.evidence) }
  }
  const evidence = smiProblem?.evidence ?? null
  const installed = smiProblem !== null && smiProblem.code !== "no-gpu-driver"
  if (installed) {
    // The driver works for the machine, but this container was not given the card (any more).
    const shut = container && (smiProblem.code === "gpu-not-visible" || /NVML/.test(evidence ?? ""))
    const isMismatch = smiProblem.code === "nvml-mismatch"
    if (shut && !isMismatch)
      return { level: "error", problem: makeProblem("gpu-not-in-container", {}, evidence) }
    return { level: "error", problem: smiProblem }
  }
  if (os.wsl) return { level: "warning", problem: makeProblem("wsl-gpu-missing") }
  if (container && (kernelDriver || nvidiaCards.length > 0)) {
    return { level: "error", problem: makeProblem("gpu-not-in-container") }
  }
  const [name] = nvidiaCards
  if (name !== undefined || kernelDriver) {
    return { level: "error", problem: makeProblem("no-gpu-driver", name === undefined ? {} : { name }) }
  }
  return { level: "warning", problem: makeProblem("no-gpu") }
}
