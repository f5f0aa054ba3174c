/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-catalog.h"
#include "parcours-checks.h"
#include "parcours-automation-list.h"
#include "parcours-editor.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-minimap.h"
#include "parcours-outline.h"
#include "parcours-platform-edits.h"
#include "parcours-rules-window.h"

struct _ParcoursEditor
{
  AdwBin parent_instance;

  ParcoursProject *project;     /* (owned) */
  ParcoursAutomationItem *item; /* (owned) */
  ParcoursDocument *document;   /* (owned) */

  GtkOverlay *overlay;
  GtkScrolledWindow *scrolled;
  ParcoursCanvas *canvas;
  GtkWidget *outline;
  GtkMenuButton *platform_button;
  GtkWidget *problems_button;
  GtkImage *problems_icon;
  GtkLabel *problems_label;
  GtkLabel *zoom_label;
  gboolean was_shown;
};

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_SELECTED,
  PROP_SHOWS_LIST,
  N_PROPS
};

enum
{
  MESSAGE,
  STEP_ACTIVATED,
  ADD_REQUESTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursEditor, parcours_editor, ADW_TYPE_BIN)

static void
message_cb (ParcoursCanvas *canvas,
            const char     *message,
            gboolean        can_undo,
            ParcoursEditor *self)
{
  g_signal_emit (self, signals[MESSAGE], 0, message, can_undo);
}

static void
step_activated_cb (ParcoursCanvas *canvas,
                   const char     *id,
                   ParcoursEditor *self)
{
  g_signal_emit (self, signals[STEP_ACTIVATED], 0, id);
}

static void
add_requested_cb (ParcoursCanvas *canvas,
                  const char     *from,
                  const char     *port,
                  double          x,
                  double          y,
                  ParcoursEditor *self)
{
  double own_x = x, own_y = y;

  gtk_widget_translate_coordinates (GTK_WIDGET (canvas), GTK_WIDGET (self), x, y, &own_x, &own_y);
  g_signal_emit (self, signals[ADD_REQUESTED], 0, from, port, own_x, own_y);
}

static void
selected_cb (ParcoursEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
zoom_cb (ParcoursEditor *self)
{
  /* Translators: how large the canvas is shown; keep %d, and %% for the sign. */
  g_autofree char *text = g_strdup_printf (_("%d %%"), (int) (parcours_canvas_get_zoom (self->canvas) * 100 + 0.5));

  gtk_label_set_label (self->zoom_label, text);
}

/* How many steps of the automation the platform does not offer. */
static guint
count_missing (ParcoursAutomation *automation,
               ParcoursPlatform    platform)
{
  guint n = 0;

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    n += parcours_step_row (parcours_automation_nth_step (automation, i), platform) == NULL;

  return n;
}

static char *
describe_platform (ParcoursAutomation *automation,
                   ParcoursPlatform    platform)
{
  guint n = count_missing (automation, platform);

  if (n == 0)
    return g_strdup (_("All steps available"));

  return g_strdup_printf (ngettext ("%u step not available", "%u steps not available", n), n);
}

static void
set_platform (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ParcoursEditor *self = PARCOURS_EDITOR (widget);
  ParcoursAutomation *automation = parcours_document_automation (self->document);
  ParcoursPlatform platform;

  if (!parcours_platform_from_name (g_variant_get_string (parameter, NULL), &platform) ||
      platform == parcours_automation_platform (automation))
    return;
  gtk_menu_button_popdown (self->platform_button);
  parcours_canvas_apply (self->canvas, parcours_platform_edit_switch (automation, platform));
}

static GtkWidget *
new_platform_row (ParcoursEditor   *self,
                  ParcoursPlatform  platform)
{
  ParcoursAutomation *automation = parcours_document_automation (self->document);
  g_autofree char *description = describe_platform (automation, platform);
  gboolean is_missing = count_missing (automation, platform) > 0;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (is_missing ? "dialog-warning-symbolic" : "parcours-check-symbolic");
  GtkWidget *title = gtk_label_new (parcours_platform_label (platform));
  GtkWidget *subtitle = gtk_label_new (description);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, is_missing ? "error" : "dim-label");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 2);
  gtk_grid_attach (GTK_GRID (grid), title, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), subtitle, 1, 1, 1, 1);
  if (platform == parcours_automation_platform (automation))
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("emblem-ok-symbolic");

      gtk_widget_add_css_class (mark, "accent");
      gtk_widget_set_hexpand (mark, TRUE);
      gtk_widget_set_halign (mark, GTK_ALIGN_END);
      gtk_grid_attach (GTK_GRID (grid), mark, 2, 0, 1, 2);
    }
  gtk_button_set_child (GTK_BUTTON (button), grid);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  parcours_platform_label (platform), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "editor.platform");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", parcours_platform_name (platform));

  return button;
}

static GtkWidget *
new_compare_button (ParcoursEditor *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Compare Step by Step…"));

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.compare-platform");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", parcours_editor_get_slug (self));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_menu_button_popdown), self->platform_button);

  return button;
}

static void
rules_cb (ParcoursEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  ParcoursPlatform platform = parcours_automation_platform (parcours_document_automation (self->document));

  gtk_menu_button_popdown (self->platform_button);
  gtk_window_present (GTK_WINDOW (parcours_rules_window_new (GTK_WINDOW (root), platform)));
}

static GtkWidget *
new_rules_button (ParcoursEditor *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Rules of This Platform…"));

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (rules_cb), self);

  return button;
}

/* Counts what would be missing before one chooses. */
static void
create_platform_popover (GtkMenuButton *button,
                         gpointer       user_data)
{
  ParcoursEditor *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *heading = gtk_label_new (_("Where will it run?"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_set_margin_start (heading, 10);
  gtk_widget_set_margin_top (heading, 6);
  gtk_widget_set_margin_bottom (heading, 6);
  gtk_box_append (GTK_BOX (box), heading);
  for (ParcoursPlatform platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    gtk_box_append (GTK_BOX (box), new_platform_row (self, platform));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), new_compare_button (self));
  if (parcours_automation_platform (parcours_document_automation (self->document)) != PARCOURS_PLATFORM_ANY)
    gtk_box_append (GTK_BOX (box), new_rules_button (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
follow_document (ParcoursEditor *self)
{
  ParcoursPlatform platform = parcours_automation_platform (parcours_document_automation (self->document));

  gtk_menu_button_set_label (self->platform_button, parcours_platform_label (platform));
  if (parcours_canvas_get_platform (self->canvas) != platform)
    parcours_canvas_set_platform (self->canvas, platform);
}

static void
library_cb (ParcoursEditor *self)
{
  parcours_canvas_set_library (self->canvas, parcours_project_library (self->project));
}

static gboolean
focus_canvas_cb (gpointer data)
{
  ParcoursEditor *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || gtk_widget_get_ancestor (focus, PARCOURS_TYPE_AUTOMATION_LIST) == NULL))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));

  return G_SOURCE_REMOVE;
}

/* The view of tabs moves the focus to the first button, after a new tab has been mapped. Who walks along the list of
 * automations stays there. */
static void
map_cb (ParcoursEditor *self)
{
  if (self->was_shown)
    return;
  self->was_shown = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, focus_canvas_cb, g_object_ref (self), g_object_unref);
}

static void
parcours_editor_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ParcoursEditor *self = PARCOURS_EDITOR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_SELECTED:
      g_value_set_string (value, parcours_canvas_get_selected (self->canvas));
      break;
    case PROP_SHOWS_LIST:
      g_value_set_boolean (value, gtk_widget_get_visible (self->outline));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The list takes the keyboard when it comes, and gives it back to the canvas. */
static void
show_list (ParcoursEditor *self,
           gboolean        shows_list)
{
  if (shows_list == gtk_widget_get_visible (self->outline))
    return;
  gtk_widget_set_visible (self->outline, shows_list);
  if (shows_list)
    gtk_widget_child_focus (self->outline, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_LIST]);
}

static void
parcours_editor_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SHOWS_LIST:
      show_list (PARCOURS_EDITOR (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
parcours_editor_dispose (GObject *object)
{
  ParcoursEditor *self = PARCOURS_EDITOR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_EDITOR);
  g_clear_object (&self->document);
  g_clear_object (&self->item);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_editor_parent_class)->dispose (object);
}

static void
parcours_editor_class_init (ParcoursEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = parcours_editor_get_property;
  object_class->set_property = parcours_editor_set_property;
  object_class->dispose = parcours_editor_dispose;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, PARCOURS_TYPE_DOCUMENT, flags);
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  properties[PROP_SHOWS_LIST] =
    g_param_spec_boolean ("shows-list", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MESSAGE] = g_signal_new ("message", PARCOURS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[STEP_ACTIVATED] = g_signal_new ("step-activated", PARCOURS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ADD_REQUESTED] = g_signal_new ("add-requested", PARCOURS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  g_type_ensure (PARCOURS_TYPE_CANVAS);
  g_type_ensure (PARCOURS_TYPE_MINIMAP);
  g_type_ensure (PARCOURS_TYPE_OUTLINE);
  gtk_widget_class_install_property_action (widget_class, "editor.show-list", "shows-list");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, 0, "editor.show-list", NULL);
  gtk_widget_class_install_action (widget_class, "editor.platform", "s", set_platform);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, overlay);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, canvas);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, outline);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, platform_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, problems_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, problems_icon);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, problems_label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursEditor, zoom_label);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
}

static void
parcours_editor_init (ParcoursEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->platform_button, create_platform_popover, self, NULL);
}

/**
 * parcours_editor_new:
 * @project: the workspace
 * @item: the automation
 * @document: its document
 *
 * Returns: (transfer floating): an editor for it
 */
GtkWidget *
parcours_editor_new (ParcoursProject        *project,
                     ParcoursAutomationItem *item,
                     ParcoursDocument       *document)
{
  ParcoursEditor *self = g_object_new (PARCOURS_TYPE_EDITOR, NULL);

  self->project = g_object_ref (project);
  self->item = g_object_ref (item);
  self->document = g_object_ref (document);
  parcours_canvas_set_document (self->canvas, document);
  parcours_canvas_set_editable (self->canvas, !parcours_project_is_read_only (project));
  gtk_widget_set_sensitive (GTK_WIDGET (self->platform_button), !parcours_project_is_read_only (project));
  g_signal_connect_object (document, "changed", G_CALLBACK (follow_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (library_cb), self, G_CONNECT_SWAPPED);
  library_cb (self);
  follow_document (self);
  zoom_cb (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_editor_get_item:
 * @self: an editor
 *
 * Returns: (transfer none): the automation in the list of them
 */
ParcoursAutomationItem *
parcours_editor_get_item (ParcoursEditor *self)
{
  return self->item;
}

/**
 * parcours_editor_get_document:
 * @self: an editor
 *
 * Returns: (transfer none): its document
 */
ParcoursDocument *
parcours_editor_get_document (ParcoursEditor *self)
{
  return self->document;
}

/**
 * parcours_editor_get_canvas:
 * @self: an editor
 *
 * Returns: (transfer none): its canvas
 */
ParcoursCanvas *
parcours_editor_get_canvas (ParcoursEditor *self)
{
  return self->canvas;
}

/**
 * parcours_editor_get_slug:
 * @self: an editor
 *
 * Returns: (transfer none): the slug of the automation
 */
const char *
parcours_editor_get_slug (ParcoursEditor *self)
{
  return parcours_automation_item_slug (self->item);
}

/* The numbers that canvas and list share. Notes are no problems, and have none. */
static void
mark_problems (ParcoursEditor *self,
               GPtrArray      *checks)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, TRUE, sizeof (ParcoursStepProblem));

  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *check = g_ptr_array_index (checks, i);
      ParcoursStepProblem problem = { check->step, check->port, i + 1, check->severity == PARCOURS_SEVERITY_ERROR };

      if (check->step != NULL && check->severity != PARCOURS_SEVERITY_NOTE)
        g_array_append_val (problems, problem);
    }
  parcours_canvas_set_problems (self->canvas, (const ParcoursStepProblem *) problems->data, problems->len);
}

/**
 * parcours_editor_set_checks:
 * @self: an editor
 * @checks: (element-type ParcoursCheck) (transfer none): what is wrong with the automation, in the order of the list
 */
void
parcours_editor_set_checks (ParcoursEditor *self,
                            GPtrArray      *checks)
{
  guint n_errors = parcours_checks_count (checks, PARCOURS_SEVERITY_ERROR);
  guint n = n_errors + parcours_checks_count (checks, PARCOURS_SEVERITY_WARNING);
  g_autofree char *text = NULL;

  mark_problems (self, checks);
  if (n == 0)
    text = g_strdup (_("No problems"));
  else
    text = g_strdup_printf (ngettext ("%u problem", "%u problems", n), n);
  gtk_label_set_label (self->problems_label, text);
  gtk_image_set_from_icon_name (self->problems_icon, n == 0 ? "parcours-check-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (self->problems_button, "error");
  gtk_widget_remove_css_class (self->problems_button, "warning");
  if (n > 0)
    gtk_widget_add_css_class (self->problems_button, n_errors > 0 ? "error" : "warning");
}

/**
 * parcours_editor_add_row:
 * @self: an editor
 * @row: a row of the palette
 *
 * Adds a step behind the one that is selected, else loose into the middle of what is seen.
 */
void
parcours_editor_add_row (ParcoursEditor    *self,
                         const ParcoursRow *row)
{
  const char *from = parcours_canvas_get_selected (self->canvas);
  ParcoursAutomation *automation = parcours_document_automation (self->document);
  ParcoursStep *step = from != NULL ? parcours_automation_step (automation, from) : NULL;
  const char *port = NULL;

  /* The first port that leads nowhere, else the first. */
  for (guint i = 0; step != NULL && i < parcours_step_n_ports (step); i++)
    {
      const char *name = parcours_step_nth_port (step, i);

      if (!parcours_graph_offers_port (automation, from, name))
        continue;
      if (port == NULL || parcours_automation_link (automation, from, name) == NULL)
        port = name;
      if (parcours_automation_link (automation, from, name) == NULL)
        break;
    }
  parcours_canvas_add_step (self->canvas, row, port != NULL ? from : NULL, port);
}
