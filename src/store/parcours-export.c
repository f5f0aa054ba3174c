/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contacts are written in the order of their numbers, in which each list and set
 * lies too: one statement for each runs along, and nothing is looked up. The
 * headers are slugs, which mean the same in every language and to an import. */

#include "config.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-condition.h"
#include "parcours-export.h"
#include "parcours-population.h"
#include "parcours-store-field.h"
#include "parcours-time.h"

#define ROWS_BETWEEN_WRITES 1024

static const char *const channel_columns[PARCOURS_N_CHANNELS] = {
  "consent_email", "consent_sms", "consent_push", "consent_site_message", "consent_wallet",
};

/* The members of a set or a list, running along. */
typedef struct
{
  char *slug;              /* (owned) */
  ParcoursStatement *rows; /* (owned) contact and, of lists, status and since */
  gint64 contact;          /* at which it stands, G_MAXINT64 at the end */
} Members;

typedef struct
{
  ParcoursStore *store;
  GOutputStream *stream;  /* (owned) */
  GString *buffer;        /* (owned) */
  GPtrArray *fields;      /* (owned) (element-type ParcoursStoreField) */
  GPtrArray *sets[PARCOURS_N_SET_KINDS]; /* (owned) (element-type Members) */
  GPtrArray *senders;     /* (owned) (element-type Members) */
  GPtrArray *lists;       /* (owned) (element-type Members) */
  ParcoursStatement *contacts; /* (owned) */
  gboolean is_first;      /* in the line */
} Export;

static void
members_free (gpointer data)
{
  Members *members = data;

  g_free (members->slug);
  g_clear_pointer (&members->rows, parcours_statement_free);
  g_free (members);
}

static void
export_clear (Export *export)
{
  g_clear_object (&export->stream);
  if (export->buffer != NULL)
    g_string_free (export->buffer, TRUE);
  g_clear_pointer (&export->contacts, parcours_statement_free);
  g_clear_pointer (&export->fields, g_ptr_array_unref);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    g_clear_pointer (&export->sets[i], g_ptr_array_unref);
  g_clear_pointer (&export->senders, g_ptr_array_unref);
  g_clear_pointer (&export->lists, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static void
advance (Members *members)
{
  members->contact = parcours_statement_next (members->rows) ? parcours_statement_integer (members->rows, 0) : G_MAXINT64;
}

static gboolean
open_members (Export      *export,
              const char  *kind,
              const char  *sql,
              GPtrArray  **all,
              GError     **error)
{
  g_autoptr (ParcoursStatement) entities =
    parcours_store_query (export->store, "SELECT id, slug FROM entities WHERE kind = ? AND NOT deleted ORDER BY id", "s", kind);

  *all = g_ptr_array_new_with_free_func (members_free);
  while (parcours_statement_next (entities))
    {
      Members *members = g_new0 (Members, 1);
      gint64 id = parcours_statement_integer (entities, 0);

      members->slug = g_strdup (parcours_statement_text (entities, 1));
      members->rows = parcours_store_query (export->store, sql, "l", id);
      advance (members);
      g_ptr_array_add (*all, members);
    }

  return parcours_statement_end (entities, error);
}

static gboolean
open_all (Export  *export,
          GError **error)
{
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    {
      if (!open_members (export, parcours_set_kind_name ((ParcoursSetKind) i),
                         "SELECT contact FROM memberships WHERE entity = ? ORDER BY contact", &export->sets[i], error))
        return FALSE;
    }

  return open_members (export, "sender", "SELECT contact FROM blocked_senders WHERE sender = ? ORDER BY contact",
                       &export->senders, error) &&
         open_members (export, "list", "SELECT contact, status, since FROM subscriptions WHERE list = ? ORDER BY contact",
                       &export->lists, error);
}

/* Quotes only what needs it. */
static void
put (Export     *export,
     const char *value)
{
  gsize length = value != NULL ? strlen (value) : 0;

  if (!export->is_first)
    g_string_append_c (export->buffer, ',');
  export->is_first = FALSE;
  if (length == 0)
    return;
  if (strpbrk (value, "\",\r\n") == NULL && value[0] != ' ' && value[length - 1] != ' ')
    {
      g_string_append_len (export->buffer, value, (gssize) length);
      return;
    }
  g_string_set_size (export->buffer, export->buffer->len + 2 * length + 2);
  export->buffer->len -= 2 * length + 2;
  export->buffer->len += csv_write (export->buffer->str + export->buffer->len, 2 * length + 2, value, length);
  export->buffer->str[export->buffer->len] = '\0';
}

static void
put_prefixed (Export     *export,
              const char *prefix,
              const char *slug)
{
  g_autofree char *header = g_strconcat (prefix, slug, NULL);

  put (export, header);
}

static void
end_line (Export *export)
{
  g_string_append_c (export->buffer, '\n');
  export->is_first = TRUE;
}

static void
put_header (Export *export)
{
  put (export, "key");
  for (guint i = 0; i < export->fields->len; i++)
    {
      const ParcoursStoreField *field = g_ptr_array_index (export->fields, i);

      put_prefixed (export, g_str_equal (field->kind, "score") ? "score:" : "", field->slug);
    }
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    put_prefixed (export, "consent:", parcours_channel_name ((ParcoursChannel) i));
  put (export, "tags");
  put (export, "groups");
  put (export, "audiences");
  put (export, "blocked-senders");
  for (guint i = 0; i < export->lists->len; i++)
    {
      const Members *list = g_ptr_array_index (export->lists, i);

      put_prefixed (export, "list:", list->slug);
      put_prefixed (export, "list-since:", list->slug);
    }
  end_line (export);
}

static gboolean
stands_at (Members *members,
           gint64   contact)
{
  while (members->contact < contact)
    advance (members);

  return members->contact == contact;
}

static void
put_members (Export    *export,
             GPtrArray *all,
             gint64     contact)
{
  g_autoptr (GString) slugs = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      Members *members = g_ptr_array_index (all, i);

      if (stands_at (members, contact))
        g_string_append_printf (slugs, "%s%s", slugs->len > 0 ? "," : "", members->slug);
    }
  put (export, slugs->str);
}

static void
put_list (Export  *export,
          Members *list,
          gint64   contact)
{
  g_autofree char *since = NULL;

  if (!stands_at (list, contact))
    {
      put (export, NULL);
      put (export, NULL);
      return;
    }
  since = parcours_instant_format (parcours_statement_integer (list->rows, 2));
  put (export, parcours_list_status_name ((ParcoursListStatus) parcours_statement_integer (list->rows, 1)));
  put (export, since);
}

static void
put_contact (Export *export)
{
  sqlite3_stmt *row = export->contacts->stmt;
  gint64 contact = sqlite3_column_int64 (row, 0);
  g_autofree char *key = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", (guint64) sqlite3_column_int64 (row, 1));

  put (export, key);
  for (guint i = 0; i < export->fields->len; i++)
    {
      g_autofree char *value = parcours_store_format_slot (row, 2 + PARCOURS_N_CHANNELS + (int) i,
                                                           g_ptr_array_index (export->fields, i));

      put (export, value);
    }
  for (int i = 0; i < PARCOURS_N_CHANNELS; i++)
    put (export, parcours_consent_name ((ParcoursConsent) sqlite3_column_int (row, 2 + i)));
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    put_members (export, export->sets[i], contact);
  put_members (export, export->senders, contact);
  for (guint i = 0; i < export->lists->len; i++)
    put_list (export, g_ptr_array_index (export->lists, i), contact);
  end_line (export);
}

static gboolean
open_contacts (Export  *export,
               GError **error)
{
  GPtrArray *fields = parcours_store_fields (export->store, error);
  g_autoptr (GString) sql = g_string_new ("SELECT id, key");

  if (fields == NULL)
    return FALSE;
  export->fields = g_ptr_array_new ();
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    g_string_append_printf (sql, ", %s", channel_columns[i]);
  for (guint i = 0; i < fields->len; i++)
    {
      ParcoursStoreField *field = g_ptr_array_index (fields, i);

      if (!g_str_equal (field->kind, "field") && !g_str_equal (field->kind, "score"))
        continue;
      g_string_append_printf (sql, ", %s", field->column);
      g_ptr_array_add (export->fields, field);
    }
  g_string_append (sql, " FROM contacts ORDER BY id");
  export->contacts = parcours_store_query (export->store, sql->str, "");

  return parcours_statement_end (export->contacts, error);
}

static gboolean
write_buffer (Export        *export,
              const char    *path,
              GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = g_filename_display_name (path);

  if (g_output_stream_write_all (export->stream, export->buffer->str, export->buffer->len, NULL, NULL, &local_error))
    {
      g_string_truncate (export->buffer, 0);
      return TRUE;
    }
  g_set_error (error, PARCOURS_STORE_ERROR,
               g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? PARCOURS_STORE_ERROR_FULL
                                                                              : PARCOURS_STORE_ERROR_FAILED,
               _("“%s” cannot be written: %s"), name, local_error->message);

  return FALSE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static gboolean
write_contacts (Export                *export,
                const char            *path,
                GArray                *ids,
                ParcoursStoreProgress  progress,
                gpointer               user_data,
                GError               **error)
{
  gint64 total, done = 0;
  guint next = 0;

  if (!parcours_store_get_integer (export->store, "SELECT count (*) FROM contacts", &total, error))
    return FALSE;
  while (parcours_statement_next (export->contacts))
    {
      gint64 id = parcours_statement_integer (export->contacts, 0);

      while (ids != NULL && next < ids->len && g_array_index (ids, gint64, next) < id)
        next++;
      if (ids == NULL || (next < ids->len && g_array_index (ids, gint64, next) == id))
        put_contact (export);
      if (++done % ROWS_BETWEEN_WRITES != 0)
        continue;
      if (progress != NULL)
        progress (done, total, user_data);
      if (!write_buffer (export, path, error))
        return FALSE;
    }

  return parcours_statement_end (export->contacts, error) && write_buffer (export, path, error);
}

static gboolean
export_all (Export                 *export,
            const char             *path,
            GArray                 *ids,
            ParcoursStoreProgress   progress,
            gpointer                user_data,
            GCancellable           *cancellable,
            GError                **error)
{
  g_autoptr (GArray) sorted = NULL;
  gboolean ok;

  if (ids != NULL)
    {
      sorted = g_array_copy (ids);
      g_array_sort (sorted, compare_ids);
    }
  if (!parcours_store_begin_read (export->store, error))
    return FALSE;
  ok = parcours_store_watch (export->store, cancellable, error) && open_contacts (export, error) && open_all (export, error);
  if (ok)
    {
      put_header (export);
      ok = write_contacts (export, path, sorted, progress, user_data, error);
    }
  parcours_store_watch (export->store, NULL, NULL);
  parcours_store_end_read (export->store);

  return ok;
}

/**
 * parcours_store_export:
 * @store: a workspace
 * @path: a file
 * @ids: (nullable) (element-type gint64): the numbers of the contacts, %NULL for all
 * @progress: (nullable) (scope call): told how many contacts are done
 * @user_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Writes contacts as CSV, with all that an import brings back.
 *
 * Returns: whether it went well; if not, @path is as it was before
 */
gboolean
parcours_store_export (ParcoursStore          *store,
                       const char             *path,
                       GArray                 *ids,
                       ParcoursStoreProgress   progress,
                       gpointer                user_data,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_auto (Export) export = { .store = store, .is_first = TRUE };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) gone = g_cancellable_new ();
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = g_filename_display_name (path);
  gboolean ok;

  export.buffer = g_string_new (NULL);
  export.stream = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &local_error));
  if (export.stream == NULL)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED, _("“%s” cannot be written: %s"), name,
                   local_error->message);
      return FALSE;
    }
  ok = export_all (&export, path, ids, progress, user_data, cancellable, error);
  /* Closed by somebody who has cancelled, the file that was there stays. */
  if (!ok)
    g_cancellable_cancel (gone);
  if (!g_output_stream_close (export.stream, gone, ok ? &local_error : NULL) && ok)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED, _("“%s” cannot be written: %s"), name,
                   local_error->message);
      return FALSE;
    }

  return ok;
}
