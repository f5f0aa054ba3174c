-- The first format of a workspace.
--
-- Instants are seconds since 1970, days are days since 1970, birthdays are month * 32 + day, as in the columns of
-- a population; choices are texts with ", " between. References to lists, tags, mails ... are slugs in records and
-- numbers of `entities` in the large tables. JSON is canonical, on one line.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- All that has a slug and a name: fields, tags, groups, audiences, lists, segments, messages, forms, scores,
-- pipelines, products ... and behaviours, timelines and scenarios. A deleted one keeps its slug, which is never used
-- again. The number n of a field is its column f<n> in contacts, deals or accounts; that of a score is s<n>.
CREATE TABLE entities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  label TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}',
  deleted INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, slug)
) STRICT;

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,
  email TEXT,
  phone TEXT,
  first_name TEXT,
  last_name TEXT,
  language TEXT,
  timezone TEXT,
  owner TEXT,
  created_at INTEGER,
  last_activity_at INTEGER,
  last_order_at INTEGER,
  order_count INTEGER NOT NULL DEFAULT 0,
  total_spent REAL NOT NULL DEFAULT 0,
  consent_email INTEGER NOT NULL DEFAULT 0,
  consent_sms INTEGER NOT NULL DEFAULT 0,
  consent_push INTEGER NOT NULL DEFAULT 0,
  consent_site_message INTEGER NOT NULL DEFAULT 0,
  consent_wallet INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX contacts_key ON contacts (key);
CREATE UNIQUE INDEX contacts_email ON contacts (email COLLATE NOCASE) WHERE email IS NOT NULL;
CREATE INDEX contacts_phone ON contacts (phone) WHERE phone IS NOT NULL;

-- Who has which tag, is in which group or audience. A contact's own are found set by set, which needs no second
-- index. Contacts are not referenced by foreign keys here and in the tables like this one: deleting a contact would
-- look through all of them; what deletes a contact deletes these rows too.
CREATE TABLE memberships (
  entity INTEGER NOT NULL REFERENCES entities (id),
  contact INTEGER NOT NULL,
  since INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (entity, contact)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
  list INTEGER NOT NULL REFERENCES entities (id),
  contact INTEGER NOT NULL,
  status INTEGER NOT NULL,
  since INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  PRIMARY KEY (list, contact)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocked_senders (
  sender INTEGER NOT NULL REFERENCES entities (id),
  contact INTEGER NOT NULL,
  PRIMARY KEY (sender, contact)
) STRICT, WITHOUT ROWID;

-- The past. Topics and subjects are numbers of `topics` and `texts`; ids of records, which repeat little, stand here
-- as text. The order is that in which a population reads: topic by topic; a contact's timeline is a look into each.
CREATE TABLE topics (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE events (
  topic INTEGER NOT NULL,
  contact INTEGER NOT NULL,
  at INTEGER NOT NULL,
  n INTEGER NOT NULL,
  subject ANY,
  payload TEXT,
  PRIMARY KEY (topic, contact, at, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT,
  created_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE account_contacts (
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  is_primary INTEGER NOT NULL DEFAULT 0,
  since INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (contact, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_contacts_account ON account_contacts (account);

-- Records, each of one contact. `ident` is the id by which events and people name them.
CREATE TABLE deals (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  title TEXT,
  pipeline TEXT,
  stage TEXT,
  status TEXT,
  value REAL,
  currency TEXT,
  owner TEXT,
  closed_at INTEGER,
  sentiment TEXT,
  account TEXT
) STRICT;
CREATE INDEX deals_contact ON deals (contact);

CREATE TABLE deal_contacts (
  deal INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  PRIMARY KEY (deal, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_contacts_contact ON deal_contacts (contact);

CREATE TABLE tasks (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  type TEXT,
  title TEXT,
  note TEXT,
  due INTEGER,
  owner TEXT,
  deal TEXT,
  status TEXT,
  completed_at INTEGER
) STRICT;
CREATE INDEX tasks_contact ON tasks (contact);

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  "on" TEXT,
  deal TEXT,
  account TEXT,
  author TEXT,
  text TEXT
) STRICT;
CREATE INDEX notes_contact ON notes (contact);

CREATE TABLE carts (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  store TEXT NOT NULL DEFAULT '',
  items TEXT,
  total REAL,
  status TEXT,
  checkout TEXT,
  updated_at INTEGER,
  UNIQUE (contact, store, ident)
) STRICT;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  store TEXT NOT NULL DEFAULT '',
  cart TEXT,
  items TEXT,
  total REAL,
  currency TEXT,
  status TEXT,
  confirmed_at INTEGER,
  shipped_at INTEGER,
  UNIQUE (store, ident)
) STRICT;
CREATE INDEX orders_contact ON orders (contact);

CREATE TABLE loyalty (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  program TEXT NOT NULL,
  tier TEXT,
  joined_on INTEGER,
  balances TEXT,
  UNIQUE (contact, program)
) STRICT;

CREATE TABLE vouchers (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  code TEXT,
  program TEXT,
  expires INTEGER,
  status TEXT
) STRICT;
CREATE INDEX vouchers_contact ON vouchers (contact);

CREATE TABLE meetings (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  type TEXT,
  url TEXT,
  starts INTEGER,
  status TEXT
) STRICT;
CREATE INDEX meetings_contact ON meetings (contact);

CREATE TABLE conversations (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  channel TEXT,
  status TEXT
) STRICT;
CREATE INDEX conversations_contact ON conversations (contact);

CREATE TABLE calls (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  line TEXT,
  type TEXT,
  duration INTEGER
) STRICT;
CREATE INDEX calls_contact ON calls (contact);

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  link TEXT,
  amount REAL
) STRICT;
CREATE INDEX payments_contact ON payments (contact);

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  event TEXT,
  ticket TEXT,
  price REAL,
  status TEXT
) STRICT;
CREATE INDEX tickets_contact ON tickets (contact);

CREATE TABLE devices (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  platform TEXT NOT NULL,
  status TEXT
) STRICT;
CREATE INDEX devices_contact ON devices (contact);

CREATE TABLE passes (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  wallet TEXT,
  campaign TEXT,
  status TEXT
) STRICT;
CREATE INDEX passes_contact ON passes (contact);

CREATE TABLE salesforce (
  id INTEGER PRIMARY KEY,
  ident TEXT NOT NULL UNIQUE,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  kind TEXT NOT NULL
) STRICT;
CREATE INDEX salesforce_contact ON salesforce (contact);

-- Automations. `document` is the whole document as it was after edit `written`; the rows of `edits` lead from there to
-- the present one, and back: those up to `present` are done, those after it undone.
CREATE TABLE automations (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  ready INTEGER NOT NULL DEFAULT 0,
  active_since INTEGER,
  document TEXT NOT NULL,
  written INTEGER NOT NULL DEFAULT 0,
  present INTEGER NOT NULL DEFAULT 0,
  digest TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE edits (
  automation INTEGER NOT NULL REFERENCES automations (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  edit TEXT NOT NULL,
  PRIMARY KEY (automation, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
  automation INTEGER NOT NULL REFERENCES automations (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  name TEXT,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (automation, n)
) STRICT;

-- Recorded passages of contacts through automations.
CREATE TABLE enrolments (
  id INTEGER PRIMARY KEY,
  automation TEXT NOT NULL,
  contact INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  trigger TEXT,
  step TEXT,
  since INTEGER NOT NULL,
  entered INTEGER NOT NULL,
  ended INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX enrolments_contact ON enrolments (contact);

-- Saved simulation runs: what was run, and what came out.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  settings TEXT NOT NULL,
  results TEXT NOT NULL
) STRICT;

-- Servers that automations are synchronised to; their tokens are in the keyring.
CREATE TABLE remotes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- What a server is known to have of an automation.
CREATE TABLE publications (
  remote INTEGER NOT NULL REFERENCES remotes (id) ON DELETE CASCADE,
  automation TEXT NOT NULL,
  revision INTEGER,
  etag TEXT,
  digest TEXT,
  version INTEGER,
  document TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (remote, automation)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  remote INTEGER NOT NULL REFERENCES remotes (id) ON DELETE CASCADE,
  automation TEXT NOT NULL,
  operation TEXT NOT NULL,
  version INTEGER,
  body TEXT,
  base_etag TEXT,
  key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  created_at INTEGER NOT NULL,
  next_try INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_state ON outbox (state, next_try);

CREATE TABLE sync_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  remote TEXT NOT NULL,
  automation TEXT,
  what TEXT NOT NULL,
  details TEXT
) STRICT;

-- What can be undone of changes to contacts and the library, as changesets of SQLite; rows after `settings` key
-- "undo-present" are undone.
CREATE TABLE undo (
  n INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  at INTEGER NOT NULL,
  changes BLOB NOT NULL
) STRICT;
