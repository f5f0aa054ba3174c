/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-fields.h"
#include "parcours-contact-words.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-project-contacts.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

#define S(text) ((char *) text)

struct _ParcoursContactFields
{
  GtkWidget parent_instance;

  ParcoursProject *project; /* (owned) */
  ParcoursForm *form;       /* (owned) */
  gint64 id;                /* the contact that is shown, 0 for nobody */
  char *made_for;           /* (owned) (nullable) the fields of the workspace that there are widgets for */
  GtkWidget *box;
  ParcoursTypedFields *own;
  ParcoursTypedFields *more;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursContactFields, parcours_contact_fields, GTK_TYPE_WIDGET)

/* What every contact has and a person fills in. What is counted is not here. */
static const char *const builtins[] = { "first-name", "last-name", "email", "phone", "owner", "language", "timezone" };

static char *zones[] = { S ("workspace"), NULL };
static char *zone_labels[] = { S (N_("That of the workspace")), NULL };
static const ParcoursParam zone_param = { .type = PARCOURS_FORM_TYPE (PARCOURS_FORM_ZONE), .label = S (N_("Time zone")),
                                          .choices = zones, .choice_labels = zone_labels };

static const struct
{
  const char *key;
  int set; /* a #ParcoursSetKind, or -1 */
  ParcoursParam param;
} memberships[] = {
  { "groups", PARCOURS_SET_GROUPS, { .type = PARCOURS_PARAM_REFS, .kind = S ("group"), .label = S (N_("Groups")) } },
  { "audiences", PARCOURS_SET_AUDIENCES,
    { .type = PARCOURS_PARAM_REFS, .kind = S ("audience"), .label = S (N_("Audiences")) } },
  { "blocked-senders", -1, { .type = PARCOURS_PARAM_REFS, .kind = S ("sender"), .label = S (N_("Blocked senders")) } },
};

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursContactFields) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = parcours_project_contacts_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->project != NULL)
    g_signal_emit (self, signals[CHANGED], 0, ok ? _("Contact changed") : error->message, ok);
}

static void
own_changed_cb (ParcoursTypedFields   *fields,
                const char            *key,
                JsonNode              *value,
                ParcoursContactFields *self)
{
  g_autofree char *text = parcours_typed_fields_to_text (fields, key, value);

  if (self->id != 0)
    parcours_project_set_contact_field_async (self->project, self->id, key, text, changed_cb, g_object_ref (self));
}

static char **
slugs_of (JsonNode *value)
{
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
}

static void
more_changed_cb (ParcoursTypedFields   *fields,
                 const char            *key,
                 JsonNode              *value,
                 ParcoursContactFields *self)
{
  g_auto (GStrv) slugs = slugs_of (value);
  ParcoursChannel channel;
  ParcoursConsent consent;

  if (self->id == 0)
    return;
  if (parcours_channel_parse (key, &channel))
    {
      if (parcours_consent_parse (parcours_json_string (value), &consent))
        parcours_project_set_contact_consent_async (self->project, self->id, channel, consent, changed_cb,
                                                    g_object_ref (self));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (memberships); i++)
    {
      if (!g_str_equal (memberships[i].key, key))
        continue;
      if (memberships[i].set >= 0)
        parcours_project_set_contact_members_async (self->project, self->id, (ParcoursSetKind) memberships[i].set,
                                                    (const char *const *) slugs, changed_cb, g_object_ref (self));
      else
        parcours_project_set_contact_blocked_async (self->project, self->id, (const char *const *) slugs, changed_cb,
                                                    g_object_ref (self));
    }
}

/* Says which fields there are, and of what type. */
static char *
list_fields (ParcoursContactFields *self)
{
  g_autoptr (GPtrArray) fields = parcours_library_list (parcours_project_library (self->project), "field");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);
      g_autoptr (JsonNode) node = parcours_json_take_object (parcours_json_copy_object (field->attributes));
      g_autofree char *line = parcours_json_to_line (node);

      g_string_append_printf (text, "%s %s %s\n", field->slug, field->label, line);
    }

  return g_string_free (text, FALSE);
}

static void
make_own (ParcoursContactFields *self)
{
  g_autoptr (GPtrArray) fields = parcours_library_list (parcours_project_library (self->project), "field");
  g_autofree char *now = list_fields (self);

  if (g_strcmp0 (now, self->made_for) == 0)
    return;
  g_free (self->made_for);
  self->made_for = g_steal_pointer (&now);
  parcours_typed_fields_clear (self->own);
  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    {
      if (g_str_equal (builtins[i], "timezone"))
        parcours_typed_fields_add_param (self->own, builtins[i], &zone_param);
      else
        parcours_typed_fields_add_field (self->own, "field", builtins[i], parcours_builtin_field_label (builtins[i]));
    }
  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);

      if (parcours_builtin_field_label (field->slug) == NULL)
        parcours_typed_fields_add_field (self->own, "field", field->slug, field->label);
    }
}

static void
make_more (ParcoursContactFields *self)
{
  static char *names[PARCOURS_CONSENT_BLOCKED + 2];
  static char *labels[PARCOURS_CONSENT_BLOCKED + 2];

  for (guint i = 0; i <= PARCOURS_CONSENT_BLOCKED; i++)
    {
      names[i] = S (parcours_consent_name ((ParcoursConsent) i));
      labels[i] = S (parcours_consent_to_words ((ParcoursConsent) i));
    }
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    {
      g_autofree char *label = parcours_phrase_capitalize (parcours_channel_to_words ((ParcoursChannel) i));
      const ParcoursParam param = { .type = PARCOURS_PARAM_CHOICE, .label = label, .choices = names, .choice_labels = labels,
                                    .required = TRUE };

      parcours_typed_fields_add_param (self->more, parcours_channel_name ((ParcoursChannel) i), &param);
    }
  for (guint i = 0; i < G_N_ELEMENTS (memberships); i++)
    parcours_typed_fields_add_param (self->more, memberships[i].key, &memberships[i].param);
}

static JsonNode *
array_of (GHashTable *slugs)
{
  g_autoptr (GList) sorted = g_list_sort (g_hash_table_get_keys (slugs), (GCompareFunc) g_strcmp0);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (GList *l = sorted; l != NULL; l = l->next)
    json_array_add_string_element (json_node_get_array (node), l->data);

  return node;
}

static void
show_more (ParcoursContactFields *self,
           ParcoursContact       *contact)
{
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    {
      g_autoptr (JsonNode) value = parcours_json_new_string (parcours_consent_name (contact->channels[i]));

      parcours_typed_fields_set (self->more, parcours_channel_name ((ParcoursChannel) i), value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (memberships); i++)
    {
      g_autoptr (JsonNode) value = array_of (memberships[i].set >= 0 ? contact->sets[memberships[i].set]
                                                                     : contact->blocked_senders);

      parcours_typed_fields_set (self->more, memberships[i].key, value);
    }
}

static void
show_own (ParcoursContactFields *self,
          ParcoursContact       *contact)
{
  g_autoptr (GPtrArray) fields = parcours_library_list (parcours_project_library (self->project), "field");

  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    parcours_typed_fields_set_text (self->own, builtins[i], parcours_contact_field (contact, builtins[i]));
  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);

      parcours_typed_fields_set_text (self->own, field->slug, parcours_contact_field (contact, field->slug));
    }
}

static void
parcours_contact_fields_dispose (GObject *object)
{
  ParcoursContactFields *self = PARCOURS_CONTACT_FIELDS (object);

  if (self->box != NULL)
    {
      parcours_typed_fields_flush (self->own);
      parcours_typed_fields_flush (self->more);
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->made_for, g_free);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_contact_fields_parent_class)->dispose (object);
}

static void
parcours_contact_fields_class_init (ParcoursContactFieldsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_contact_fields_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_contact_fields_init (ParcoursContactFields *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * parcours_contact_fields_new:
 * @project: a project
 *
 * Returns: (transfer floating): the fields of nobody
 */
GtkWidget *
parcours_contact_fields_new (ParcoursProject *project)
{
  ParcoursContactFields *self = g_object_new (PARCOURS_TYPE_CONTACT_FIELDS, NULL);
  GtkWidget *heading = gtk_label_new (_("Channels and Groups"));

  self->project = g_object_ref (project);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  self->own = PARCOURS_TYPED_FIELDS (parcours_typed_fields_new (self->form));
  self->more = PARCOURS_TYPED_FIELDS (parcours_typed_fields_new (self->form));
  gtk_label_set_xalign (GTK_LABEL (heading), 0.);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->own));
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->more));
  make_more (self);
  g_signal_connect (self->own, "changed", G_CALLBACK (own_changed_cb), self);
  g_signal_connect (self->more, "changed", G_CALLBACK (more_changed_cb), self);

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_fields_set:
 * @self: fields
 * @contact: a contact
 *
 * Shows the contact. What somebody is typing stays, unless it is about somebody else, to whom it is written first.
 */
void
parcours_contact_fields_set (ParcoursContactFields *self,
                             ParcoursContact       *contact)
{
  if (self->id != contact->id)
    {
      parcours_typed_fields_flush (self->own);
      parcours_typed_fields_flush (self->more);
    }
  self->id = contact->id;
  make_own (self);
  show_own (self, contact);
  show_more (self, contact);
}

/**
 * parcours_contact_fields_own:
 * @self: fields
 *
 * Returns: (transfer none): those of the fields of the workspace
 */
ParcoursTypedFields *
parcours_contact_fields_own (ParcoursContactFields *self)
{
  return self->own;
}

/**
 * parcours_contact_fields_more:
 * @self: fields
 *
 * Returns: (transfer none): those of channels, groups, audiences and blocked senders
 */
ParcoursTypedFields *
parcours_contact_fields_more (ParcoursContactFields *self)
{
  return self->more;
}
