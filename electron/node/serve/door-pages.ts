import { DOOR_WORDS, type DoorWords } from "./door-words"

/** What `/enter` can have to say; `opening` until something else is known. */
const ENTER_STATES = ["opening", "wrong", "incomplete", "wait", "unreachable"] as const

/** Takes the token from the fragment, which no server and no log ever sees, and trades it for a session. */
export function enterPage(): string {
  const states = ENTER_STATES.map(
    (state) => `<section data-for="${state}">${bilingual(DOOR_WORDS[state])}</section>`,
  )
  return page(
    `<div role="status" aria-live="polite">${states.join("")}</div>
<noscript>${bilingual(DOOR_WORDS.noScript)}</noscript>
<script src="/enter.js"></script>`,
  )
}

/** Instead of the page, for those who are not in: what to do, in plain words. */
export function lockedPage(): string {
  const { lockedTitle, lockedReason, lockedCure } = DOOR_WORDS
  return page(
    (["zh-CN", "en"] as const)
      .map(
        (language) =>
          `<section lang="${language}"><h1>${lockedTitle[language]}</h1>` +
          `<p>${lockedReason[language]}</p><p>${lockedCure[language]}</p></section>`,
      )
      .join(""),
  )
}

export const ENTER_SCRIPT = `const token = location.hash.slice(1)
// Out of the address bar and the history before anything else happens.
history.replaceState(null, "", "/enter")
async function enter() {
  if (token === "") return "incomplete"
  const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) }
  const answer = await fetch("/session", request).catch(() => null)
  if (answer === null) return "unreachable"
  if (answer.status === 429) return "wait"
  if (!answer.ok) return "wrong"
  location.replace("/")
  return "opening"
}
enter().then((state) => {
  document.documentElement.dataset.state = state
})
`

export const ENTER_STYLE = `:root { color-scheme: light dark; --text: oklch(0.27 0.02 250);
  --surface: oklch(0.985 0.004 240) }
@media (prefers-color-scheme: dark) {
  :root { --text: oklch(0.93 0.01 240); --surface: oklch(0.2 0.015 250) } }
html { background: var(--surface); color: var(--text); text-autospace: normal;
  font: 14px/1.65 Inter, system-ui, "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center }
main { max-width: 34rem; padding: 24px }
h1 { font-size: 20px; font-weight: 600; line-height: 1.5; margin: 24px 0 8px }
p { margin: 0 0 8px }
[data-for] { display: none }
:root:not([data-state]) [data-for="opening"], [data-state="opening"] [data-for="opening"],
${ENTER_STATES.slice(1)
  .map((state) => `[data-state="${state}"] [data-for="${state}"]`)
  .join(", ")} { display: block }
`

function page(body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Glimmer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/enter.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

function bilingual(words: DoorWords): string {
  return `<p lang="zh-CN">${words["zh-CN"]}</p><p lang="en">${words.en}</p>`
}
