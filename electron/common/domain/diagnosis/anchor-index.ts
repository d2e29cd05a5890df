/**
 * Finds which of many short texts stand in a line, in one walk over the line however many there are
 * (Aho and Corasick's automaton). Letters of either case are the same.
 */
export class AnchorIndex {
  /** Class of each UTF-16 code; 0 for those that no anchor uses. */
  private readonly classes = new Uint16Array(65_536)
  private readonly width: number
  /** Next state by state and class. */
  private readonly next: Int32Array
  /** Anchors that end in a state; absent for most. */
  private readonly ends: (readonly number[] | undefined)[]
  /** 1 where {@link ends} has something: looked at for every character. */
  private readonly isEnd: Uint8Array

  constructor(anchors: readonly string[]) {
    const count = this.classify(anchors)
    this.width = count
    const tree: (Map<number, number> | undefined)[] = [new Map()]
    this.ends = [undefined]
    for (const [index, anchor] of anchors.entries()) this.add(tree, anchor.toLowerCase(), index)
    this.next = new Int32Array(tree.length * count)
    this.link(tree)
    this.isEnd = Uint8Array.from(this.ends, (end) => (end === undefined ? 0 : 1))
  }

  /** Calls `found` with the number of each anchor that stands in the text; the same one perhaps more than once. */
  search(text: string, found: (anchor: number) => void): void {
    const { classes, next, width, isEnd, ends } = this
    const length = text.length
    let state = 0
    for (let at = 0; at < length; at += 1) {
      state = next[state * width + (classes[text.charCodeAt(at)] ?? 0)] ?? 0
      if (isEnd[state] === 1) for (const anchor of ends[state] ?? []) found(anchor)
    }
  }

  private classify(anchors: readonly string[]): number {
    let count = 1
    for (const anchor of anchors) {
      for (let at = 0; at < anchor.length; at += 1) {
        const letter = anchor.charAt(at)
        const code = letter.toLowerCase().charCodeAt(0)
        if (this.classes[code] !== 0) continue
        this.classes[code] = count
        const upper = letter.toUpperCase()
        if (upper.length === 1) this.classes[upper.charCodeAt(0)] = count
        count += 1
      }
    }
    return count
  }

  private add(tree: (Map<number, number> | undefined)[], anchor: string, index: number): void {
    let state = 0
    for (let at = 0; at < anchor.length; at += 1) {
      const letter = this.classes[anchor.charCodeAt(at)] ?? 0
      const known = tree[state]?.get(letter)
      const following = known ?? tree.push(new Map()) - 1
      if (known === undefined) tree[state]?.set(letter, following)
      state = following
    }
    this.ends[state] = [...(this.ends[state] ?? []), index]
  }

  /**
   * Turns the tree into a full table: where a state has no way on, it goes on as its longest suffix would. Shallow
   * states come first, so that the suffix's ways are known and can be taken over at one go.
   */
  private link(tree: readonly (Map<number, number> | undefined)[]): void {
    const { next, width, ends } = this
    const suffix = new Int32Array(tree.length)
    const queue = [0]
    for (let at = 0; at < queue.length; at += 1) {
      const state = queue[at] ?? 0
      const fallback = (suffix[state] ?? 0) * width
      if (state !== 0) next.copyWithin(state * width, fallback, fallback + width)
      for (const [letter, child] of tree[state] ?? []) {
        // Before the root's own way is written it leads back to the root, as its children's suffix does.
        suffix[child] = next[state * width + letter] ?? 0
        next[state * width + letter] = child
        const inherited = ends[suffix[child] ?? 0]
        if (inherited !== undefined) ends[child] = [...(ends[child] ?? []), ...inherited]
        queue.push(child)
      }
    }
  }
}
