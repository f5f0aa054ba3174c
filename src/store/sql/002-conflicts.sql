-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a server has where both sides have changed an automation, until a person decides. Without a document it has not
-- been fetched yet, or the automation was deleted there.
CREATE TABLE conflicts (
  remote INTEGER NOT NULL REFERENCES remotes (id) ON DELETE CASCADE,
  automation TEXT NOT NULL,
  revision INTEGER NOT NULL,
  etag TEXT,
  document TEXT,
  deleted INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  PRIMARY KEY (remote, automation)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_automation ON outbox (remote, automation, id);
