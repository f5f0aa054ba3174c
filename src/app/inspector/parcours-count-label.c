/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-count-label.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/* Whoever types is not counted for at each letter. */
#define DELAY_MS 200

struct _ParcoursCountLabel
{
  GtkWidget parent_instance;

  ParcoursForm *form;           /* (owned) */
  GtkWidget *label;             /* (unowned) */
  GtkWidget *bar;               /* (unowned) (nullable) */
  ParcoursCondition *condition; /* (owned) (nullable) */
  ParcoursLive *live;           /* (unowned) who counted last */
  GCancellable *cancellable;    /* (owned) (nullable) of the count under way */
  guint timeout;
  gboolean is_large;
};

G_DEFINE_FINAL_TYPE (ParcoursCountLabel, parcours_count_label, GTK_TYPE_WIDGET)

static void
stop (ParcoursCountLabel *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
parcours_count_label_dispose (GObject *object)
{
  ParcoursCountLabel *self = PARCOURS_COUNT_LABEL (object);
  GtkWidget *child;

  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->form);
  g_clear_pointer (&self->condition, parcours_condition_unref);

  G_OBJECT_CLASS (parcours_count_label_parent_class)->dispose (object);
}

static void
parcours_count_label_class_init (ParcoursCountLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = parcours_count_label_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "count");
}

static void
parcours_count_label_init (ParcoursCountLabel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/* Older figures stay, dimmed, until the new ones are there. */
static void
set_stale (ParcoursCountLabel *self,
           gboolean            is_stale)
{
  if (is_stale)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dim-label");
}

static void
show_count (ParcoursCountLabel *self,
            gint64              matches,
            gint64              total)
{
  g_autofree char *number = parcours_count_to_words ((guint64) matches);
  g_autofree char *all = parcours_count_to_words ((guint64) total);
  g_autofree char *words = NULL;

  if (total == 0)
    words = g_strdup (_("No contacts to count"));
  else if (self->is_large)
    words = parcours_phrase_fill (ngettext ("<b><big>{n}</big></b> of {all} contacts matches",
                                            "<b><big>{n}</big></b> of {all} contacts match", (gulong) matches),
                                  "n", number, "all", all, NULL);
  else
    words = parcours_phrase_fill (_("On its own: {n}"), "n", number, NULL);
  gtk_label_set_markup (GTK_LABEL (self->label), words);
  if (self->bar != NULL)
    {
      gtk_widget_set_visible (self->bar, total > 0);
      gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar), total > 0 ? (double) matches / (double) total : 0.);
    }
  set_stale (self, FALSE);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursCountLabel) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 matches, total;

  if (parcours_live_count_finish (PARCOURS_LIVE (source), result, &matches, &total, &error))
    {
      if (self->form != NULL && !g_cancellable_is_cancelled (self->cancellable))
        show_count (self, matches, total);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->form == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->label), error->message);
  if (self->bar != NULL)
    gtk_widget_set_visible (self->bar, FALSE);
}

static gboolean
timeout_cb (gpointer user_data)
{
  ParcoursCountLabel *self = user_data;

  self->timeout = 0;
  self->cancellable = g_cancellable_new ();
  parcours_live_count_async (self->live, self->condition->node, self->cancellable, counted_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* A number taken from all contacts would mislead: none of them is on the way. */
static void
show_way (ParcoursCountLabel *self)
{
  gtk_label_set_label (GTK_LABEL (self->label), _("Depends on the way of each contact"));
  if (self->bar != NULL)
    gtk_widget_set_visible (self->bar, FALSE);
  set_stale (self, FALSE);
}

/**
 * parcours_count_label_new:
 * @form: what the editors share
 * @is_large: whether it is the figure of a whole condition, and shows the share too
 *
 * Returns: (transfer full): a label that counts nothing yet
 */
GtkWidget *
parcours_count_label_new (ParcoursForm *form,
                          gboolean      is_large)
{
  ParcoursCountLabel *self = g_object_new (PARCOURS_TYPE_COUNT_LABEL, NULL);

  self->form = g_object_ref (form);
  self->is_large = is_large;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (!is_large)
    {
      gtk_widget_add_css_class (self->label, "caption");
      return GTK_WIDGET (self);
    }
  self->bar = gtk_level_bar_new ();
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_LOW, 1.);
  gtk_widget_add_css_class (self->bar, "share");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * parcours_count_label_set_condition:
 * @self: a label
 * @condition: (nullable): what contacts have to meet
 */
void
parcours_count_label_set_condition (ParcoursCountLabel *self,
                                    ParcoursCondition  *condition)
{
  ParcoursLive *live = parcours_form_live (self->form);
  gboolean is_same = condition != NULL && self->condition != NULL && live == self->live &&
                     parcours_json_equal (condition->node, self->condition->node);
  gboolean is_of_way = condition != NULL && parcours_condition_is_of_way (condition);

  /* The whole says it, and not each of its questions. */
  gtk_widget_set_visible (GTK_WIDGET (self), live != NULL && condition != NULL && (self->is_large || !is_of_way));
  if (is_same)
    return;
  stop (self);
  self->live = live;
  g_clear_pointer (&self->condition, parcours_condition_unref);
  if (live == NULL || condition == NULL)
    return;
  self->condition = parcours_condition_ref (condition);
  if (is_of_way)
    {
      show_way (self);
      return;
    }
  set_stale (self, TRUE);
  self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
}
