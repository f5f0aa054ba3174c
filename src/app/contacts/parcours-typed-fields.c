/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-time.h"
#include "parcours-typed-fields.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/* So long, in milliseconds, somebody must have typed nothing. */
#define QUIET_TIME 1200

/* One value. */
typedef struct
{
  char *key;
  char *label;
  ParcoursTestSubject subject;
  ParcoursParam param;
  ParcoursValueField *field; /* (unowned) */
} Entry;

struct _ParcoursTypedFields
{
  GtkWidget parent_instance;

  ParcoursForm *form;  /* (owned) */
  GtkWidget *list;
  GPtrArray *entries;  /* (owned) (element-type Entry) in the order in which they are shown */
  Entry *typed;        /* (unowned) (nullable) what is being typed, not said yet */
  guint timeout_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursTypedFields, parcours_typed_fields, GTK_TYPE_WIDGET)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  parcours_test_subject_clear (&entry->subject);
  g_free (entry->key);
  g_free (entry->label);
  g_free (entry);
}

static Entry *
find_entry (ParcoursTypedFields *self,
            const char          *key)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->key, key))
        return entry;
    }

  return NULL;
}

/**
 * parcours_typed_fields_flush:
 * @self: fields
 *
 * Says what is being typed, as if the cursor had left.
 */
void
parcours_typed_fields_flush (ParcoursTypedFields *self)
{
  Entry *entry = g_steal_pointer (&self->typed);
  ParcoursValueEditor *editor;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (entry == NULL)
    return;
  editor = parcours_value_field_editor (entry->field);
  if (parcours_value_editor_complaint (editor) == NULL)
    g_signal_emit (self, signals[CHANGED], 0, entry->key, parcours_value_editor_value (editor));
}

static gboolean
rested_cb (gpointer user_data)
{
  ParcoursTypedFields *self = user_data;

  self->timeout_id = 0;
  parcours_typed_fields_flush (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_chosen (const ParcoursParam *param)
{
  switch ((guint) param->type)
    {
    case PARCOURS_PARAM_CHOICE:
    case PARCOURS_PARAM_CHOICES:
    case PARCOURS_PARAM_REF:
    case PARCOURS_PARAM_REFS:
    case PARCOURS_FORM_BIRTHDAY:
    case PARCOURS_FORM_BOOL_CHOICE:
    case PARCOURS_FORM_ZONE:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
field_changed_cb (ParcoursValueField  *field,
                  ParcoursTypedFields *self)
{
  Entry *entry = g_object_get_data (G_OBJECT (field), "entry");

  if (self->typed != entry)
    parcours_typed_fields_flush (self);
  self->typed = entry;
  if (is_chosen (&entry->param))
    {
      parcours_typed_fields_flush (self);
      return;
    }
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (QUIET_TIME, rested_cb, self);
}

static void
parcours_typed_fields_dispose (GObject *object)
{
  ParcoursTypedFields *self = PARCOURS_TYPED_FIELDS (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (parcours_typed_fields_parent_class)->dispose (object);
}

static void
parcours_typed_fields_class_init (ParcoursTypedFieldsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_typed_fields_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   2, G_TYPE_STRING, JSON_TYPE_NODE);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "inspector");
}

static void
parcours_typed_fields_init (ParcoursTypedFields *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->list, "fields");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

/**
 * parcours_typed_fields_new:
 * @form: what the editors share
 *
 * Returns: (transfer floating): no fields yet
 */
GtkWidget *
parcours_typed_fields_new (ParcoursForm *form)
{
  ParcoursTypedFields *self = g_object_new (PARCOURS_TYPE_TYPED_FIELDS, NULL);

  self->form = g_object_ref (form);

  return GTK_WIDGET (self);
}

static void
append (ParcoursTypedFields *self,
        Entry               *entry)
{
  ParcoursProject *project = parcours_form_project (self->form);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  entry->param.name = entry->key;
  entry->param.label = entry->label;
  entry->field = PARCOURS_VALUE_FIELD (parcours_value_field_new (self->form, &entry->param));
  g_object_set_data (G_OBJECT (entry->field), "entry", entry);
  gtk_widget_set_sensitive (GTK_WIDGET (entry->field), project == NULL || !parcours_project_is_read_only (project));
  g_signal_connect (entry->field, "changed", G_CALLBACK (field_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (parcours_typed_fields_flush), self);
  gtk_widget_add_controller (GTK_WIDGET (entry->field), focus);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (entry->field));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->entries, entry);
}

/**
 * parcours_typed_fields_add_field:
 * @self: fields
 * @kind: the kind of a field, such as `deal-field`
 * @slug: its slug, which is its key here
 * @label: its name for people
 */
void
parcours_typed_fields_add_field (ParcoursTypedFields *self,
                                 const char          *kind,
                                 const char          *slug,
                                 const char          *label)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = g_strdup (slug);
  entry->label = g_strdup (label);
  parcours_test_subject_init_field (&entry->subject, self->form, kind, slug);
  parcours_subject_param (&entry->subject, PARCOURS_OP_NOT_EMPTY, &entry->param);
  append (self, entry);
}

/**
 * parcours_typed_fields_add_key:
 * @self: fields
 * @owner: a kind of records
 * @key: one of its columns
 */
void
parcours_typed_fields_add_key (ParcoursTypedFields *self,
                               const char          *owner,
                               const char          *key)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = g_strdup (key);
  entry->label = parcours_key_label (owner, key, parcours_form_library (self->form));
  parcours_test_subject_init_key (&entry->subject, self->form, owner, key);
  parcours_subject_param (&entry->subject, PARCOURS_OP_NOT_EMPTY, &entry->param);
  append (self, entry);
}

/**
 * parcours_typed_fields_add_param:
 * @self: fields
 * @key: a key
 * @param: what it may hold, and what it is called
 */
void
parcours_typed_fields_add_param (ParcoursTypedFields *self,
                                 const char          *key,
                                 const ParcoursParam *param)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = g_strdup (key);
  entry->param = *param;
  entry->label = g_strdup (_(param->label));
  append (self, entry);
}

/**
 * parcours_typed_fields_set:
 * @self: fields
 * @key: a key
 * @value: (nullable): what is stored
 *
 * Shows the value, unless somebody is typing another.
 */
void
parcours_typed_fields_set (ParcoursTypedFields *self,
                           const char          *key,
                           JsonNode            *value)
{
  Entry *entry = find_entry (self, key);

  if (entry != NULL && entry != self->typed)
    parcours_value_field_set_value (entry->field, value, NULL);
}

static const ParcoursZone *
zone_of (ParcoursTypedFields *self)
{
  ParcoursProject *project = parcours_form_project (self->form);

  return project != NULL ? parcours_project_zone (project) : parcours_zone_utc ();
}

static JsonNode *
read_text (ParcoursTypedFields *self,
           const Entry         *entry,
           const char          *text)
{
  double number;
  gint64 at;

  switch ((guint) entry->param.type)
    {
    case PARCOURS_PARAM_NUMBER:
      return parcours_number_parse (text, &number) ? parcours_json_new_number (number) : parcours_json_new_string (text);
    case PARCOURS_FORM_BOOL_CHOICE:
      return json_node_init_boolean (json_node_alloc (), g_str_equal (text, "true"));
    case PARCOURS_PARAM_CHOICES:
    case PARCOURS_FORM_TEXTS:
      return parcours_texts_split (text);
    case PARCOURS_PARAM_INSTANT:
      if (parcours_instant_parse (text, &at))
        {
          g_autofree char *local = parcours_local_format (parcours_zone_to_local (zone_of (self), at));

          return parcours_json_new_string (local);
        }
      return parcours_json_new_string (text);
    default:
      return parcours_json_new_string (text);
    }
}

/**
 * parcours_typed_fields_set_text:
 * @self: fields
 * @key: a key
 * @text: (nullable): what is stored, as files spell it
 *
 * Shows the value, unless somebody is typing another.
 */
void
parcours_typed_fields_set_text (ParcoursTypedFields *self,
                                const char          *key,
                                const char          *text)
{
  Entry *entry = find_entry (self, key);
  g_autoptr (JsonNode) value = entry != NULL && !parcours_text_is_blank (text) ? read_text (self, entry, text) : NULL;

  parcours_typed_fields_set (self, key, value);
}

/**
 * parcours_typed_fields_to_text:
 * @self: fields
 * @key: a key
 * @value: (nullable): a value of its field
 *
 * Returns: (transfer full) (nullable): it as files spell it, %NULL for none
 */
char *
parcours_typed_fields_to_text (ParcoursTypedFields *self,
                               const char          *key,
                               JsonNode            *value)
{
  Entry *entry = find_entry (self, key);
  const char *text = parcours_json_string (value);
  double number;
  gint64 local;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) > 0 ? parcours_texts_join (value) : NULL;
  if ((guint) entry->param.type == PARCOURS_FORM_BOOL_CHOICE && text == NULL)
    return g_strdup (json_node_get_boolean (value) ? "true" : "false");
  if (entry->param.type == PARCOURS_PARAM_INSTANT && text != NULL && parcours_local_parse (text, &local))
    return parcours_instant_format (parcours_zone_to_utc (zone_of (self), local));
  if (text == NULL && parcours_json_number (value, &number))
    return parcours_number_format (number);

  return g_strdup (text);
}

/**
 * parcours_typed_fields_clear:
 * @self: fields
 *
 * Takes all of them away. What is being typed is said before.
 */
void
parcours_typed_fields_clear (ParcoursTypedFields *self)
{
  GtkWidget *child;

  parcours_typed_fields_flush (self);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  g_ptr_array_set_size (self->entries, 0);
}

/**
 * parcours_typed_fields_n:
 * @self: fields
 *
 * Returns: how many there are
 */
guint
parcours_typed_fields_n (ParcoursTypedFields *self)
{
  return self->entries->len;
}

/**
 * parcours_typed_fields_find:
 * @self: fields
 * @key: a key
 *
 * Returns: (transfer none) (nullable): its field
 */
ParcoursValueField *
parcours_typed_fields_find (ParcoursTypedFields *self,
                            const char          *key)
{
  Entry *entry = find_entry (self, key);

  return entry != NULL ? entry->field : NULL;
}
