import type { Message } from "#common/domain/chat"
import type { ThreadStore } from "../chat-ports"
import { openDatabase, problemOfDatabaseError } from "./sqlite-open"
import { readAttachment, readMessage, readThread } from "./sqlite-thread-rows"

export interface OpenedThreadStore {
  readonly store: ThreadStore
  /** Where a damaged database was put aside; null in the usual case. */
  readonly keptAside: string | null
}

/** Opens the conversations kept in `path`. Errors as a problem when the disk does not let it. */
export function openThreadStore(path: string, nowMs: number): OpenedThreadStore {
  const { database, keptAside } = openDatabase(path, MIGRATIONS, nowMs)
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
    interrupted: sql("SELECT * FROM message WHERE status = 'streaming' ORDER BY position"),
    attachments: sql("SELECT name, path, bytes FROM attachment WHERE message_id = ? ORDER BY rowid"),
    saveMessage: sql(`INSERT INTO message
        (id, thread_id, role, parts, created_at_ms, status, problem, model_name, figures)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET parts = excluded.parts, status = excluded.status, problem = excluded.problem,
        model_name = excluded.model_name, figures = excluded.figures`),
    saveAttachment: sql(`INSERT INTO attachment (message_id, name, path, bytes) VALUES (?, ?, ?, ?)
      ON CONFLICT (message_id, name) DO NOTHING`),
  }

  const messageOf = (row: unknown): Message => {
    const message = readMessage(row)
    // Only questions carry files.
    const attachments = message.role === "user" ? statements.attachments.all(message.id) : []
    return { ...message, attachments: attachments.map(readAttachment) }
  }
  const saveMessage = (message: Message) => {
    const { id, threadId, role, createdAtMs, status, modelName, attachments } = message
    const parts = JSON.stringify(message.parts)
    const problem = jsonOrNull(message.problem)
    const figures = jsonOrNull(message.figures)
    statements.saveMessage.run(id, threadId, role, parts, createdAtMs, status, problem, modelName, figures)
    for (const { name, path: file, bytes } of attachments)
      statements.saveAttachment.run(id, name, file, bytes)
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
    messages: (threadId) => statements.messages.all(threadId).map(messageOf),
    interrupted: () => statements.interrupted.all().map(messageOf),
    write: ({ threads = [], messages = [] }) =>
      transaction(() => {
        for (const { id, title, titleByHand, createdAtMs, updatedAtMs } of threads)
          statements.saveThread.run(id, title, titleByHand ? 1 : 0, createdAtMs, updatedAtMs)
        for (const message of messages) saveMessage(message)
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

/** Each leads from one version of the database to the next; a published one is never changed. */
const MIGRATIONS = [
  `CREATE TABLE thread (
     id TEXT PRIMARY KEY NOT NULL,
     title TEXT NOT NULL,
     title_by_hand INTEGER NOT NULL,
     created_at_ms INTEGER NOT NULL,
     updated_at_ms INTEGER NOT NULL,
     deleted INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE message (
     position INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT UNIQUE NOT NULL,
     thread_id TEXT NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
     role TEXT NOT NULL,
     parts TEXT NOT NULL,
     created_at_ms INTEGER NOT NULL,
     status TEXT NOT NULL,
     problem TEXT,
     model_name TEXT,
     figures TEXT
   ) STRICT;
   CREATE INDEX message_of_thread ON message (thread_id, position);
   CREATE INDEX message_interrupted ON message (position) WHERE status = 'streaming';
   CREATE TABLE attachment (
     message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
     name TEXT NOT NULL,
     path TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     UNIQUE (message_id, name)
   ) STRICT`,
]
