/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-scores.h"
#include "parcours-json.h"
#include "parcours-text.h"

struct _ParcoursContactScores
{
  GtkWidget parent_instance;

  ParcoursProject *project; /* (owned) */
  GtkWidget *box;
  gint64 shown;             /* the contact that the rows are for */
};

enum
{
  SET_SCORE,
  MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursContactScores, parcours_contact_scores, GTK_TYPE_WIDGET)

static void
applied_cb (AdwEntryRow           *row,
            ParcoursContactScores *self)
{
  double value;

  if (parcours_number_parse (gtk_editable_get_text (GTK_EDITABLE (row)), &value))
    g_signal_emit (self, signals[SET_SCORE], 0, g_object_get_data (G_OBJECT (row), "slug"), value);
  else
    g_signal_emit (self, signals[MESSAGE], 0, _("A score is a number, such as 50"));
}

static GtkWidget *
add_group (ParcoursContactScores *self,
           const char            *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->box), group);

  return group;
}

static void
add_score (ParcoursContactScores *self,
           GtkWidget             *group,
           const ParcoursEntity  *score,
           const ParcoursContact *contact)
{
  const double *value = g_hash_table_lookup (contact->scores, score->slug);
  g_autofree char *text = parcours_number_format (value != NULL ? *value
                                                                : parcours_json_member_number (score->attributes, "start", 0));
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), score->label);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_editable (GTK_EDITABLE (row), !parcours_project_is_read_only (self->project));
  g_object_set_data_full (G_OBJECT (row), "slug", g_strdup (score->slug), g_free);
  g_signal_connect (row, "apply", G_CALLBACK (applied_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_scores (ParcoursContactScores *self,
            const ParcoursContact *contact)
{
  g_autoptr (GPtrArray) scores = parcours_library_list (parcours_project_library (self->project), "score");
  GtkWidget *group = NULL;

  for (guint i = 0; i < scores->len; i++)
    {
      const ParcoursEntity *score = g_ptr_array_index (scores, i);

      if (g_strcmp0 (parcours_json_member_string (score->attributes, "of"), "deal") == 0)
        continue;
      if (group == NULL)
        group = add_group (self, _("Scores"));
      add_score (self, group, score, contact);
    }
}

static void
parcours_contact_scores_dispose (GObject *object)
{
  ParcoursContactScores *self = PARCOURS_CONTACT_SCORES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_contact_scores_parent_class)->dispose (object);
}

static void
parcours_contact_scores_class_init (ParcoursContactScoresClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_contact_scores_dispose;

  signals[SET_SCORE] = g_signal_new ("set-score", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                     G_TYPE_DOUBLE);
  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_contact_scores_init (ParcoursContactScores *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * parcours_contact_scores_new:
 * @project: a project
 *
 * Returns: (transfer floating): nothing yet
 */
GtkWidget *
parcours_contact_scores_new (ParcoursProject *project)
{
  ParcoursContactScores *self = g_object_new (PARCOURS_TYPE_CONTACT_SCORES, NULL);

  self->project = g_object_ref (project);

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_scores_set:
 * @self: the scores
 * @contact: a contact
 *
 * Shows those of the contact. What somebody is typing stays, unless it is about somebody else.
 */
void
parcours_contact_scores_set (ParcoursContactScores *self,
                             const ParcoursContact *contact)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child;

  if (self->shown == contact->id && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  self->shown = contact->id;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  add_scores (self, contact);
}
