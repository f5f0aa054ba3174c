/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/* ParcoursSumsEditor: what the numbers of all matching events must add up to, a comparison for each key. */
struct _ParcoursSumsEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursParam param;
  char *topic;         /* (owned) (nullable) whose keys are shown */
  GtkWidget *box;      /* (unowned) */
  GHashTable *editors; /* (owned) (element-type utf8 ParcoursValueEditor) by key */
};

G_DEFINE_FINAL_TYPE (ParcoursSumsEditor, parcours_sums_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_sums_editor_finalize (GObject *object)
{
  ParcoursSumsEditor *self = PARCOURS_SUMS_EDITOR (object);

  g_clear_pointer (&self->editors, g_hash_table_unref);
  g_free (self->topic);

  G_OBJECT_CLASS (parcours_sums_editor_parent_class)->finalize (object);
}

static JsonObject *
object_of (JsonNode *value)
{
  return value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
}

static void
changed_cb (ParcoursValueEditor *child,
            ParcoursSumsEditor  *self)
{
  JsonObject *old = object_of (parcours_value_editor_value (PARCOURS_VALUE_EDITOR (self)));
  JsonNode *node = parcours_json_with_member (old, g_object_get_data (G_OBJECT (child), "key"),
                                              parcours_value_editor_value (child));

  if (json_object_get_size (json_node_get_object (node)) == 0)
    g_clear_pointer (&node, json_node_unref);
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), node);
}

static void
add_key (ParcoursSumsEditor *self,
         const char         *key)
{
  ParcoursForm *form = parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self));
  g_autofree char *title = parcours_key_label (self->topic, key, parcours_form_library (form));
  GtkWidget *label = gtk_label_new (title);
  ParcoursValueEditor *editor;

  if (g_hash_table_contains (self->editors, key))
    return;
  editor = parcours_value_editor_new (form, &self->param);
  parcours_value_editor_set_title (editor, title);
  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_add_css_class (label, "caption");
  g_object_set_data_full (G_OBJECT (editor), "key", g_strdup (key), g_free);
  g_signal_connect (editor, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (editor));
  g_hash_table_insert (self->editors, g_strdup (key), editor);
}

static void
fill (ParcoursSumsEditor *self,
      const char         *name,
      JsonObject         *sums)
{
  const ParcoursTopic *topic = name != NULL ? parcours_catalog_topic (parcours_catalog_get (), name) : NULL;
  g_autoptr (GList) keys = topic != NULL && topic->sums != NULL ? json_object_get_members (topic->sums) : NULL;
  g_autoptr (GList) members = sums != NULL ? json_object_get_members (sums) : NULL;
  GtkWidget *child;

  if (g_strcmp0 (self->topic, name) != 0)
    {
      while ((child = gtk_widget_get_first_child (self->box)) != NULL)
        gtk_box_remove (GTK_BOX (self->box), child);
      g_hash_table_remove_all (self->editors);
      g_free (self->topic);
      self->topic = g_strdup (name);
    }
  for (GList *l = keys; l != NULL; l = l->next)
    add_key (self, l->data);
  for (GList *l = members; l != NULL; l = l->next)
    add_key (self, l->data);
}

static void
parcours_sums_editor_build (ParcoursValueEditor *editor)
{
  ParcoursSumsEditor *self = PARCOURS_SUMS_EDITOR (editor);

  self->param = (ParcoursParam){ (char *) "sum", PARCOURS_PARAM_COUNT_TEST, .any = TRUE };
  self->editors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  parcours_value_editor_append (editor, self->box);
}

static gboolean
parcours_sums_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursSumsEditor *self = PARCOURS_SUMS_EDITOR (editor);
  JsonObject *sums = object_of (value);
  GHashTableIter iter;
  gpointer key, child;

  fill (self, parcours_json_member_string (scope, "event"), sums);
  g_hash_table_iter_init (&iter, self->editors);
  while (g_hash_table_iter_next (&iter, &key, &child))
    parcours_value_editor_set_value (child, sums != NULL ? json_object_get_member (sums, key) : NULL, scope);

  return value == NULL || sums != NULL;
}

static void
parcours_sums_editor_class_init (ParcoursSumsEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_sums_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_sums_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_sums_editor_show;
}

static void
parcours_sums_editor_init (ParcoursSumsEditor *self)
{
}
