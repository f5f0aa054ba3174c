/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-kind.h"
#include "table.h"

/*
 * Where catalog.tsv has a doubt about what a platform does, Parcours has decided:
 * the row says so in a note, and what a note says can be changed can be changed.
 */

enum { PLATFORM, KIND, ID, NAME_EN, NAME_FR, CATEGORY };

static const char *const doubts[] = { "implied", "not stated", "is stated", "are stated", "stated for", "stated, no",
                                      "not documented", "only named", "most likely", "not exhaustive", "text says",
                                      "is lost" };

static const ParcoursCatalog *catalog;

static const ParcoursCapability *
find_capability (const char *id)
{
  for (guint i = 0; i < parcours_catalog_n_capabilities (catalog); i++)
    {
      const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, i);

      if (g_str_equal (capability->id, id))
        return capability;
    }
  g_error ("there is no capability %s", id);
}

static char **
notes_of (char **cells)
{
  if (g_str_equal (cells[KIND], "capability"))
    return find_capability (cells[ID])->notes;

  return parcours_catalog_row (catalog, cells[ID])->notes;
}

static void
test_doubts (void)
{
  g_autoptr (GPtrArray) table = table_read ("catalog.tsv");
  guint n = 0;

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = g_ptr_array_index (table, i);
      g_autofree char *joined = g_strjoinv ("\t", cells);
      g_autofree char *line = g_ascii_strdown (joined, -1);

      for (guint j = 0; j < G_N_ELEMENTS (doubts); j++)
        {
          if (strstr (line, doubts[j]) == NULL)
            continue;
          n++;
          if (notes_of (cells)[0] == NULL)
            g_error ("%s: “%s”, and no note", cells[ID], doubts[j]);
          break;
        }
    }
  g_assert_cmpuint (n, >=, 80);
}

static gboolean
is_label (GPtrArray  *params,
          const char *text)
{
  for (guint i = 0; i < params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (params, i);

      if (g_str_equal (param->label, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_shown_label (const ParcoursRow *row,
                const char        *text)
{
  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);

      if (g_str_equal (param->label, text) && parcours_row_shows_param (row, param))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_column_or_event (const char *text)
{
  GPtrArray *kinds = parcours_kinds_get ();

  for (guint i = 0; i < kinds->len; i++)
    {
      const ParcoursKind *kind = g_ptr_array_index (kinds, i);

      for (guint j = 0; j < kind->columns->len; j++)
        {
          const ParcoursKindColumn *column = g_ptr_array_index (kind->columns, j);

          if (g_strcmp0 (column->param->label, text) == 0)
            return TRUE;
        }
    }
  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      if (g_str_equal (parcours_catalog_nth_topic (catalog, i)->label, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_label_of_any_type (const char *text)
{
  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      if (is_label (parcours_catalog_nth_type (catalog, i)->params, text))
        return TRUE;
    }

  return FALSE;
}

/* What a note quotes is what a person finds: in the form of the row, in the library, among the events. */
static void
assert_quotes (const char        *id,
               const ParcoursRow *row,
               const char        *note)
{
  g_autoptr (GRegex) regex = g_regex_new ("“([^”]+)”", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, note, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 1);

      if (!is_column_or_event (text) && !(row != NULL ? is_shown_label (row, text) : is_label_of_any_type (text)))
        g_error ("%s: no person sees “%s”: %s", id, text, note);
    }
}

static void
test_quotes (void)
{
  for (guint platform = PARCOURS_PLATFORM_ACTIVECAMPAIGN; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);

          for (guint j = 0; row->notes[j] != NULL; j++)
            assert_quotes (row->id, row, row->notes[j]);
        }
    }
  for (guint i = 0; i < parcours_catalog_n_capabilities (catalog); i++)
    {
      const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, i);

      for (guint j = 0; capability->notes[j] != NULL; j++)
        assert_quotes (capability->id, NULL, capability->notes[j]);
    }
}

/* Nothing stands at the head of a file that no row names. */
static void
test_used (void)
{
  for (guint platform = PARCOURS_PLATFORM_ACTIVECAMPAIGN; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      JsonObject *texts = parcours_json_member_object (parcours_catalog_platform (catalog, platform), "notes");
      g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GList) names = json_object_get_members (texts);

      for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);

          for (guint j = 0; row->notes[j] != NULL; j++)
            g_hash_table_add (used, row->notes[j]);
        }
      for (GList *l = names; l != NULL; l = l->next)
        {
          if (!g_hash_table_contains (used, json_object_get_string_member (texts, l->data)))
            g_error ("%s: no row names the note “%s”", parcours_platform_name (platform), (const char *) l->data);
        }
    }
}

/* A row that does less than its type says so. */
static void
test_help (void)
{
  const ParcoursRow *signup = parcours_catalog_row (catalog, "mc.signup-date");
  const ParcoursRow *date = parcours_catalog_row (catalog, "ac.date-based");
  g_autoptr (JsonNode) node = parcours_row_to_json (signup);

  g_assert_null (strstr (parcours_row_help (signup), "before"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "help"), ==, parcours_row_help (signup));
  g_assert_cmpstr (parcours_row_help (date), ==, date->type->help);
}

static void
test_json (void)
{
  const ParcoursRow *row = parcours_catalog_row (catalog, "brevo.anniversary");
  g_autoptr (JsonNode) node = parcours_row_to_json (row);
  g_autofree char *notes = parcours_row_dup_notes (row);
  JsonArray *array = json_object_get_array_member (json_node_get_object (node), "notes");
  g_auto (GStrv) lines = g_strsplit (notes, "\n", -1);

  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (json_array_get_string_element (array, i), ==, lines[i]);
  g_assert_null (parcours_row_dup_notes (parcours_catalog_row (catalog, "brevo.send-email")));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  catalog = parcours_catalog_get ();
  g_test_add_func ("/notes/doubts", test_doubts);
  g_test_add_func ("/notes/quotes", test_quotes);
  g_test_add_func ("/notes/used", test_used);
  g_test_add_func ("/notes/help", test_help);
  g_test_add_func ("/notes/json", test_json);

  return g_test_run ();
}
