/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-value-editor.h"
#include "parcours-value-editors.h"

typedef struct
{
  ParcoursForm *form;         /* (owned) */
  const ParcoursParam *param; /* (unowned) lives as long as the program */
  JsonNode *value;            /* (owned) (nullable) */
  JsonObject *scope;          /* (owned) (nullable) */
  GtkWidget *target;          /* (unowned) (nullable) */
  char *complaint;            /* (owned) (nullable) */
  guint showing;              /* how many show() run: what they cause is no change by a person */
  gboolean fits;
  gboolean is_focusing;
  gboolean is_typed;          /* somebody types what it holds */
  gboolean is_taking;
  gboolean is_emptied;        /* an entry is empty, and what holds instead is not put into it while somebody types */
  gboolean is_settling;
} ParcoursValueEditorPrivate;

typedef enum
{
  PROP_COMPLAINT = 1,
  PROP_FITS,
} ParcoursValueEditorProperty;

static GParamSpec *properties[PROP_FITS + 1];
static guint changed_signal;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ParcoursValueEditor, parcours_value_editor, GTK_TYPE_WIDGET)

static ParcoursValueEditorPrivate *
private_of (ParcoursValueEditor *self)
{
  return parcours_value_editor_get_instance_private (self);
}

static void
library_changed_cb (ParcoursValueEditor *self)
{
  ParcoursValueEditorPrivate *priv = private_of (self);

  parcours_value_editor_set_value (self, priv->value, priv->scope);
}

static void
parcours_value_editor_dispose (GObject *object)
{
  ParcoursValueEditor *self = PARCOURS_VALUE_EDITOR (object);
  ParcoursValueEditorPrivate *priv = private_of (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  priv->target = NULL;
  g_clear_object (&priv->form);
  g_clear_pointer (&priv->value, json_node_unref);
  g_clear_pointer (&priv->scope, json_object_unref);
  g_clear_pointer (&priv->complaint, g_free);

  G_OBJECT_CLASS (parcours_value_editor_parent_class)->dispose (object);
}

static void
parcours_value_editor_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  ParcoursValueEditorPrivate *priv = private_of (PARCOURS_VALUE_EDITOR (object));

  switch ((ParcoursValueEditorProperty) prop_id)
    {
    case PROP_COMPLAINT:
      g_value_set_string (value, priv->complaint);
      break;
    case PROP_FITS:
      g_value_set_boolean (value, priv->fits);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* GTK would give the focus to what is hidden too, and then no key goes anywhere. */
static gboolean
is_hidden (GtkWidget *widget,
           GtkWidget *target)
{
  while (target != widget && gtk_widget_get_visible (target))
    target = gtk_widget_get_parent (target);

  return target != widget;
}

/* What has the focus already would hand it on to what follows. */
static gboolean
focus_first (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && gtk_widget_get_focus_child (widget) != NULL)
    gtk_root_set_focus (root, NULL);

  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static gboolean
parcours_value_editor_grab_focus (GtkWidget *widget)
{
  ParcoursValueEditorPrivate *priv = private_of (PARCOURS_VALUE_EDITOR (widget));
  gboolean is_taken;

  /* Where no child takes the focus, GTK asks the widget itself again. */
  if (priv->is_focusing)
    return FALSE;
  priv->is_focusing = TRUE;
  /* Where it is hidden at the moment, the focus goes to the first that is not. */
  is_taken = (priv->target != NULL && !is_hidden (widget, priv->target) && gtk_widget_grab_focus (priv->target)) ||
             focus_first (widget);
  priv->is_focusing = FALSE;

  return is_taken;
}

static void
parcours_value_editor_class_init (ParcoursValueEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = parcours_value_editor_dispose;
  object_class->get_property = parcours_value_editor_get_property;
  widget_class->grab_focus = parcours_value_editor_grab_focus;

  properties[PROP_COMPLAINT] = g_param_spec_string ("complaint", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FITS] = g_param_spec_boolean ("fits", NULL, NULL, TRUE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "editor");
}

static void
parcours_value_editor_init (ParcoursValueEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  private_of (self)->fits = TRUE;
}

/**
 * parcours_value_editor_new:
 * @form: what the editors share
 * @param: (transfer none): which parameter; it must live as long as the editor
 *
 * Returns: (transfer full): an editor for the parameter's type
 */
ParcoursValueEditor *
parcours_value_editor_new (ParcoursForm        *form,
                           const ParcoursParam *param)
{
  ParcoursValueEditor *self = g_object_new (parcours_value_editor_type_for (param), NULL);
  ParcoursValueEditorPrivate *priv = private_of (self);

  priv->form = g_object_ref (form);
  priv->param = param;
  g_signal_connect_object (form, "library-changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  PARCOURS_VALUE_EDITOR_GET_CLASS (self)->build (self);
  if (param->label != NULL)
    parcours_value_editor_set_title (self, parcours_label_of (param));
  parcours_value_editor_set_value (self, NULL, NULL);

  return self;
}

/**
 * parcours_value_editor_form:
 * @self: an editor
 *
 * Returns: (transfer none): what the editors share
 */
ParcoursForm *
parcours_value_editor_form (ParcoursValueEditor *self)
{
  return private_of (self)->form;
}

/**
 * parcours_value_editor_param:
 * @self: an editor
 *
 * Returns: (transfer none): its parameter
 */
const ParcoursParam *
parcours_value_editor_param (ParcoursValueEditor *self)
{
  return private_of (self)->param;
}

/**
 * parcours_value_editor_value:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the value, also one that it cannot show
 */
JsonNode *
parcours_value_editor_value (ParcoursValueEditor *self)
{
  return private_of (self)->value;
}

/**
 * parcours_value_editor_scope:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the values of the parameters beside it
 */
JsonObject *
parcours_value_editor_scope (ParcoursValueEditor *self)
{
  return private_of (self)->scope;
}

/**
 * parcours_value_editor_fits:
 * @self: an editor
 *
 * Returns: whether it can show the value that it has
 */
gboolean
parcours_value_editor_fits (ParcoursValueEditor *self)
{
  return private_of (self)->fits;
}

/**
 * parcours_value_editor_complaint:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): why what was typed last is no value
 */
const char *
parcours_value_editor_complaint (ParcoursValueEditor *self)
{
  return private_of (self)->complaint;
}

/**
 * parcours_value_editor_target:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the widget that its title names
 */
GtkWidget *
parcours_value_editor_target (ParcoursValueEditor *self)
{
  return private_of (self)->target;
}

static void
set_fits (ParcoursValueEditor *self,
          gboolean             fits)
{
  ParcoursValueEditorPrivate *priv = private_of (self);

  if (priv->fits == fits)
    return;
  priv->fits = fits;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FITS]);
}

static void
show (ParcoursValueEditor *self)
{
  ParcoursValueEditorPrivate *priv = private_of (self);

  priv->showing++;
  set_fits (self, PARCOURS_VALUE_EDITOR_GET_CLASS (self)->show (self, priv->value, priv->scope));
  priv->showing--;
}

/**
 * parcours_value_editor_set_value:
 * @self: an editor
 * @value: (nullable): a value, %NULL for none
 * @scope: (nullable): the values of the parameters beside it
 *
 * Shows what somebody else has changed.
 */
void
parcours_value_editor_set_value (ParcoursValueEditor *self,
                                 JsonNode            *value,
                                 JsonObject          *scope)
{
  ParcoursValueEditorPrivate *priv = private_of (self);
  g_autoptr (JsonNode) old_value = NULL;
  g_autoptr (JsonObject) old_scope = NULL;
  gboolean is_same;

  /* A list that is filled anew notifies of its selection in newer GTK: show() reads what would be freed here. */
  if (priv->showing > 0)
    return;
  old_value = priv->value;
  old_scope = priv->scope;
  /* Who holds null says that nothing is chosen. */
  priv->value = value != NULL && !JSON_NODE_HOLDS_NULL (value) ? json_node_ref (value) : NULL;
  priv->scope = scope != NULL ? parcours_json_copy_object (scope) : NULL;
  is_same = old_value == priv->value || (old_value != NULL && priv->value != NULL && parcours_json_equal (old_value, priv->value));
  if (!is_same)
    parcours_value_editor_complain (self, NULL);
  priv->is_emptied &= is_same || priv->is_taking;
  /* What somebody is about to write stands there until the value is another. */
  if (!priv->is_emptied && priv->complaint == NULL)
    show (self);
}

/**
 * parcours_value_editor_is_settling:
 * @self: an editor that shows a value
 *
 * Returns: whether somebody has written to the end, so that the value is shown as it is written properly
 */
gboolean
parcours_value_editor_is_settling (ParcoursValueEditor *self)
{
  return private_of (self)->is_settling;
}

static void
settle (ParcoursValueEditor *self)
{
  ParcoursValueEditorPrivate *priv = private_of (self);

  priv->is_emptied = FALSE;
  if (priv->showing > 0 || priv->complaint != NULL || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  priv->is_settling = TRUE;
  show (self);
  priv->is_settling = FALSE;
}

/**
 * parcours_value_editor_settle_after:
 * @self: an editor
 * @entry: what somebody types into
 *
 * Shows the value anew on Enter and when the focus leaves @entry. Until then what is typed stays as it is typed,
 * and what was emptied stays empty, also where something else holds then.
 */
void
parcours_value_editor_settle_after (ParcoursValueEditor *self,
                                    GtkWidget           *entry)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  private_of (self)->is_typed = TRUE;
  if (GTK_IS_ENTRY (entry))
    g_signal_connect_swapped (entry, "activate", G_CALLBACK (settle), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (settle), self);
  gtk_widget_add_controller (entry, focus);
}

/**
 * parcours_value_editor_append:
 * @self: an editor
 * @child: (transfer floating): what stands below the others
 */
void
parcours_value_editor_append (ParcoursValueEditor *self,
                              GtkWidget           *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * parcours_value_editor_set_target:
 * @self: an editor
 * @target: (transfer none): the descendant that takes the focus and bears the title for a screen reader
 */
void
parcours_value_editor_set_target (ParcoursValueEditor *self,
                                  GtkWidget           *target)
{
  private_of (self)->target = target;
}

/**
 * parcours_value_editor_set_title:
 * @self: an editor
 * @title: what a screen reader calls it
 */
void
parcours_value_editor_set_title (ParcoursValueEditor *self,
                                 const char          *title)
{
  ParcoursValueEditorPrivate *priv = private_of (self);

  if (priv->target != NULL)
    parcours_set_name (priv->target, title);
}

/**
 * parcours_value_editor_take:
 * @self: an editor
 * @value: (transfer full) (nullable): what the person has made of the value, %NULL for none
 */
void
parcours_value_editor_take (ParcoursValueEditor *self,
                            JsonNode            *value)
{
  ParcoursValueEditorPrivate *priv = private_of (self);
  g_autoptr (JsonNode) taken = value;
  gboolean is_same = taken == NULL || priv->value == NULL ? taken == priv->value
                                                          : parcours_json_equal (taken, priv->value);

  if (priv->showing > 0)
    return;
  parcours_value_editor_complain (self, NULL);
  priv->is_emptied = priv->is_typed && taken == NULL;
  if (is_same)
    return;
  g_clear_pointer (&priv->value, json_node_unref);
  priv->value = g_steal_pointer (&taken);
  set_fits (self, TRUE);
  priv->is_taking = TRUE;
  g_signal_emit (self, changed_signal, 0);
  priv->is_taking = FALSE;
}

/**
 * parcours_value_editor_complain:
 * @self: an editor
 * @complaint: (nullable): why what was typed is no value; the value stays what it was
 */
void
parcours_value_editor_complain (ParcoursValueEditor *self,
                                const char          *complaint)
{
  ParcoursValueEditorPrivate *priv = private_of (self);
  g_autofree char *copy = g_strdup (complaint);

  /* What an editor makes of a value that is shown to it is no fault of a person. */
  if (g_strcmp0 (priv->complaint, complaint) == 0 || (complaint != NULL && priv->showing > 0))
    return;
  g_free (priv->complaint);
  priv->complaint = g_steal_pointer (&copy);
  if (priv->target != NULL)
    {
      if (complaint != NULL)
        gtk_widget_add_css_class (priv->target, "error");
      else
        gtk_widget_remove_css_class (priv->target, "error");
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLAINT]);
}
