import type { DatabaseSync } from "node:sqlite"
import { searchableText } from "#common/domain/chat-search"
import type { KeptMessage } from "#common/domain/chat"
import type { FoundMessage } from "../chat-ports"
import { readFound } from "./sqlite-thread-rows"

/** The words of all messages, made ready to be searched. */
export interface ThreadSearch {
  /** To be called with every message that is written, in the same transaction. */
  index(message: KeptMessage): void
  find(terms: readonly string[], limit: number): readonly FoundMessage[]
}

/** Shorter terms are not in the index, which goes by three characters: the text itself is looked through for them. */
const INDEXED = /.{3}/su

export function threadSearch(database: DatabaseSync): ThreadSearch {
  const forget = database.prepare(
    "DELETE FROM message_text WHERE rowid = (SELECT position FROM message WHERE id = ?)",
  )
  const insert = database.prepare(
    "INSERT INTO message_text (rowid, text) SELECT position, ? FROM message WHERE id = ?",
  )
  return {
    index: (message) => {
      // Text being written changes all the time; it is found once it is whole.
      if (message.status === "streaming") return
      const text = searchableText(message)
      forget.run(message.id)
      if (text !== "") insert.run(text, message.id)
    },
    find: (terms, limit) => {
      const indexed = terms.filter((term) => INDEXED.test(term))
      const short = terms.filter((term) => !indexed.includes(term))
      const conditions = [
        ...(indexed.length > 0 ? ["message_text MATCH ?"] : []),
        ...short.map(() => "message_text.text LIKE ? ESCAPE '\\'"),
      ]
      const values = [
        ...(indexed.length > 0 ? [indexed.map(phrase).join(" AND ")] : []),
        ...short.map((term) => `%${term.replaceAll(/[\\%_]/g, "\\$&")}%`),
      ]
      const rows = database
        .prepare(
          `SELECT message.id, thread_id, role, message.created_at_ms, message_text.text
           FROM message_text JOIN message ON message.position = message_text.rowid
             JOIN thread ON thread.id = thread_id AND thread.deleted = 0
           WHERE ${conditions.join(" AND ")} ORDER BY message_text.rowid DESC LIMIT ?`,
        )
        .all(...values, limit)
      return rows.map(readFound)
    },
  }
}

function phrase(term: string): string {
  return `"${term.replaceAll('"', '""')}"`
}
