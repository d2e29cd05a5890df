const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)

/** Colours and cursor moves (CSI), titles and links (OSC), and the short two-character ones. */
const SEQUENCES = new RegExp(
  [
    String.raw`${ESCAPE}\[[0-?]*[ -/]*[@-~]`,
    String.raw`${ESCAPE}\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\)`,
    String.raw`${ESCAPE}[@-Z\\^_]`,
  ].join("|"),
  "g",
)

/** The text as a person sees it: without terminal escapes such as the underline `nvidia-smi topo` draws. */
export function withoutEscapes(text: string): string {
  return text.includes(ESCAPE) ? text.replace(SEQUENCES, "") : text
}
