/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-canvas.h"
#include "parcours-conflict-view.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

struct _ParcoursConflictView
{
  AdwBin parent_instance;

  char *slug; /* (owned) (nullable) */

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *theirs_title;
  AdwBin *ours;
  AdwBin *theirs;
  GtkButton *later_button;
  GtkButton *mine_button;
  GtkButton *theirs_button;
};

static guint decided_signal;

G_DEFINE_FINAL_TYPE (ParcoursConflictView, parcours_conflict_view, ADW_TYPE_BIN)

static void
later_cb (ParcoursConflictView *self)
{
  g_signal_emit (self, decided_signal, 0, -1);
}

static void
mine_cb (ParcoursConflictView *self)
{
  g_signal_emit (self, decided_signal, 0, PARCOURS_RESOLUTION_KEEP_MINE);
}

static void
theirs_cb (ParcoursConflictView *self)
{
  g_signal_emit (self, decided_signal, 0, PARCOURS_RESOLUTION_TAKE_THEIRS);
}

/* Whether two steps are the same but for their place. */
static gboolean
is_same_step (ParcoursStep *one,
              ParcoursStep *other)
{
  g_autoptr (JsonNode) a = parcours_step_at (one, 0, 0);
  g_autoptr (JsonNode) b = parcours_step_at (other, 0, 0);

  return parcours_json_equal (a, b);
}

/* Where both come from the same, what only the other side has changed is no mark on this one. */
static ParcoursCanvasMark
mark_of (ParcoursStep       *step,
         ParcoursAutomation *other,
         ParcoursAutomation *base)
{
  ParcoursStep *before = base != NULL ? parcours_automation_step (base, step->id) : NULL;
  ParcoursStep *there = parcours_automation_step (other, step->id);
  gboolean changed_here, changed_there;

  if (there == NULL)
    return before != NULL && is_same_step (step, before) ? PARCOURS_CANVAS_MARK_UNCHANGED : PARCOURS_CANVAS_MARK_NEW;
  if (is_same_step (step, there))
    return PARCOURS_CANVAS_MARK_UNCHANGED;
  changed_here = before == NULL || !is_same_step (step, before);
  changed_there = before == NULL || !is_same_step (there, before);
  if (changed_here && changed_there)
    return PARCOURS_CANVAS_MARK_CONFLICT;

  return changed_here ? PARCOURS_CANVAS_MARK_CHANGED : PARCOURS_CANVAS_MARK_UNCHANGED;
}

static gboolean
fit_cb (gpointer canvas)
{
  parcours_canvas_zoom_to_fit (canvas);

  return G_SOURCE_REMOVE;
}

static GtkWidget *
new_canvas (ParcoursProject    *project,
            ParcoursAutomation *automation,
            ParcoursAutomation *other,
            ParcoursAutomation *base,
            const char         *label)
{
  g_autoptr (ParcoursDocument) document = parcours_document_new (automation);
  GtkWidget *canvas = parcours_canvas_new (document);

  parcours_canvas_set_editable (PARCOURS_CANVAS (canvas), FALSE);
  parcours_canvas_set_library (PARCOURS_CANVAS (canvas), parcours_project_library (project));
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; other != NULL && i < parcours_automation_n_steps (automation); i++)
    {
      ParcoursStep *step = parcours_automation_nth_step (automation, i);

      parcours_canvas_set_mark (PARCOURS_CANVAS (canvas), step->id, mark_of (step, other, base));
    }
  g_timeout_add_full (G_PRIORITY_DEFAULT, 100, fit_cb, g_object_ref (canvas), g_object_unref);

  return canvas;
}

/* In place of a canvas where there is nothing to see. */
static GtkWidget *
new_words (const char *words)
{
  return g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, "margin-start", 24,
                       "margin-end", 24, "css-classes", (const char *[]) { "dim-label", NULL }, NULL);
}

static void
parcours_conflict_view_finalize (GObject *object)
{
  g_free (PARCOURS_CONFLICT_VIEW (object)->slug);
  G_OBJECT_CLASS (parcours_conflict_view_parent_class)->finalize (object);
}

static void
parcours_conflict_view_class_init (ParcoursConflictViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = parcours_conflict_view_finalize;

  decided_signal = g_signal_new ("decided", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/server/conflict-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, title);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, theirs_title);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, ours);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, theirs);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, later_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, mine_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConflictView, theirs_button);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, theirs_cb);
}

static void
parcours_conflict_view_init (ParcoursConflictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_conflict_view_slug:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the slug of the automation that it shows
 */
const char *
parcours_conflict_view_slug (ParcoursConflictView *self)
{
  return self->slug;
}

/**
 * parcours_conflict_view_show:
 * @self: a view
 * @project: (transfer none): the project
 * @remote: (transfer none): the server
 * @conflict: (transfer none): what is to be decided, which has been fetched
 */
void
parcours_conflict_view_show (ParcoursConflictView *self,
                             ParcoursProject      *project,
                             ParcoursRemote       *remote,
                             ParcoursConflict     *conflict)
{
  const char *slug = parcours_conflict_slug (conflict);
  ParcoursAutomationItem *item = parcours_project_find_automation (project, slug);
  ParcoursAutomation *ours = parcours_automation_item_automation (item);
  ParcoursAutomation *theirs = parcours_conflict_theirs (conflict);
  ParcoursAutomation *base = parcours_conflict_base (conflict);
  g_autofree char *title = parcours_phrase_fill (_("“{automation}” was changed on both sides"), "automation",
                                                 parcours_automation_name (ours), NULL);
  g_autofree char *server = parcours_phrase_fill (_("On “{server}”"), "server", parcours_remote_name (remote), NULL);

  g_free (self->slug);
  self->slug = g_strdup (slug);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle,
                       theirs != NULL ? _("Marked steps differ. Both versions stay in the history, whatever you choose.")
                                      : _("It was deleted on the server. Keep yours to publish it anew, or delete it here too."));
  gtk_label_set_label (self->theirs_title, server);
  gtk_button_set_label (self->theirs_button, theirs != NULL ? _("Take _Theirs") : _("_Delete Mine"));
  adw_bin_set_child (self->ours, new_canvas (project, ours, theirs, base, _("Yours, in this workspace")));
  adw_bin_set_child (self->theirs, theirs != NULL ? new_canvas (project, theirs, ours, base, server)
                                                  : new_words (_("This automation is not on the server any more.")));
  gtk_widget_grab_focus (GTK_WIDGET (self->later_button));
}
