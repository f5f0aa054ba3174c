/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <sqlite3.h>

#include "parcours-store-lock.h"
#include "parcours-store.h"

G_BEGIN_DECLS

/* The bytes "PARC" at offset 68 of the file, by which file(1) and we know it. */
#define PARCOURS_STORE_APPLICATION_ID 0x50415243

struct _ParcoursStore
{
  char *path;                /* (owned) */
  char *name;                /* (owned) the path for people */
  sqlite3 *db;               /* (owned) */
  ParcoursStoreLock *lock;   /* (owned) (nullable) of the writer */
  char *copy;                /* (owned) (nullable) a folder with a copy that is open instead of the path */
  char *notice;              /* (owned) (nullable) what is to be said about the way it was opened */
  gboolean read_only;
  GHashTable *statements;    /* (owned) (element-type utf8 sqlite3_stmt) those not in use, by their SQL */
  GPtrArray *fields;         /* (owned) (nullable) (element-type ParcoursStoreField) */
  gint64 fields_version;     /* the data_version that they were read at */
  guint depth;               /* of nested transactions */
  GCancellable *cancellable; /* (owned) (nullable) of the call that is running */
};

GError  *parcours_store_error_new   (int                code,
                                     int                system_error,
                                     const char        *name,
                                     const char        *message);
gboolean parcours_store_fail        (ParcoursStore     *store,
                                     GError           **error);

/**
 * ParcoursStatement:
 * @stmt: what SQLite steps through, for loops where a call a column would count
 *
 * A statement that is running. An error stays in it until
 * parcours_statement_end() hands it over, so a loop over rows has one place to
 * look for it.
 */
typedef struct
{
  ParcoursStore *store;
  sqlite3_stmt *stmt;
  GError *error; /* (owned) (nullable) */
} ParcoursStatement;

ParcoursStatement *parcours_store_query         (ParcoursStore      *store,
                                                 const char         *sql,
                                                 const char         *format,
                                                 ...);
gboolean           parcours_store_run           (ParcoursStore      *store,
                                                 GError            **error,
                                                 const char         *sql,
                                                 const char         *format,
                                                 ...);
gboolean           parcours_store_exec          (ParcoursStore      *store,
                                                 const char         *sql,
                                                 GError            **error);
gboolean           parcours_statement_bind      (ParcoursStatement  *statement,
                                                 const char         *format,
                                                 ...);
gboolean           parcours_statement_next      (ParcoursStatement  *statement);
gboolean           parcours_statement_end       (ParcoursStatement  *statement,
                                                 GError            **error);
void               parcours_statement_free      (ParcoursStatement  *statement);
const char        *parcours_statement_text      (ParcoursStatement  *statement,
                                                 int                 column);
gint64             parcours_statement_integer   (ParcoursStatement  *statement,
                                                 int                 column);
JsonNode          *parcours_statement_json      (ParcoursStatement  *statement,
                                                 int                 column);
gboolean           parcours_store_get_integer   (ParcoursStore      *store,
                                                 const char         *sql,
                                                 gint64             *value,
                                                 GError            **error);
gboolean           parcours_store_watch         (ParcoursStore      *store,
                                                 GCancellable       *cancellable,
                                                 GError            **error);

int                parcours_store_n_migrations  (void);
gboolean           parcours_store_migrate       (ParcoursStore      *store,
                                                 int                 to,
                                                 GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStatement, parcours_statement_free)

G_END_DECLS
