/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-entity-draft.h"
#include "parcours-entity-editor.h"
#include "parcours-entity-use.h"
#include "parcours-feed-preview.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-uses.h"
#include "parcours-project-behaviours.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

struct _ParcoursEntityEditor
{
  GtkWidget parent_instance;

  ParcoursProject *project;   /* (owned) */
  ParcoursForm *form;         /* (owned) */
  const ParcoursKind *kind;   /* (unowned) (nullable) */
  char *slug;                 /* (owned) (nullable) */
  JsonObject *columns;        /* (owned) (nullable) as a person sees them, perhaps not written yet */
  guint n_writing;            /* how many of its changes are on their way */
  GPtrArray *params;          /* (owned) (element-type ParcoursParam) of the fields */
  GPtrArray *fields;          /* (owned) the array (element-type ParcoursValueField) */
  GtkWidget *scrolled;
  GtkWidget *box;
  GtkWidget *name;            /* AdwEntryRow */
  GtkWidget *extra;           /* (nullable) a button or a preview */
  GtkWidget *list;            /* (nullable) the fields */
  GtkWidget *kept;            /* (nullable) columns that no field shows */
  GtkWidget *uses;            /* AdwPreferencesGroup */
  GtkWidget *remove;
};

enum
{
  MESSAGE,
  EDIT_MESSAGE,
  DELETE,
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursEntityEditor, parcours_entity_editor, GTK_TYPE_WIDGET)

static void refresh (ParcoursEntityEditor *self);

static const ParcoursEntity *
find_entity (ParcoursEntityEditor *self)
{
  return self->kind != NULL
           ? parcours_library_lookup (parcours_project_library (self->project), self->kind->name, self->slug) : NULL;
}

static void
say (ParcoursEntityEditor *self,
     const char           *message,
     gboolean              can_undo)
{
  g_signal_emit (self, signals[MESSAGE], 0, message, can_undo);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursEntityEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_writing -= self->n_writing > 0;
  if (parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error))
    return;
  say (self, error->message, FALSE);
  if (self->box != NULL)
    refresh (self);
}

static void
write_entity (ParcoursEntityEditor *self,
              const char           *label,
              JsonObject           *columns)
{
  self->n_writing++;
  parcours_project_set_entity_async (self->project, self->kind->name, self->slug, label, columns, written_cb,
                                     g_object_ref (self));
}

static void
set_column (ParcoursEntityEditor *self,
            const char           *name,
            JsonNode             *value)
{
  g_autoptr (JsonNode) changed = parcours_json_with_member (self->columns, name, value);

  json_object_unref (self->columns);
  self->columns = parcours_json_copy_object (json_node_get_object (changed));
  write_entity (self, NULL, self->columns);
}

static void
renamed_cb (ParcoursEntityEditor *self)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  const ParcoursEntity *entity = find_entity (self);

  if (entity == NULL || g_str_equal (label, entity->label))
    return;
  if (*label == '\0')
    {
      say (self, _("A name cannot be empty"), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (self->name), entity->label);
      return;
    }
  write_entity (self, label, NULL);
}

static void
update_shown (ParcoursEntityEditor *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *field = g_ptr_array_index (self->fields, i);
      const ParcoursParam *param = parcours_value_field_param (PARCOURS_VALUE_FIELD (field));

      gtk_widget_set_visible (gtk_widget_get_parent (field), parcours_param_is_shown (param, self->columns));
    }
}

static void
field_changed_cb (ParcoursValueField   *field,
                  ParcoursEntityEditor *self)
{
  const ParcoursParam *param = parcours_value_field_param (field);

  set_column (self, param->name, parcours_value_editor_value (parcours_value_field_editor (field)));
  update_shown (self);
}

static void
left_cb (ParcoursEntityEditor *self)
{
  if (self->project != NULL)
    parcours_library_history_end_burst (parcours_project_history (self->project));
}

/* Whether another editor than this form shows it. */
static gboolean
is_elsewhere (const ParcoursKind *kind,
              const char         *name)
{
  static const char *const names[] = { "subject", "preheader", "body", "format", NULL };

  return kind->editor == PARCOURS_KIND_BEHAVIOUR ||
         (kind->editor == PARCOURS_KIND_MESSAGE && g_strv_contains (names, name));
}

static void
add_field (ParcoursEntityEditor     *self,
           const ParcoursKindColumn *column)
{
  ParcoursParam *param = parcours_kind_column_param (column);
  GtkWidget *field = parcours_value_field_new (self->form, param);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_ptr_array_add (self->params, param);
  g_ptr_array_add (self->fields, field);
  gtk_widget_set_sensitive (field, !column->is_fixed && !parcours_project_is_read_only (self->project));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), field);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_signal_connect (field, "changed", G_CALLBACK (field_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (field, focus);
}

static void
edit_message_cb (ParcoursEntityEditor *self)
{
  g_signal_emit (self, signals[EDIT_MESSAGE], 0, self->kind->name, self->slug);
}

static void
delete_cb (ParcoursEntityEditor *self)
{
  g_signal_emit (self, signals[DELETE], 0, self->kind->name, self->slug);
}

static GtkWidget *
new_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "fields");

  return list;
}

static void
edit_behaviour_cb (ParcoursEntityEditor *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-behaviours", "s", self->slug);
}

static void
duplicated_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (ParcoursEntityEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->box != NULL)
    say (self, slug != NULL ? _("Behaviour duplicated") : error->message, slug != NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursEntityEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBehaviour) behaviour = parcours_project_load_behaviour_finish (PARCOURS_PROJECT (source), result, &error);
  const ParcoursEntity *entity = self->box != NULL ? find_entity (self) : NULL;
  g_autoptr (JsonNode) node = behaviour != NULL ? parcours_behaviour_to_json (behaviour) : NULL;
  g_autoptr (JsonObject) copy = NULL;
  g_autofree char *label = NULL;

  if (entity == NULL || node == NULL)
    {
      if (self->box != NULL && error != NULL)
        say (self, error->message, FALSE);
      return;
    }
  /* Translators: what a copy is called: "Loyal customers (copy)". */
  label = g_strdup_printf (_("%s (copy)"), entity->label);
  copy = parcours_json_copy_object (json_node_get_object (node));
  json_object_set_string_member (copy, "name", label);
  parcours_project_add_entity_async (self->project, "behaviour", label, copy, duplicated_cb, g_object_ref (self));
}

/* The library knows the names of behaviours alone. */
static void
duplicate_cb (ParcoursEntityEditor *self)
{
  parcours_project_load_behaviour_async (self->project, self->slug, NULL, loaded_cb, g_object_ref (self));
}

static GtkWidget *
new_behaviour_buttons (ParcoursEntityEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *edit = gtk_button_new_with_mnemonic (_("_Edit Behaviour…"));
  GtkWidget *duplicate = gtk_button_new_with_mnemonic (_("D_uplicate"));

  gtk_widget_add_css_class (edit, "suggested-action");
  gtk_widget_set_sensitive (duplicate, !parcours_project_is_read_only (self->project));
  g_signal_connect_swapped (edit, "clicked", G_CALLBACK (edit_behaviour_cb), self);
  g_signal_connect_swapped (duplicate, "clicked", G_CALLBACK (duplicate_cb), self);
  gtk_box_append (GTK_BOX (box), edit);
  gtk_box_append (GTK_BOX (box), duplicate);

  return box;
}

static void
add_extra (ParcoursEntityEditor *self)
{
  if (self->kind->editor == PARCOURS_KIND_MESSAGE)
    {
      self->extra = gtk_button_new_with_mnemonic (_("_Edit Message…"));
      gtk_widget_add_css_class (self->extra, "suggested-action");
      gtk_widget_set_halign (self->extra, GTK_ALIGN_START);
      g_signal_connect_swapped (self->extra, "clicked", G_CALLBACK (edit_message_cb), self);
    }
  else if (self->kind->editor == PARCOURS_KIND_FEED)
    self->extra = parcours_feed_preview_new ();
  else if (self->kind->editor == PARCOURS_KIND_BEHAVIOUR)
    self->extra = new_behaviour_buttons (self);
}

/* The form of a kind is made once for as long as that kind is shown. */
static void
build (ParcoursEntityEditor *self)
{
  GtkWidget *widgets[] = { self->extra, self->list };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      if (widgets[i] != NULL)
        gtk_box_remove (GTK_BOX (self->box), widgets[i]);
    }
  self->extra = NULL;
  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->params, 0);
  self->list = new_list ();
  for (guint i = 0; i < self->kind->columns->len; i++)
    {
      const ParcoursKindColumn *column = g_ptr_array_index (self->kind->columns, i);

      if (!is_elsewhere (self->kind, column->param->name))
        add_field (self, column);
    }
  gtk_widget_set_visible (self->list, self->fields->len > 0);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->list, gtk_widget_get_first_child (self->box));
  add_extra (self);
  if (self->extra != NULL)
    gtk_box_insert_child_after (GTK_BOX (self->box), self->extra,
                                self->kind->editor == PARCOURS_KIND_FEED ? self->list
                                                                         : gtk_widget_get_first_child (self->box));
}

static void
use_activated_cb (AdwActionRow         *row,
                  ParcoursEntityEditor *self)
{
  g_signal_emit (self, signals[OPEN], 0, g_object_get_data (G_OBJECT (row), "automation"),
                 g_object_get_data (G_OBJECT (row), "step"), g_object_get_data (G_OBJECT (row), "kind"),
                 g_object_get_data (G_OBJECT (row), "slug"));
}

static void
add_use (ParcoursEntityEditor    *self,
         GtkWidget               *group,
         const ParcoursEntityUse *use)
{
  GtkWidget *row = adw_action_row_new ();
  const ParcoursKind *kind = use->kind != NULL ? parcours_kind_find (use->kind) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), use->name);
  if (use->detail != NULL || kind != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), use->detail != NULL ? use->detail : _(kind->label));
  if (use->automation != NULL || kind != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), use->automation != NULL || kind != NULL);
  g_object_set_data_full (G_OBJECT (row), "automation", g_strdup (use->automation), g_free);
  g_object_set_data_full (G_OBJECT (row), "step", g_strdup (use->step), g_free);
  g_object_set_data_full (G_OBJECT (row), "kind", g_strdup (use->kind), g_free);
  g_object_set_data_full (G_OBJECT (row), "slug", g_strdup (use->slug), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (use_activated_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/* What is shown when a behaviour has been read. */
typedef struct
{
  ParcoursEntityEditor *editor; /* (owned) */
  GtkWidget *group;             /* (owned) the list as it was then */
  ParcoursEntityUse use;        /* (owned) */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->editor);
  g_object_unref (reading->group);
  g_free (reading->use.slug);
  g_free (reading->use.name);
  g_free (reading);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;
  ParcoursEntityEditor *self = reading->editor;
  g_autoptr (ParcoursBehaviour) behaviour = parcours_project_load_behaviour_finish (PARCOURS_PROJECT (source), result, NULL);
  g_autoptr (JsonNode) node = behaviour != NULL ? parcours_behaviour_to_json (behaviour) : NULL;

  if (node != NULL && self->uses == reading->group &&
      parcours_columns_use (json_node_get_object (node), self->kind->name, self->slug))
    {
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->uses), NULL);
      add_use (self, self->uses, &reading->use);
    }
  reading_free (reading);
}

/* The library does not hold what behaviours say, so each is read. */
static void
read_behaviours (ParcoursEntityEditor *self)
{
  g_autoptr (GPtrArray) behaviours = parcours_library_list (parcours_project_library (self->project), "behaviour");

  for (guint i = 0; i < behaviours->len; i++)
    {
      const ParcoursEntity *behaviour = g_ptr_array_index (behaviours, i);
      Reading *reading = g_new0 (Reading, 1);

      reading->editor = g_object_ref (self);
      reading->group = g_object_ref (self->uses);
      reading->use.kind = (char *) "behaviour";
      reading->use.slug = g_strdup (behaviour->slug);
      reading->use.name = g_strdup (behaviour->label);
      parcours_project_load_behaviour_async (self->project, behaviour->slug, NULL, read_cb, reading);
    }
}

static void
show_uses (ParcoursEntityEditor *self)
{
  g_autoptr (GPtrArray) uses = parcours_project_find_uses (self->project, self->kind->name, self->slug);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Used By"));
  if (uses->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("No automation names it, and nothing else does."));
  for (guint i = 0; i < uses->len; i++)
    add_use (self, group, g_ptr_array_index (uses, i));
  if (self->uses != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->uses);
  self->uses = group;
  gtk_box_insert_child_after (GTK_BOX (self->box), group, gtk_widget_get_prev_sibling (self->remove));
  read_behaviours (self);
}

/* What no field shows is kept, and said. */
static void
show_kept (ParcoursEntityEditor *self)
{
  g_autoptr (GList) names = parcours_json_sorted_members (self->columns);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->kept)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->kept), child);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (self->columns, l->data);
      g_autofree char *line = NULL;
      GtkWidget *row;

      if (JSON_NODE_HOLDS_NULL (value) || parcours_kind_column (self->kind, l->data) != NULL ||
          is_elsewhere (self->kind, l->data) || g_str_equal (l->data, "links"))
        continue;
      line = parcours_json_to_line (value);
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), l->data);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
      gtk_list_box_append (GTK_LIST_BOX (self->kept), row);
    }
  gtk_widget_set_visible (self->kept, gtk_widget_get_first_child (self->kept) != NULL);
}

static void
show_columns (ParcoursEntityEditor *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      ParcoursValueField *field = g_ptr_array_index (self->fields, i);
      const ParcoursParam *param = parcours_value_field_param (field);
      JsonNode *value = json_object_get_member (self->columns, param->name);

      parcours_value_field_set_value (field, value != NULL && !JSON_NODE_HOLDS_NULL (value) ? value : param->fallback,
                                      self->columns);
    }
  if (self->kind->editor == PARCOURS_KIND_FEED)
    parcours_feed_preview_set_url (PARCOURS_FEED_PREVIEW (self->extra), parcours_json_member_string (self->columns, "url"));
  update_shown (self);
}

/* Shows the entity as it is written, unless something newer is on its way there. */
static void
refresh (ParcoursEntityEditor *self)
{
  const ParcoursEntity *entity = find_entity (self);

  gtk_widget_set_visible (self->scrolled, entity != NULL);
  if (entity == NULL || self->n_writing > 0)
    return;
  g_clear_pointer (&self->columns, json_object_unref);
  self->columns = parcours_json_copy_object (entity->attributes);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->name)), entity->label))
    {
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name), FALSE);
      gtk_editable_set_text (GTK_EDITABLE (self->name), entity->label);
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name), TRUE);
    }
  show_columns (self);
  show_kept (self);
  show_uses (self);
}

static void
parcours_entity_editor_dispose (GObject *object)
{
  ParcoursEntityEditor *self = PARCOURS_ENTITY_EDITOR (object);

  self->box = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->params, g_ptr_array_unref);
  g_clear_pointer (&self->columns, json_object_unref);
  g_clear_pointer (&self->slug, g_free);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_entity_editor_parent_class)->dispose (object);
}

static void
parcours_entity_editor_class_init (ParcoursEntityEditorClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_entity_editor_dispose;

  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                   G_TYPE_BOOLEAN);
  signals[EDIT_MESSAGE] = g_signal_new ("edit-message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_STRING, G_TYPE_STRING);
  signals[DELETE] = g_signal_new ("delete", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                  G_TYPE_STRING);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_STRING,
                                G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "inspector");
}

static void
parcours_entity_editor_init (ParcoursEntityEditor *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->fields = g_ptr_array_new ();
  self->params = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->name = adw_entry_row_new ();
  self->kept = new_list ();
  self->remove = gtk_button_new_with_mnemonic (_("_Delete"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _("Name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name);
  gtk_widget_set_halign (self->remove, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_widget_add_css_class (self->box, "library-form");
  gtk_box_append (GTK_BOX (self->box), group);
  gtk_box_append (GTK_BOX (self->box), self->kept);
  gtk_box_append (GTK_BOX (self->box), self->remove);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect_swapped (self->name, "apply", G_CALLBACK (renamed_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (delete_cb), self);
}

/**
 * parcours_entity_editor_new:
 * @project: a project
 *
 * Returns: (transfer floating): an editor of nothing yet
 */
GtkWidget *
parcours_entity_editor_new (ParcoursProject *project)
{
  ParcoursEntityEditor *self = g_object_new (PARCOURS_TYPE_ENTITY_EDITOR, NULL);
  gboolean editable = !parcours_project_is_read_only (project);

  self->project = g_object_ref (project);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  gtk_editable_set_editable (GTK_EDITABLE (self->name), editable);
  gtk_widget_set_visible (self->remove, editable);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_entity_editor_show:
 * @self: an editor
 * @kind: (nullable): the kind of an entity, %NULL for nothing
 * @slug: (nullable): its slug
 */
void
parcours_entity_editor_show (ParcoursEntityEditor *self,
                             const char           *kind,
                             const char           *slug)
{
  const ParcoursKind *known = kind != NULL ? parcours_kind_find (kind) : NULL;
  g_autofree char *copy = g_strdup (slug);
  gboolean is_other = known != NULL && known != self->kind;

  g_free (self->slug);
  self->slug = g_steal_pointer (&copy);
  self->kind = known;
  /* What is being written is about another one. */
  self->n_writing = 0;
  if (is_other)
    build (self);
  if (known != NULL)
    gtk_widget_set_visible (self->remove, !known->keeps && !parcours_project_is_read_only (self->project));
  parcours_library_history_end_burst (parcours_project_history (self->project));
  refresh (self);
}
