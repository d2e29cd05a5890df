import type { Page } from "@playwright/test"
import { expect, tabTo, test } from "./scripted"

const composer = (page: Page) => page.getByRole("textbox", { name: "Message" })

test("a question is sent, answered in markdown, and its thread is named", async ({ page, open }) => {
  // Slow enough that the page is there before the answer is: what stood there already is no news.
  const { glimmer } = await open("chat-empty", "#/chat", { paceMs: 20 })
  await composer(page).fill("Explain compound interest")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("table")).toBeVisible()
  await expect(page.locator(".katex")).toBeVisible()
  await expect(page.getByText("Answer complete")).toBeAttached()
  await expect(page.getByRole("navigation", { name: "Conversations" })).toContainText(
    "Explain compound interest",
  )
  await expect(composer(page)).toHaveValue("")
  expect(glimmer.program.calls.filter((call) => call.path === "chat.send")).toHaveLength(1)
})

test("a chat turn with a tool is walked by keyboard: asked, allowed once, answered", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("chat-empty", "#/chat")
  await tabTo(page, "Message")
  await page.keyboard.type("calculate it")
  await page.keyboard.press("Enter")
  const card = page.getByRole("region", { name: "Calculator" })
  await expect(card).toContainText("Waiting for you")
  await expect(card).toContainText("18450 * (1 + 0.0375) ^ 12")
  await tabTo(page, "Allow once")
  await page.keyboard.press("Enter")
  await expect(card).toContainText("28696.7405")
  await expect(page.getByText("After 12 years it is")).toBeVisible()
  expect(glimmer.program.calls.at(-1)).toMatchObject({
    path: "chat.decide",
    input: { allow: true, remember: false, argumentsText: null },
  })
})

test("arguments edited before a tool runs are what the tool gets", async ({ page, open }) => {
  const { glimmer } = await open("chat-empty", "#/chat")
  await composer(page).fill("calculate it")
  await page.keyboard.press("Enter")
  const card = page.getByRole("region", { name: "Calculator" })
  await card.getByRole("button", { name: "Edit" }).click()
  await card.getByRole("textbox", { name: "Argument expression" }).fill("1 + 1")
  await card.getByRole("button", { name: "Always allow" }).click()
  await expect(card).toContainText("Done")
  expect(glimmer.program.calls.at(-1)).toMatchObject({
    path: "chat.decide",
    input: { allow: true, remember: true, argumentsText: '{"expression":"1 + 1"}' },
  })
  await expect(card).toContainText("1 + 1")
})

test("a tool that is not allowed does nothing, and the answer goes on", async ({ page, open }) => {
  await open("chat-empty", "#/chat")
  await composer(page).fill("calculate it")
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Don't allow" }).click()
  await expect(page.getByText("Nothing was done.")).toBeVisible()
  await expect(page.getByText("without the calculator")).toBeVisible()
})

test("Esc stops the answer and keeps what came", async ({ page, open }) => {
  const { glimmer } = await open("chat-empty", "#/chat", { paceMs: 40 })
  await composer(page).fill("tell me something long")
  await page.keyboard.press("Enter")
  await expect(page.getByText("Compound interest grows")).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByText("Stopped here.").last()).toBeVisible()
  await expect(page.getByText("Compound interest grows")).toBeVisible()
  expect(glimmer.program.calls.map((call) => call.path)).toContain("chat.stop")
})

test("a turn that breaks off keeps its text, says why and is tried again", async ({ page, open }) => {
  const { glimmer } = await open("chat-empty", "#/chat")
  await composer(page).fill("please fail")
  await page.keyboard.press("Enter")
  await expect(page.getByText("The lease runs from")).toBeVisible()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("table")).toBeVisible()
  expect(glimmer.program.calls.map((call) => call.path)).toContain("chat.retry")
})

test("Enter accepts a word of the input method and does not send", async ({ page, open }) => {
  const { glimmer } = await open("chat-empty", "#/chat")
  await composer(page).focus()
  const session = await page.context().newCDPSession(page)
  await session.send("Input.imeSetComposition", { text: "nihao", selectionStart: 5, selectionEnd: 5 })
  await expect(composer(page)).toHaveValue("nihao")
  // What browsers send for the Enter that picks a candidate.
  await session.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Process",
    code: "Enter",
    windowsVirtualKeyCode: 229,
  })
  await page.evaluate(() => {
    const field = document.querySelector("[data-composer]")
    field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }))
    field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }))
  })
  await session.send("Input.insertText", { text: "你好" })
  await expect(composer(page)).toHaveValue("你好")
  expect(glimmer.program.calls).toEqual([])
  await page.keyboard.press("Enter")
  await expect.poll(() => glimmer.program.calls.map((call) => call.path)).toEqual(["chat.send"])
})

test("Shift+Enter breaks the line, and the field grows to eight lines at most", async ({ page, open }) => {
  await open("chat-empty", "#/chat")
  await composer(page).focus()
  const one = (await composer(page).boundingBox())?.height ?? 0
  for (let line = 0; line < 4; line++) await page.keyboard.press("Shift+Enter")
  const five = (await composer(page).boundingBox())?.height ?? 0
  for (let line = 0; line < 30; line++) await page.keyboard.press("Shift+Enter")
  const many = (await composer(page).boundingBox())?.height ?? 0
  expect(five).toBeGreaterThan(one * 2)
  expect(many).toBeLessThan(one * 8)
  expect(many).toBeGreaterThan(five)
})

test("while the engine is not ready the text is kept and the engine can be started", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("chat-not-running", "#/chat")
  await composer(page).fill("kept")
  await page.keyboard.press("Enter")
  await expect(composer(page)).toHaveValue("kept")
  await page.reload()
  await expect(composer(page)).toHaveValue("kept")
  await page.getByRole("button", { name: "Start the engine" }).click()
  await expect(page.getByText("The engine is starting")).toBeVisible()
  expect(glimmer.program.calls.map((call) => call.path)).toEqual(["engine.start"])
})

test("a conversation is renamed, deleted and brought back", async ({ page, open }) => {
  await open("chat", "#/chat/t1")
  const list = page.getByRole("navigation", { name: "Conversations" })
  await list.getByRole("button", { name: "Actions for Compound interest" }).click()
  await page.getByRole("menuitem", { name: "Rename" }).click()
  await expect(page.getByRole("textbox", { name: "New name" })).toBeFocused()
  await page.keyboard.type("Interest")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name: "Interest" })).toBeVisible()
  await list.getByRole("button", { name: "Actions for Interest" }).click()
  await page.getByRole("menuitem", { name: "Delete" }).click()
  await expect(list.getByRole("button", { name: "Interest", exact: true })).toBeHidden()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(list.getByRole("button", { name: "Interest", exact: true })).toBeVisible()
})

test("a text file is attached from the machine's disk and goes along", async ({ page, open }) => {
  const { glimmer } = await open("chat-empty", "#/chat")
  await page.getByRole("button", { name: "Attach a text file" }).click()
  const dialog = page.getByRole("dialog", { name: "Choose a text file" })
  await dialog.getByRole("button", { name: "Documents" }).click()
  await dialog.getByRole("button", { name: /lease\.txt/ }).click()
  await dialog.getByRole("button", { name: "Use this file" }).click()
  await expect(page.getByText("lease.txt")).toBeVisible()
  await composer(page).fill("Main points?")
  await page.keyboard.press("Enter")
  await expect
    .poll(() => glimmer.program.calls.find((call) => call.path === "chat.send")?.input)
    .toMatchObject({ attachments: ["/home/user/Documents/lease.txt"] })
})

test("a file that is no text is refused with a sentence, and the message stays", async ({ page, open }) => {
  await open("chat-empty", "#/chat")
  await composer(page).fill("Look at this")
  await page.getByRole("button", { name: "Attach a text file" }).click()
  const dialog = page.getByRole("dialog", { name: "Choose a text file" })
  await dialog.getByRole("button", { name: "Documents" }).click()
  await dialog.getByRole("button", { name: /picture\.png/ }).click()
  await dialog.getByRole("button", { name: "Use this file" }).click()
  await expect(
    page
      .getByText(/text/i)
      .filter({ hasText: /picture|isn't|not/i })
      .first(),
  ).toBeVisible()
  await expect(composer(page)).toHaveValue("Look at this")
})

test("the end stays in sight while the reader is there, and they are left in peace once they scroll up", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("chat", "#/chat/t1", { paceMs: 120 })
  const box = page.locator("[data-scroll]")
  const fromEnd = () =>
    box.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop)
  await composer(page).fill("3000")
  await page.keyboard.press("Enter")
  await expect(page.getByText("Part 3", { exact: true })).toBeVisible()
  await expect.poll(fromEnd).toBeLessThan(60)
  await box.hover()
  await page.mouse.wheel(0, -400)
  await expect(page.getByRole("button", { name: "To the end" })).toBeVisible()
  // The wheel's own motion takes some frames.
  const top = await box.evaluate(async (element) => {
    let before = -1
    while (before !== element.scrollTop) {
      before = element.scrollTop
      for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
    }
    return before
  })
  await expect.poll(fromEnd, { timeout: 30_000 }).toBeGreaterThan(900)
  expect(await box.evaluate((element) => element.scrollTop)).toBe(top)
  await page.getByRole("button", { name: "To the end" }).click()
  await expect.poll(fromEnd).toBeLessThan(60)
  await expect(page.getByRole("button", { name: "To the end" })).toBeHidden()
  await page.keyboard.press("Escape")
  await expect.poll(() => glimmer.program.calls.map((call) => call.path)).toContain("chat.stop")
})

test("an answer loads nothing from elsewhere and runs nothing", async ({ page, open }) => {
  const { requests, complaints, glimmer } = await open("chat", "#/chat/t5")
  await expect(page.getByText("Picture not loaded: picture")).toBeVisible()
  const link = page.getByRole("link", { name: "a link" })
  await expect(link).toHaveAttribute("target", "_blank")
  await expect(link).toHaveAttribute("rel", /noopener/)
  expect(await page.locator(".prose script, .prose img").count()).toBe(0)
  expect(
    requests.filter(
      (url) => !url.startsWith(glimmer.url) && !url.startsWith(glimmer.url.replace("http", "ws")),
    ),
  ).toEqual([])
  expect(complaints).toEqual([])
})

test("a question is worded anew by keyboard; both wordings stay and can be turned to", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("chat", "#/chat/t3")
  await tabTo(page, "Edit the question")
  await page.keyboard.press("Enter")
  const field = page.getByRole("textbox", { name: "The question, worded anew" })
  await expect(field).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(field).toBeHidden()
  await page.getByRole("button", { name: "Edit the question" }).click()
  await field.fill("Explain compound interest instead")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("table")).toBeVisible()
  await expect(page.getByText("What do 18,450")).toBeHidden()
  await page.getByRole("button", { name: "The version before" }).first().click()
  await expect(page.getByText("What do 18,450")).toBeVisible()
  expect(glimmer.program.calls.map((call) => call.path)).toEqual(["chat.edit", "chat.switchBranch"])
})

test("a suggestion is ready to be sent: its text stands in the field, and so does the cursor", async ({
  page,
  open,
}) => {
  const { glimmer } = await open("chat-empty", "#/chat")
  await page.getByRole("button", { name: /^What do 18,450/ }).click()
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type(" Exactly.")
  await expect(composer(page)).toHaveValue(/after 12 years\? Exactly\.$/)
  await page.keyboard.press("Enter")
  await expect.poll(() => glimmer.program.calls.map(({ path }) => path)).toContain("chat.send")
})
