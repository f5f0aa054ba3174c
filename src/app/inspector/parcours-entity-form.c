/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-entity-form.h"
#include "parcours-text.h"

struct _ParcoursEntityForm
{
  GtkWidget parent_instance;

  ParcoursForm *form;  /* (owned) */
  GtkWidget *title;    /* (unowned) */
  GtkWidget *entry;    /* (unowned) */
  GtkWidget *types;    /* (unowned) for fields */
  GtkWidget *error;    /* (unowned) */
  GtkWidget *create;   /* (unowned) */
  char *kind;          /* (owned) (nullable) */
  char *parent;        /* (owned) (nullable) */
  char *parent_slug;   /* (owned) (nullable) */
};

typedef enum
{
  SIGNAL_MADE,
  SIGNAL_CANCELLED,
} ParcoursEntityFormSignal;

static guint signals[SIGNAL_CANCELLED + 1];

G_DEFINE_FINAL_TYPE (ParcoursEntityForm, parcours_entity_form, GTK_TYPE_WIDGET)

/* The types of fields as a person chooses them. */
static const struct
{
  const char *name;
  const char *label;
} field_types[] = {
  { "text", NC_("type of field", "Text") },
  { "number", NC_("type of field", "Number") },
  { "money", NC_("type of field", "Amount of money") },
  { "date", NC_("type of field", "Date") },
  { "datetime", NC_("type of field", "Date and time") },
  { "birthday", NC_("type of field", "Birthday") },
  { "bool", NC_("type of field", "Yes or no") },
};

static void
parcours_entity_form_dispose (GObject *object)
{
  ParcoursEntityForm *self = PARCOURS_ENTITY_FORM (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->form);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->parent_slug, g_free);

  G_OBJECT_CLASS (parcours_entity_form_parent_class)->dispose (object);
}

static gboolean
parcours_entity_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PARCOURS_ENTITY_FORM (widget)->entry);
}

static void
parcours_entity_form_class_init (ParcoursEntityFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = parcours_entity_form_dispose;
  widget_class->grab_focus = parcours_entity_form_grab_focus;

  signals[SIGNAL_MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static gboolean
is_field (const char *kind)
{
  return g_str_equal (kind, "field") || g_str_has_suffix (kind, "-field");
}

static void
show_error (ParcoursEntityForm *self,
            const char         *message)
{
  gtk_label_set_label (GTK_LABEL (self->error), message != NULL ? message : "");
  gtk_widget_set_visible (self->error, message != NULL);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursEntityForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_form_add_finish (PARCOURS_FORM (source), result, &error);

  if (self->form == NULL)
    return;
  gtk_widget_set_sensitive (self->create, TRUE);
  if (slug == NULL)
    show_error (self, error->message);
  else
    g_signal_emit (self, signals[SIGNAL_MADE], 0, slug);
}

static void
create_cb (ParcoursEntityForm *self)
{
  const char *label = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (JsonObject) attributes = json_object_new ();

  if (parcours_text_is_blank (label))
    return;
  if (self->parent != NULL && self->parent_slug != NULL)
    json_object_set_string_member (attributes, self->parent, self->parent_slug);
  if (is_field (self->kind))
    json_object_set_string_member (attributes, "type",
                                   field_types[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->types))].name);
  gtk_widget_set_sensitive (self->create, FALSE);
  show_error (self, NULL);
  parcours_form_add_async (self->form, self->kind, label, attributes, added_cb, g_object_ref (self));
}

static void
cancel_cb (ParcoursEntityForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
entry_changed_cb (ParcoursEntityForm *self)
{
  gtk_widget_set_sensitive (self->create, !parcours_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static GtkWidget *
new_types (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *types;

  for (guint i = 0; i < G_N_ELEMENTS (field_types); i++)
    gtk_string_list_append (labels, g_dpgettext2 (GETTEXT_PACKAGE, "type of field", field_types[i].label));
  types = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (types), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Type"), -1);

  return types;
}

static GtkWidget *
new_buttons (ParcoursEntityForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->create = gtk_button_new_with_mnemonic (_("C_reate"));
  gtk_widget_add_css_class (self->create, "suggested-action");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), self->create);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (create_cb), self);

  return box;
}

static void
parcours_entity_form_init (ParcoursEntityForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "heading");
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  self->types = new_types ();
  self->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0.);
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_parent (self->types, GTK_WIDGET (self));
  gtk_widget_set_parent (self->error, GTK_WIDGET (self));
  gtk_widget_set_parent (new_buttons (self), GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (create_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
}

/**
 * parcours_entity_form_new:
 * @form: what the editors share
 *
 * Returns: (transfer full): a form for something new
 */
GtkWidget *
parcours_entity_form_new (ParcoursForm *form)
{
  ParcoursEntityForm *self = g_object_new (PARCOURS_TYPE_ENTITY_FORM, NULL);

  self->form = g_object_ref (form);

  return GTK_WIDGET (self);
}

/**
 * parcours_entity_form_start:
 * @self: a form
 * @kind: what is to be made, such as `tag`
 * @parent: (nullable): the column that names what it belongs to, such as `pipeline`
 * @parent_slug: (nullable): what that column holds
 * @label: a name to begin with
 */
void
parcours_entity_form_start (ParcoursEntityForm *self,
                            const char         *kind,
                            const char         *parent,
                            const char         *parent_slug,
                            const char         *label)
{
  g_free (self->kind);
  g_free (self->parent);
  g_free (self->parent_slug);
  self->kind = g_strdup (kind);
  self->parent = g_strdup (parent);
  self->parent_slug = g_strdup (parent_slug);
  gtk_label_set_label (GTK_LABEL (self->title), parcours_new_kind_label (kind));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), label);
  gtk_widget_set_visible (self->types, is_field (kind));
  show_error (self, NULL);
  entry_changed_cb (self);
}

/**
 * parcours_new_kind_label:
 * @kind: such as `tag`
 *
 * Returns: (transfer none): what a button says that makes a new one
 */
const char *
parcours_new_kind_label (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *label;
  } labels[] = {
    { "list", N_("New List…") }, { "tag", N_("New Tag…") }, { "group", N_("New Group…") },
    { "audience", N_("New Audience…") }, { "form", N_("New Form…") }, { "survey", N_("New Survey…") },
    { "field", N_("New Field…") }, { "deal-field", N_("New Deal Field…") }, { "account-field", N_("New Account Field…") },
    { "email", N_("New Email…") }, { "sms", N_("New SMS…") }, { "push", N_("New Push Notification…") },
    { "site-message", N_("New Site Message…") }, { "wallet-notification", N_("New Wallet Notification…") },
    { "wallet-campaign", N_("New Wallet Campaign…") }, { "sender", N_("New Sender…") },
    { "event-name", N_("New Event…") }, { "conversion", N_("New Conversion…") }, { "score", N_("New Score…") },
    { "pipeline", N_("New Pipeline…") }, { "stage", N_("New Stage…") }, { "task-type", N_("New Type of Task…") },
    { "user", N_("New Person…") }, { "account", N_("New Account…") }, { "store", N_("New Store…") },
    { "product", N_("New Product…") }, { "category", N_("New Category…") }, { "collection", N_("New Collection…") },
    { "program", N_("New Programme…") }, { "balance", N_("New Balance…") }, { "tier", N_("New Tier…") },
    { "meeting-type", N_("New Type of Meeting…") }, { "phone-line", N_("New Phone Line…") },
    { "payment-link", N_("New Payment Link…") }, { "live-event", N_("New Live Event…") }, { "feed", N_("New Feed…") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (labels[i].kind, kind))
        return _(labels[i].label);
    }

  return _("New…");
}
