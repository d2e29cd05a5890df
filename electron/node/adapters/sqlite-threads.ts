import type { KeptMessage } from "#common/domain/chat"
import type { ThreadStore } from "../chat-ports"
import { openDatabase, problemOfDatabaseError } from "./sqlite-open"
import { THREAD_MIGRATIONS } from "./sqlite-thread-migrations"
import { readAttachment, readHead, readMessage, readThread } from "./sqlite-thread-rows"
import { threadSearch } from "./sqlite-thread-search"

export interface OpenedThreadStore {
  readonly store: ThreadStore
  /** Where a damaged database was put aside; null in the usual case. */
  readonly keptAside: string | null
}

/** Opens the conversations kept in `path`. Errors as a problem when the disk does not let it. */
export function openThreadStore(path: string, nowMs: number): OpenedThreadStore {
  const { database, keptAside } = openDatabase(path, THREAD_MIGRATIONS, nowMs)
  const sql = (text: string) => database.prepare(text)
  const statements = {
    threads: sql("SELECT * FROM thread WHERE deleted = 0 ORDER BY updated_at_ms DESC, rowid DESC"),
    saveThread:
      sql(`INSERT INTO thread (id, title, title_by_hand, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, title_by_hand = excluded.title_by_hand,
        updated_at_ms = excluded.updated_at_ms`),
    setDeleted: sql("UPDATE thread SET deleted = ? WHERE id = ?"),
    forgetDeleted: sql(`DELETE FROM thread WHERE deleted = 1
      OR (title_by_hand = 0 AND NOT EXISTS (SELECT 1 FROM message WHERE message.thread_id = thread.id))`),
    messages: sql("SELECT * FROM message WHERE thread_id = ? ORDER BY position"),
    head: sql("SELECT head_id FROM thread WHERE id = ?"),
    setHead: sql("UPDATE thread SET head_id = ? WHERE id = ?"),
    interrupted: sql("SELECT * FROM message WHERE status = 'streaming' ORDER BY position"),
    attachments: sql("SELECT name, path, bytes FROM attachment WHERE message_id = ? ORDER BY rowid"),
    saveMessage: sql(`INSERT INTO message
        (id, thread_id, parent_id, role, parts, created_at_ms, status, problem, model_name, figures, context, left_out)
      VALUES (:id, :threadId, :parentId, :role, :parts, :createdAtMs, :status, :problem, :modelName, :figures,
        :context, :leftOut)
      ON CONFLICT (id) DO UPDATE SET parts = excluded.parts, status = excluded.status, problem = excluded.problem,
        model_name = excluded.model_name, figures = excluded.figures, context = excluded.context,
        left_out = excluded.left_out`),
    saveAttachment: sql(`INSERT INTO attachment (message_id, name, path, bytes) VALUES (?, ?, ?, ?)
      ON CONFLICT (message_id, name) DO NOTHING`),
  }

  const search = threadSearch(database)

  const messageOf = (row: unknown): KeptMessage => {
    const message = readMessage(row)
    // Only questions carry files.
    const attachments = message.role === "user" ? statements.attachments.all(message.id) : []
    return { ...message, attachments: attachments.map(readAttachment) }
  }
  const saveMessage = (message: KeptMessage) => {
    const { id, threadId, parentId, role, createdAtMs, status, modelName, attachments } = message
    statements.saveMessage.run({
      ...{ id, threadId, parentId, role, createdAtMs, status, modelName },
      parts: JSON.stringify(message.parts),
      problem: jsonOrNull(message.problem),
      figures: jsonOrNull(message.figures),
      context: jsonOrNull(message.context),
      leftOut: jsonOrNull(message.leftOut),
    })
    for (const { name, path: file, bytes } of attachments)
      statements.saveAttachment.run(id, name, file, bytes)
    search.index(message)
  }
  const transaction = (act: () => void) => {
    try {
      database.exec("BEGIN IMMEDIATE")
      try {
        act()
        database.exec("COMMIT")
      } catch (error) {
        // A full disk ends the transaction by itself.
        if (database.isTransaction) database.exec("ROLLBACK")
        throw error
      }
    } catch (error) {
      throw problemOfDatabaseError(error, path)
    }
  }

  const store: ThreadStore = {
    threads: () => statements.threads.all().map(readThread),
    conversation: (threadId) => ({
      messages: statements.messages.all(threadId).map(messageOf),
      headId: readHead(statements.head.get(threadId)),
    }),
    interrupted: () => statements.interrupted.all().map(messageOf),
    search: (terms, limit) => search.find(terms, limit),
    write: ({ threads = [], messages = [], heads = [] }) =>
      transaction(() => {
        for (const { id, title, titleByHand, createdAtMs, updatedAtMs } of threads)
          statements.saveThread.run(id, title, titleByHand ? 1 : 0, createdAtMs, updatedAtMs)
        for (const message of messages) saveMessage(message)
        for (const { threadId, messageId } of heads) statements.setHead.run(messageId, threadId)
      }),
    setDeleted: (threadId, deleted) =>
      transaction(() => void statements.setDeleted.run(deleted ? 1 : 0, threadId)),
    forgetDeleted: () => transaction(() => void statements.forgetDeleted.run()),
    close: () => database.close(),
  }
  return { store, keptAside }
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}
