/** Each leads from one version of the database to the next; a published one is never changed. */
export const THREAD_MIGRATIONS = [
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

  // Branches. No foreign key for parents: SQLite follows a chain of them a thousand deep at most.
  `ALTER TABLE message ADD COLUMN parent_id TEXT;
   ALTER TABLE message ADD COLUMN context TEXT;
   ALTER TABLE message ADD COLUMN left_out TEXT;
   ALTER TABLE thread ADD COLUMN head_id TEXT;
   UPDATE message SET parent_id = (
     SELECT earlier.id FROM message AS earlier
     WHERE earlier.thread_id = message.thread_id AND earlier.position < message.position
     ORDER BY earlier.position DESC LIMIT 1);
   UPDATE thread SET head_id = (
     SELECT id FROM message WHERE thread_id = thread.id ORDER BY position DESC LIMIT 1)`,

  // Search. Three characters at a time, because Chinese has no gaps between words.
  `CREATE VIRTUAL TABLE message_text USING fts5 (text, tokenize = 'trigram');
   CREATE TRIGGER message_text_gone AFTER DELETE ON message BEGIN
     DELETE FROM message_text WHERE rowid = old.position;
   END;
   INSERT INTO message_text (rowid, text)
     SELECT message.position, group_concat(json_extract(part.value, '$.text'), char(10, 10))
     FROM message, json_each(message.parts) AS part
     WHERE json_extract(part.value, '$.type') = 'text'
     GROUP BY message.position`,
]
