/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A column of a file, and a choice of what becomes of it. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-words.h"
#include "parcours-import-row.h"
#include "parcours-phrase.h"

/* So many letters of the values of a column are shown. */
#define MAX_SAMPLE 60

/* One thing that a column can become. */
typedef struct
{
  ParcoursImportTarget target;
  char *slug; /* (owned) (nullable) */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->slug);
  g_free (choice);
}

static const struct
{
  ParcoursImportTarget target;
  const char *label;
} plain_targets[] = {
  { PARCOURS_IMPORT_IGNORE, N_("Leave Out") },
  { PARCOURS_IMPORT_NEW_FIELD, N_("New Field") },
  { PARCOURS_IMPORT_TAGS, N_("Tags") },
  { PARCOURS_IMPORT_LISTS, N_("Lists") },
  { PARCOURS_IMPORT_STATUS, N_("Status on the Lists") },
  { PARCOURS_IMPORT_SINCE, N_("On the Lists Since") },
  { PARCOURS_IMPORT_GROUPS, N_("Groups") },
  { PARCOURS_IMPORT_AUDIENCES, N_("Audiences") },
};

static void
add_choice (GPtrArray            *choices,
            GtkStringList        *labels,
            ParcoursImportTarget  target,
            const char           *slug,
            const char           *label)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->target = target;
  choice->slug = g_strdup (slug);
  g_ptr_array_add (choices, choice);
  gtk_string_list_append (labels, label);
}

static void
add_fields (GPtrArray       *choices,
            GtkStringList   *labels,
            ParcoursLibrary *library)
{
  static const char *const builtins[] = { "email", "phone", "first-name", "last-name", "language", "timezone", "owner",
                                          "created-at", "last-activity-at", "last-order-at", "order-count", "total-spent" };
  g_autoptr (GPtrArray) fields = parcours_library_list (library, "field");
  g_autoptr (GPtrArray) scores = parcours_library_list (library, "score");

  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    add_choice (choices, labels, PARCOURS_IMPORT_FIELD, builtins[i], parcours_builtin_field_label (builtins[i]));
  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);

      if (parcours_builtin_field_label (field->slug) == NULL)
        add_choice (choices, labels, PARCOURS_IMPORT_FIELD, field->slug, field->label);
    }
  for (guint i = 0; i < scores->len; i++)
    {
      const ParcoursEntity *score = g_ptr_array_index (scores, i);
      g_autofree char *label = parcours_phrase_fill (_("Score {score}"), "score", score->label, NULL);

      add_choice (choices, labels, PARCOURS_IMPORT_SCORE, score->slug, label);
    }
}

/* What was proposed and is none of these, such as the key of our own export, stays a choice. */
static guint
find_choice (GPtrArray                  *choices,
             GtkStringList              *labels,
             const ParcoursImportColumn *column)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (choices, i);

      if (choice->target == column->target && g_strcmp0 (choice->slug, column->slug) == 0)
        return i;
    }
  add_choice (choices, labels, column->target, column->slug, _("As Proposed"));

  return choices->len - 1;
}

/* Some values, on one line. */
static char *
samples_of (const ParcoursImportColumn *column)
{
  g_autofree char *joined = column->samples != NULL ? g_strjoinv (" · ", column->samples) : g_strdup ("");

  g_strdelimit (joined, "\n\r\t", ' ');
  if (g_utf8_strlen (joined, -1) > MAX_SAMPLE)
    {
      g_autofree char *cut = g_utf8_substring (joined, 0, MAX_SAMPLE);

      return g_strconcat (cut, "…", NULL);
    }

  return g_steal_pointer (&joined);
}

/**
 * parcours_import_row_new:
 * @library: the library of the workspace
 * @column: a column of a file
 *
 * Returns: (transfer floating): a row that says what becomes of the column
 */
GtkWidget *
parcours_import_row_new (ParcoursLibrary      *library,
                         ParcoursImportColumn *column)
{
  GtkWidget *row = adw_combo_row_new ();
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *samples = samples_of (column);
  guint selected;

  for (guint i = 0; i < G_N_ELEMENTS (plain_targets); i++)
    add_choice (choices, labels, plain_targets[i].target, NULL, _(plain_targets[i].label));
  add_fields (choices, labels, library);
  selected = find_choice (choices, labels, column);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), column->header);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data_full (G_OBJECT (row), "choices", choices, (GDestroyNotify) g_ptr_array_unref);

  return row;
}

/**
 * parcours_import_row_apply:
 * @row: a row from parcours_import_row_new()
 * @column: its column, which gets what was chosen
 */
void
parcours_import_row_apply (GtkWidget            *row,
                           ParcoursImportColumn *column)
{
  GPtrArray *choices = g_object_get_data (G_OBJECT (row), "choices");
  const Choice *choice = g_ptr_array_index (choices, adw_combo_row_get_selected (ADW_COMBO_ROW (row)));

  column->target = choice->target;
  g_free (column->slug);
  column->slug = g_strdup (choice->slug);
}
