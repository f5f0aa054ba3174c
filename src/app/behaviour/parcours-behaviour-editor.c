/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-behaviour-editor.h"
#include "parcours-json.h"
#include "parcours-rule-form.h"

struct _ParcoursBehaviourEditor
{
  AdwBin parent_instance;

  ParcoursForm *form;     /* (owned) */
  JsonNode *behaviour;    /* (owned) (nullable) what is edited */
  gboolean is_editable;
  gboolean is_updating;

  GtkWidget *box;         /* (unowned) */
  GtkWidget *new_contacts; /* (unowned) GtkSpinButton */
  GtkWidget *lists[2];    /* (unowned) of responses, of arrivals */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const members[] = { "responses", "arrivals" };

G_DEFINE_FINAL_TYPE (ParcoursBehaviourEditor, parcours_behaviour_editor, ADW_TYPE_BIN)

static void fill (ParcoursBehaviourEditor *self,
                  guint                    which,
                  int                      expanded);

static JsonObject *
root (ParcoursBehaviourEditor *self)
{
  return json_node_get_object (self->behaviour);
}

static JsonArray *
rules (ParcoursBehaviourEditor *self,
       guint                    which)
{
  JsonArray *array = parcours_json_member_array (root (self), members[which]);

  if (array != NULL)
    return array;
  array = json_array_new ();
  json_object_set_array_member (root (self), members[which], array);

  return array;
}

static void
changed (ParcoursBehaviourEditor *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
title_row (ParcoursBehaviourEditor *self,
           GtkWidget               *row)
{
  JsonObject *rule = json_node_get_object (g_object_get_data (G_OBJECT (row), "rule"));
  g_autofree char *title = parcours_rule_title (rule, parcours_form_library (self->form));
  g_autofree char *subtitle = parcours_rule_subtitle (rule);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
}

static void
rule_cb (ParcoursRuleForm *form,
         GtkWidget        *row)
{
  ParcoursBehaviourEditor *self = g_object_get_data (G_OBJECT (row), "editor");

  title_row (self, row);
  changed (self);
}

/* Moves the rule of the row by so many places; removes it where that leads nowhere. */
static void
move (GtkWidget *row,
      int        by)
{
  ParcoursBehaviourEditor *self = g_object_get_data (G_OBJECT (row), "editor");
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "which"));
  JsonArray *array = rules (self, which);
  int place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  int to = by != 0 ? place + by : -1;
  JsonArray *moved = json_array_new ();

  for (int i = 0; i < (int) json_array_get_length (array); i++)
    {
      int from = i == place ? to : i == to ? place : i;

      if (from >= 0)
        json_array_add_element (moved, parcours_json_ref_element (array, (guint) from));
    }
  json_object_set_array_member (root (self), members[which], moved);
  fill (self, which, to);
  changed (self);
}

static void
up_cb (GtkWidget *row)
{
  move (row, -1);
}

static void
down_cb (GtkWidget *row)
{
  move (row, 1);
}

static void
remove_cb (GtkWidget *row)
{
  move (row, 0);
}

static void
add_button (GtkWidget  *box,
            GtkWidget  *row,
            const char *label,
            GCallback   callback,
            gboolean    is_sensitive)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_sensitive (button, is_sensitive);
  g_signal_connect_object (button, "clicked", callback, row, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
new_buttons (ParcoursBehaviourEditor *self,
             GtkWidget               *row,
             guint                    which)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 6, "margin-start", 12, "margin-end", 12, "margin-bottom", 12, NULL);
  int place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  add_button (box, row, _("Move Up"), G_CALLBACK (up_cb), place > 0);
  add_button (box, row, _("Move Down"), G_CALLBACK (down_cb),
              place + 1 < (int) json_array_get_length (rules (self, which)));
  add_button (box, row, _("Remove"), G_CALLBACK (remove_cb), TRUE);

  return box;
}

/* The form of a rule is made when somebody wants to see it. */
static void
expanded_cb (GtkWidget  *row,
             GParamSpec *pspec,
             gpointer    unused)
{
  ParcoursBehaviourEditor *self = g_object_get_data (G_OBJECT (row), "editor");
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "which"));
  GtkWidget *form, *box;

  if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)) || g_object_get_data (G_OBJECT (row), "form") != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  form = parcours_rule_form_new (self->form, g_object_get_data (G_OBJECT (row), "rule"));
  g_object_set_data (G_OBJECT (row), "form", form);
  g_signal_connect (form, "changed", G_CALLBACK (rule_cb), row);
  gtk_box_append (GTK_BOX (box), form);
  gtk_box_append (GTK_BOX (box), new_buttons (self, row, which));
  gtk_widget_set_sensitive (box, self->is_editable);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), box);
}

static void
fill (ParcoursBehaviourEditor *self,
      guint                    which,
      int                      expanded)
{
  GtkWidget *list = self->lists[which];
  JsonArray *array = rules (self, which);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *rule = json_array_get_element (array, i);
      GtkWidget *row = adw_expander_row_new ();

      g_object_set_data (G_OBJECT (row), "editor", self);
      g_object_set_data (G_OBJECT (row), "which", GUINT_TO_POINTER (which));
      g_object_set_data_full (G_OBJECT (row), "rule", json_node_ref (rule), (GDestroyNotify) json_node_unref);
      title_row (self, row);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
      if ((int) i == expanded)
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
  gtk_widget_set_visible (list, json_array_get_length (array) > 0);
}

static void
add_rule (ParcoursBehaviourEditor *self,
          guint                    which,
          JsonObject              *rule)
{
  JsonArray *array = rules (self, which);
  JsonArray *with = json_array_new ();

  /* The first rule that fits counts, so a new one for messages stands before those that are there. */
  if (which == 0)
    json_array_add_object_element (with, rule);
  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (with, parcours_json_ref_element (array, i));
  if (which != 0)
    json_array_add_object_element (with, rule);
  json_object_set_array_member (root (self), members[which], with);
  fill (self, which, which == 0 ? 0 : (int) json_array_get_length (with) - 1);
  changed (self);
}

static void
add_response_cb (ParcoursBehaviourEditor *self)
{
  JsonObject *rule = json_object_new ();

  json_object_set_string_member (rule, "message", "*");
  json_object_set_string_member (rule, "channel", "email");
  add_rule (self, 0, rule);
}

static void
add_arrival_cb (ParcoursBehaviourEditor *self)
{
  JsonObject *rule = json_object_new ();

  json_object_set_string_member (rule, "topic", "page.visited");
  json_object_set_double_member (rule, "per-day", 0.01);
  add_rule (self, 1, rule);
}

static void
new_contacts_cb (ParcoursBehaviourEditor *self)
{
  JsonObject *object;

  if (self->is_updating)
    return;
  object = json_object_new ();
  json_object_set_double_member (object, "per-day", gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->new_contacts)));
  json_object_set_object_member (root (self), "new-contacts", object);
  changed (self);
}

static GtkWidget *
add_heading (ParcoursBehaviourEditor *self,
             const char              *title,
             const char              *help,
             const char              *add,
             GCallback                callback)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "hexpand", TRUE, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.f, "wrap", TRUE, NULL);
  GtkWidget *caption = g_object_new (GTK_TYPE_LABEL, "label", help, "xalign", 0.f, "wrap", TRUE, NULL);
  GtkWidget *button = gtk_button_new_with_label (add);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), caption);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "clicked", callback, self);
  g_object_bind_property (self, "is-editable", button, "sensitive", G_BINDING_SYNC_CREATE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (self->box), box);
  gtk_box_append (GTK_BOX (self->box), list);

  return list;
}

static void
build (ParcoursBehaviourEditor *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list, *row;

  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-top", 18,
                            "margin-bottom", 24, "margin-start", 12, "margin-end", 12, NULL);
  self->lists[0] = add_heading (self, _("What People Do About Messages"), _("The first rule that fits counts."),
                                _("Add a Rule"), G_CALLBACK (add_response_cb));
  self->lists[1] = add_heading (self, _("What People Do by Themselves"), _("All rules count."), _("Add an Event"),
                                G_CALLBACK (add_arrival_cb));
  list = gtk_list_box_new ();
  row = adw_action_row_new ();
  self->new_contacts = gtk_spin_button_new_with_range (0., 100000., 1.);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->new_contacts), 1);
  gtk_widget_set_valign (self->new_contacts, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("New contacts a day"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Each is like one of those who are there."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->new_contacts);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->new_contacts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_contacts), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("New contacts a day"), -1);
  g_signal_connect_swapped (self->new_contacts, "value-changed", G_CALLBACK (new_contacts_cb), self);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_box_append (GTK_BOX (self->box), list);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

static void
parcours_behaviour_editor_finalize (GObject *object)
{
  ParcoursBehaviourEditor *self = PARCOURS_BEHAVIOUR_EDITOR (object);

  g_clear_object (&self->form);
  g_clear_pointer (&self->behaviour, json_node_unref);
  G_OBJECT_CLASS (parcours_behaviour_editor_parent_class)->finalize (object);
}

static void
parcours_behaviour_editor_get_property (GObject    *object,
                                        guint       id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  g_value_set_boolean (value, PARCOURS_BEHAVIOUR_EDITOR (object)->is_editable);
}

static void
parcours_behaviour_editor_class_init (ParcoursBehaviourEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = parcours_behaviour_editor_finalize;
  object_class->get_property = parcours_behaviour_editor_get_property;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_boolean ("is-editable", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));

  signals[CHANGED] = g_signal_new ("changed", PARCOURS_TYPE_BEHAVIOUR_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
parcours_behaviour_editor_init (ParcoursBehaviourEditor *self)
{
}

/**
 * parcours_behaviour_editor_new:
 * @form: what the editors share
 *
 * Returns: (transfer floating): an editor that shows nothing yet
 */
GtkWidget *
parcours_behaviour_editor_new (ParcoursForm *form)
{
  ParcoursBehaviourEditor *self = g_object_new (PARCOURS_TYPE_BEHAVIOUR_EDITOR, NULL);

  self->form = g_object_ref (form);
  self->is_updating = TRUE;
  build (self);
  self->is_updating = FALSE;

  return GTK_WIDGET (self);
}

/**
 * parcours_behaviour_editor_show:
 * @self: an editor
 * @behaviour: a behaviour, of which a copy is edited
 * @is_editable: whether it can be changed
 */
void
parcours_behaviour_editor_show (ParcoursBehaviourEditor *self,
                                JsonNode                *behaviour,
                                gboolean                 is_editable)
{
  g_autofree char *line = parcours_json_to_line (behaviour);

  g_clear_pointer (&self->behaviour, json_node_unref);
  self->behaviour = parcours_json_parse (line, -1, NULL);
  self->is_editable = is_editable;
  self->is_updating = TRUE;
  g_object_notify (G_OBJECT (self), "is-editable");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->new_contacts),
                             parcours_json_member_number (parcours_json_member_object (root (self), "new-contacts"),
                                                          "per-day", 0.));
  gtk_widget_set_sensitive (self->new_contacts, is_editable);
  fill (self, 0, -1);
  fill (self, 1, -1);
  self->is_updating = FALSE;
}

/**
 * parcours_behaviour_editor_value:
 * @self: an editor that shows a behaviour
 *
 * Returns: (transfer full): the behaviour as it is now
 */
JsonNode *
parcours_behaviour_editor_value (ParcoursBehaviourEditor *self)
{
  g_autofree char *line = parcours_json_to_line (self->behaviour);

  return parcours_json_parse (line, -1, NULL);
}
