import { AnchorIndex } from "./anchor-index"
import type { Template } from "./template"

/** A pattern and what it stands for when it matches. */
export interface Pattern<Meaning> {
  readonly template: Template
  readonly meaning: Meaning
}

/** Many patterns behind one index of the texts they look for: most lines of most logs cost one walk over them. */
export class PatternIndex<Meaning> {
  private readonly index: AnchorIndex
  private readonly patternsOfAnchor: readonly (readonly number[])[]
  /** The search in which a pattern was last found: each is handed out once a line. */
  private readonly lastFound: Float64Array
  private searches = 0

  constructor(private readonly patterns: readonly Pattern<Meaning>[]) {
    const byAnchor = new Map<string, number[]>()
    for (const [index, { template }] of patterns.entries()) {
      for (const anchor of template.anchors) {
        const known = byAnchor.get(anchor)
        if (known === undefined) byAnchor.set(anchor, [index])
        else known.push(index)
      }
    }
    this.index = new AnchorIndex([...byAnchor.keys()])
    this.patternsOfAnchor = [...byAnchor.values()]
    this.lastFound = new Float64Array(patterns.length)
  }

  /** Patterns that may match the text, in their order; whether they do is theirs to say. */
  candidates(text: string): readonly Pattern<Meaning>[] {
    this.searches += 1
    let found: number[] | null = null
    this.index.search(text, (anchor) => {
      for (const pattern of this.patternsOfAnchor[anchor] ?? []) {
        if (this.lastFound[pattern] === this.searches) continue
        this.lastFound[pattern] = this.searches
        found = found ?? []
        found.push(pattern)
      }
    })
    return found === null ? [] : this.inOrder(found)
  }

  private inOrder(found: number[]): readonly Pattern<Meaning>[] {
    if (found.length > 1) found.sort((a, b) => a - b)
    const result: Pattern<Meaning>[] = []
    for (const index of found) {
      const pattern = this.patterns[index]
      if (pattern !== undefined) result.push(pattern)
    }
    return result
  }
}
