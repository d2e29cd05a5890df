/**
 * What can be done about a cause, as data. `program`: Glimmer can do it by itself when asked. `person`: it takes
 * somebody at the machine, who gets the exact words. `explanation`: advice that circulates and would do harm; it is
 * explained, and never a button.
 */
export const FIX_KINDS = {
  // How the engine is started.
  "lower-max-model-len": "program",
  "raise-max-model-len": "program",
  "set-utilization": "program",
  "fewer-chats": "program",
  "no-cuda-graphs": "program",
  "dtype-half": "program",
  "kv-dtype": "program",
  "tensor-parallel": "program",
  "leave-out-gpu": "program",
  "no-expert-parallel": "program",
  "no-custom-all-reduce": "program",
  "use-model-impl": "program",
  "other-attention-backend": "program",
  "other-tool-parser": "program",
  "other-reasoning-parser": "program",
  "enable-tools": "program",
  "add-chat-template": "program",
  "remove-option": "program",
  "usual-settings": "program",
  "other-port": "program",
  "local-address": "program",
  "set-environment": "program",
  "unset-environment": "program",
  "longer-start-time": "program",
  "start-again": "program",
  // Who is in the way.
  "end-process": "program",
  "end-leftovers": "program",
  // The engine.
  "upgrade-engine": "program",
  "other-engine-version": "program",
  "rebuild-engine": "program",
  "build-with-fewer-jobs": "program",
  "own-environment": "program",
  "clear-compile-cache": "program",
  // The model.
  "other-variant": "program",
  "refetch-file": "program",
  "refetch-model": "program",
  "choose-model-folder": "program",
  "use-served-name": "program",
  "shorten-conversation": "program",
  // Disk and network.
  "free-disk": "program",
  "other-temporary-folder": "program",
  "resume-download": "program",
  "choose-mirror": "program",
  "check-network": "program",
  "add-hf-token": "program",
  // The machine.
  "install-system-package": "person",
  "install-driver": "person",
  "update-driver": "person",
  reboot: "person",
  "newer-gpu": "person",
  "newer-system": "person",
  "use-wsl": "person",
  "trust-certificate": "person",
  "set-proxy": "person",
  "fix-folder-owner": "person",
  "more-shared-memory": "person",
  "free-main-memory": "person",
  "accept-licence": "person",
  "read-system-log": "person",
  "check-gpu": "person",
  "sync-clock": "person",
  "raise-open-files": "person",
  "enable-persistence": "person",
  // Advice that is explained and never carried out.
  "explain-trust-remote-code": "explanation",
  "explain-longer-than-model": "explanation",
  "explain-no-certificate-check": "explanation",
  "explain-break-system-packages": "explanation",
} as const

export type FixKind = keyof typeof FIX_KINDS
/** Who carries a fix out. */
export type FixActor = (typeof FIX_KINDS)[FixKind]

/** Packages by the family of Linux distributions that names them so. */
export type SystemPackages = Readonly<Record<SystemFamily, readonly string[]>>
export type SystemFamily = "debian" | "fedora" | "suse" | "arch"

/** What a fix needs beside its name. A null number means: the planner chooses. */
export interface FixDetails {
  "lower-max-model-len": { readonly tokens: number | null }
  "raise-max-model-len": { readonly tokens: number | null }
  "set-utilization": { readonly value: number | null }
  "fewer-chats": { readonly chats: number | null }
  "kv-dtype": { readonly dtype: "fp8" | "auto" }
  "tensor-parallel": { readonly size: number | null }
  "leave-out-gpu": { readonly gpu: number | null }
  "use-model-impl": { readonly implementation: "transformers" | "vllm" }
  "other-attention-backend": { readonly backend: string }
  "other-tool-parser": { readonly parser: string | null }
  "other-reasoning-parser": { readonly parser: string | null }
  "remove-option": { readonly option: string | null }
  "set-environment": { readonly name: string; readonly value: string }
  "unset-environment": { readonly name: string }
  "longer-start-time": { readonly seconds: number }
  "end-process": { readonly pid: number | null }
  "upgrade-engine": { readonly minimum: string | null }
  "refetch-file": { readonly file: string | null }
  "use-served-name": { readonly name: string | null }
  "free-disk": { readonly path: string | null }
  "build-with-fewer-jobs": { readonly jobs: number }
  "install-system-package": { readonly packages: SystemPackages }
  "update-driver": { readonly minimum: string | null }
  "fix-folder-owner": { readonly path: string | null }
  "raise-open-files": { readonly files: number }
  "accept-licence": { readonly model: string | null }
}

/** A fix as it is offered. */
export type Fix = {
  [Kind in FixKind]: { readonly kind: Kind; readonly by: FixActor } & DetailsOf<Kind>
}[FixKind]

type DetailsOf<Kind extends FixKind> = Kind extends keyof FixDetails ? FixDetails[Kind] : unknown

/** A fix as rules write it: a detail that need not be known may be worked out, or be a value of the log. */
export type FixTemplate = {
  [Kind in FixKind]: { readonly kind: Kind } & (Kind extends keyof FixDetails
    ? { readonly [Detail in keyof FixDetails[Kind]]: Sought<FixDetails[Kind][Detail]> }
    : unknown)
}[FixKind]

type Sought<Detail> = null extends Detail ? Detail | FixDetail : Detail

/** Where a detail comes from: `amount` is worked out by a formula of that name, `value` is a value of the log. */
export type FixDetail = { readonly amount: AmountId } | { readonly value: string }

/** The formulas in fix-amounts.ts. */
export type AmountId =
  | "length-that-fits"
  | "length-of-model"
  | "free-share"
  | "higher-share"
  | "lower-share"
  | "half-the-chats"
  | "size-that-divides"
  | "smaller-size"
  | "gpus-there"
  | "similar-name"
  | "driver-for-cuda"
