import { describe, expect, it } from "vitest"
import { judgeAnswer, parseContentRange, type Question } from "#common/domain/transfer/judge-answer"

const question: Question = {
  from: 100,
  ranged: true,
  promisedBytes: 1000,
  learnedBytes: 1000,
  validator: { etag: '"a"', lastModified: null },
  hashKnown: true,
  path: "/model-00001-of-00002.safetensors",
}
const part = { "content-range": "bytes 100-199/1000", "content-length": "100", etag: '"a"' }
const stranger: Question = { ...question, promisedBytes: null, learnedBytes: null, validator: null, from: 0 }

describe("an answer to a request for a range", () => {
  it.each<[string, Partial<Question>, number, Record<string, string>, string]>([
    ["the part asked for", {}, 206, part, "part"],
    [
      "less than asked for is still the part",
      {},
      206,
      { ...part, "content-range": "bytes 100-101/1000" },
      "part",
    ],
    [
      "a total that the server does not tell",
      {},
      206,
      { ...part, "content-range": "bytes 100-199/*" },
      "part",
    ],
    ["Range ignored", {}, 200, { "content-length": "1000", etag: '"a"' }, "whole"],
    ["another part", {}, 206, { ...part, "content-range": "bytes 0-99/1000" }, "wrong-range"],
    ["206 without Content-Range", {}, 206, { etag: '"a"' }, "wrong-range"],
    [
      "a range that ends before it begins",
      {},
      206,
      { ...part, "content-range": "bytes 100-9/1000" },
      "wrong-range",
    ],
    ["another tag", {}, 206, { ...part, etag: '"b"' }, "changed"],
    [
      "If-Range failed: the new file as a whole",
      {},
      200,
      { "content-length": "1000", etag: '"b"' },
      "changed",
    ],
    [
      "another total than the server gave before",
      { promisedBytes: null },
      206,
      { ...part, "content-range": "bytes 100-199/900" },
      "changed",
    ],
    [
      "another total than was promised",
      {},
      206,
      { ...part, "content-range": "bytes 100-199/900" },
      "wrong-length",
    ],
    ["the wrong file as a whole", {}, 200, { "content-length": "77", etag: '"a"' }, "wrong-length"],
    ["shrunk below the range", { promisedBytes: null }, 416, { "content-range": "bytes */50" }, "changed"],
    ["shrunk, and a size was promised", {}, 416, { "content-range": "bytes */50" }, "wrong-length"],
    ["416 for a range that exists", {}, 416, { "content-range": "bytes */1000" }, "wrong-range"],
    ["an empty file", stranger, 416, { "content-range": "bytes */0" }, "empty"],
    ["squeezed on the way", {}, 200, { "content-encoding": "gzip", etag: '"a"' }, "encoded"],
    [
      "labelled gzip, yet as long as promised: an archive as it lies on disk",
      {},
      200,
      { "content-encoding": "gzip", "content-length": "1000", etag: '"a"' },
      "whole",
    ],
    [
      "labelled gzip, nothing known, named like an archive",
      { ...stranger, hashKnown: false, path: "/vllm-0.30.0.tar.gz" },
      200,
      { "content-encoding": "x-gzip" },
      "whole",
    ],
    [
      "squeezed, nothing known",
      { ...stranger, hashKnown: false },
      200,
      { "content-encoding": "br" },
      "encoded",
    ],
    ["no length at all", stranger, 200, {}, "whole"],
    ["not there", {}, 404, {}, "status"],
    ["a redirect that nobody followed", {}, 302, {}, "status"],
  ])("%s", (_, change, status, headers, kind) => {
    expect(judgeAnswer({ ...question, ...change }, status, headers).kind).toBe(kind)
  })

  it("tells the size and the mark of the file", () => {
    expect(judgeAnswer(stranger, 206, { ...part, "content-range": "bytes 0-9/1000" })).toEqual({
      kind: "part",
      totalBytes: 1000,
      validator: { etag: '"a"', lastModified: null },
    })
  })
})

it.each([
  ["bytes 0-0/1", { from: 0, to: 1, totalBytes: 1 }],
  ["bytes 5-9/*", { from: 5, to: 10, totalBytes: null }],
  ["bytes 0-10/10", null],
  ["bytes */10", null],
  ["items 0-1/2", null],
  [undefined, null],
])("Content-Range %s", (header, range) => {
  expect(parseContentRange(header)).toEqual(range)
})
