/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-filters.h"
#include "parcours-json.h"
#include "parcours-words.h"

struct _ParcoursContactFilters
{
  GtkWidget parent_instance;

  ParcoursProject *project; /* (owned) */
  GPtrArray *conditions;    /* (owned) (element-type JsonNode) all of which have to be met */
  GtkWidget *row;
  GtkWidget *adder;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What can be asked for by one press beside lists, segments and tags. */
static const struct
{
  const char *label;
  const char *condition;
} ready[] = {
  { N_("Can Be Mailed"), "{\"consent\": \"email\"}" },
  { N_("Unsubscribed from Mailings"), "{\"consent\": \"email\", \"status\": \"unsubscribed\"}" },
  { N_("Active in the Last 30 Days"), "{\"field\": \"last-activity-at\", \"op\": \">=\", \"value\": \"-P30D\"}" },
  { N_("Has Ordered"), "{\"field\": \"order-count\", \"op\": \">=\", \"value\": 1}" },
};

static const struct
{
  const char *kind;
  const char *title;
} kinds[] = {
  { "list", N_("Lists") },
  { "segment", N_("Segments") },
  { "tag", N_("Tags") },
};

G_DEFINE_FINAL_TYPE (ParcoursContactFilters, parcours_contact_filters, GTK_TYPE_WIDGET)

static void fill (ParcoursContactFilters *self);

static void
on_remove (GtkButton              *button,
           ParcoursContactFilters *self)
{
  g_ptr_array_remove (self->conditions, g_object_get_data (G_OBJECT (button), "condition"));
  fill (self);
  gtk_widget_grab_focus (self->adder);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (JsonNode) node = parcours_json_parse (g_variant_get_string (parameter, NULL), -1, NULL);

  parcours_contact_filters_add (PARCOURS_CONTACT_FILTERS (widget), node);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *condition)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "filters.add", "s", condition);
  g_menu_append_item (menu, item);
}

static char *
reference (const char *kind,
           const char *slug)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, kind, slug);
  json_node_take_object (node, object);

  return parcours_json_to_line (node);
}

static GMenuModel *
make_menu (ParcoursContactFilters *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) common = g_menu_new ();
  g_autoptr (GMenu) references = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ready); i++)
    append_item (common, _(ready[i].label), ready[i].condition);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) entities = parcours_library_list (parcours_project_library (self->project), kinds[k].kind);
      g_autoptr (GMenu) submenu = g_menu_new ();

      for (guint i = 0; i < entities->len; i++)
        {
          const ParcoursEntity *entity = g_ptr_array_index (entities, i);
          g_autofree char *condition = reference (kinds[k].kind, entity->slug);

          append_item (submenu, entity->label, condition);
        }
      if (entities->len > 0)
        g_menu_append_submenu (references, _(kinds[k].title), G_MENU_MODEL (submenu));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (references));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (common));

  return G_MENU_MODEL (menu);
}

static char *
words_of (ParcoursContactFilters *self,
          JsonNode               *node)
{
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (node, NULL);
  ParcoursNames names = { parcours_project_library (self->project) };

  return condition != NULL ? parcours_condition_to_brief (condition, &names) : parcours_json_to_line (node);
}

static GtkWidget *
make_chip (ParcoursContactFilters *self,
           JsonNode               *node)
{
  g_autofree char *words = words_of (self, node);
  /* Translators: takes a condition away from those that contacts have to meet. */
  g_autofree char *tooltip = parcours_phrase_fill (_("Remove the filter “{condition}”"), "condition", words, NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("parcours-cross-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "contact-filter");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data (G_OBJECT (button), "condition", node);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove), self);

  return button;
}

static void
make_adder (ParcoursContactFilters *self)
{
  g_autoptr (GMenuModel) menu = make_menu (self);

  self->adder = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->adder), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->adder), menu);
  gtk_widget_add_css_class (self->adder, "flat");
  gtk_widget_set_tooltip_text (self->adder, _("Add a filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->adder), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a filter"), -1);
}

static void
fill (ParcoursContactFilters *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->row)) != NULL)
    gtk_box_remove (GTK_BOX (self->row), child);
  for (guint i = 0; i < self->conditions->len; i++)
    gtk_box_append (GTK_BOX (self->row), make_chip (self, self->conditions->pdata[i]));
  make_adder (self);
  gtk_box_append (GTK_BOX (self->row), self->adder);
}

static void
parcours_contact_filters_dispose (GObject *object)
{
  ParcoursContactFilters *self = PARCOURS_CONTACT_FILTERS (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->project);
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  G_OBJECT_CLASS (parcours_contact_filters_parent_class)->dispose (object);
}

static void
parcours_contact_filters_class_init (ParcoursContactFiltersClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_contact_filters_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "filters.add", "s", add_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_contact_filters_init (ParcoursContactFilters *self)
{
  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

/**
 * parcours_contact_filters_new:
 * @project: a project
 *
 * Returns: (transfer floating): no filters yet
 */
GtkWidget *
parcours_contact_filters_new (ParcoursProject *project)
{
  ParcoursContactFilters *self = g_object_new (PARCOURS_TYPE_CONTACT_FILTERS, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_filters_condition:
 * @self: the filters
 *
 * Returns: (transfer full) (nullable): the condition that they make together, or %NULL if there are none
 */
JsonNode *
parcours_contact_filters_condition (ParcoursContactFilters *self)
{
  JsonNode *node;
  JsonArray *all;
  JsonObject *object;

  if (self->conditions->len < 2)
    return self->conditions->len == 1 ? json_node_ref (self->conditions->pdata[0]) : NULL;
  all = json_array_new ();
  for (guint i = 0; i < self->conditions->len; i++)
    json_array_add_element (all, json_node_ref (self->conditions->pdata[i]));
  object = json_object_new ();
  json_object_set_array_member (object, "all", all);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}

/**
 * parcours_contact_filters_add:
 * @self: the filters
 * @condition: one more
 */
void
parcours_contact_filters_add (ParcoursContactFilters *self,
                              JsonNode               *condition)
{
  for (guint i = 0; i < self->conditions->len; i++)
    {
      if (json_node_equal (self->conditions->pdata[i], condition))
        return;
    }
  g_ptr_array_add (self->conditions, json_node_ref (condition));
  fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * parcours_contact_filters_set:
 * @self: the filters
 * @condition: (nullable): what they say together, or %NULL for none
 */
void
parcours_contact_filters_set (ParcoursContactFilters *self,
                              JsonNode               *condition)
{
  JsonArray *all = condition != NULL && JSON_NODE_HOLDS_OBJECT (condition)
                     ? parcours_json_member_array (json_node_get_object (condition), "all")
                     : NULL;

  g_ptr_array_set_size (self->conditions, 0);
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    g_ptr_array_add (self->conditions, parcours_json_ref_element (all, i));
  if (condition != NULL && all == NULL)
    g_ptr_array_add (self->conditions, json_node_ref (condition));
  fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * parcours_contact_filters_n:
 * @self: the filters
 *
 * Returns: how many there are
 */
guint
parcours_contact_filters_n (ParcoursContactFilters *self)
{
  return self->conditions->len;
}
