/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-app-settings.h"
#include "parcours-automation-list.h"
#include "parcours-check-watch.h"
#include "parcours-clock-bar.h"
#include "parcours-design-page.h"
#include "parcours-inspector.h"
#include "parcours-palette.h"
#include "parcours-problems-pane.h"
#include "parcours-split.h"

struct _ParcoursDesignPage
{
  AdwBin parent_instance;

  ParcoursProject *project;   /* (owned) (nullable) */
  ParcoursLive *live;         /* (owned) (nullable) */
  ParcoursCheckWatch *checks; /* (owned) (nullable) */
  ParcoursEditor *editor;     /* (nullable) the one that is seen */
  char *wanted;               /* (owned) (nullable) the slug of the one that is being opened to be seen */
  char *wanted_step;          /* (owned) (nullable) the step of it that is to be seen */

  ParcoursSplit *split;
  ParcoursAutomationList *list;
  ParcoursPalette *palette;
  GtkStack *content;
  AdwStatusPage *empty;
  AdwTabView *tabs;
  GtkStack *side;
  ParcoursInspector *inspector;
  ParcoursProblemsPane *problems;
  gboolean is_fixing;         /* the next problem stays in sight */
  ParcoursClockBar *clock;
  GtkPopover *adder;
  ParcoursPalette *adder_palette;
  char *adder_from;           /* (owned) (nullable) */
  char *adder_port;           /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_SIDEBAR_OPEN,
  PROP_INSPECTOR_OPEN,
  N_PROPS
};

enum
{
  MESSAGE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursDesignPage, parcours_design_page, ADW_TYPE_BIN)

static AdwTabPage *
find_tab (ParcoursDesignPage *self,
          const char         *slug)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tabs, i);
      ParcoursEditor *editor = PARCOURS_EDITOR (adw_tab_page_get_child (page));

      if (g_str_equal (parcours_editor_get_slug (editor), slug))
        return page;
    }

  return NULL;
}

/* What has been counted up to the instant that the clock shows. */
static void
show_counts (ParcoursDesignPage *self)
{
  ParcoursRun *run = self->live != NULL ? parcours_live_run (self->live) : NULL;
  gint64 at = parcours_clock_bar_get_at (self->clock);
  g_autoptr (ParcoursStepCounts) counts = NULL;
  int automation;

  parcours_automation_list_set_run (self->list, run, at);
  if (self->editor == NULL)
    return;
  automation = run != NULL ? parcours_run_find_automation (run, parcours_editor_get_slug (self->editor)) : -1;
  if (automation >= 0)
    counts = parcours_step_counts_read (parcours_run_counts (run), (guint) automation, parcours_run_bucket (run, at),
                                        parcours_run_scale (run));
  parcours_canvas_set_counts (parcours_editor_get_canvas (self->editor), counts);
  parcours_inspector_set_counts (self->inspector, counts);
}

static void
show_checks (ParcoursDesignPage *self)
{
  GPtrArray *checks = NULL;

  if (self->editor == NULL)
    return;
  checks = parcours_check_watch_lookup (self->checks, parcours_editor_get_slug (self->editor));
  parcours_inspector_set_problems (self->inspector, checks);
  parcours_problems_pane_set (self->problems, parcours_editor_get_document (self->editor), checks,
                              parcours_project_library (self->project));
}

static void
checked_cb (ParcoursCheckWatch *watch,
            const char         *slug,
            ParcoursDesignPage *self)
{
  AdwTabPage *page = find_tab (self, slug);

  if (page == NULL)
    return;
  parcours_editor_set_checks (PARCOURS_EDITOR (adw_tab_page_get_child (page)), parcours_check_watch_lookup (watch, slug));
  if (adw_tab_page_get_child (page) == GTK_WIDGET (self->editor))
    show_checks (self);
}

/* The palette offers what the platform of the automation that is seen has. */
static void
follow_platform (ParcoursDesignPage *self)
{
  ParcoursAutomation *automation;

  if (self->editor == NULL)
    return;
  automation = parcours_document_automation (parcours_editor_get_document (self->editor));
  parcours_palette_set_platform (self->palette, parcours_automation_platform (automation));
  parcours_inspector_set_platform (self->inspector, parcours_automation_platform (automation));
}

/* The form of the one step that is selected, else that of the automation. */
static void
follow_selected (ParcoursDesignPage *self)
{
  if (self->editor != NULL)
    parcours_inspector_set_step (self->inspector,
                                 parcours_canvas_get_selected (parcours_editor_get_canvas (self->editor)));
}

static gboolean
shows_problems (ParcoursDesignPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->side), "problems") == 0;
}

/* Who selects a step while the problems are shown sees those of the step, or its form if it has none. */
static void
selected_cb (ParcoursEditor     *editor,
             GParamSpec         *pspec,
             ParcoursDesignPage *self)
{
  const char *step;

  if (self->editor != editor)
    return;
  follow_selected (self);
  step = parcours_canvas_get_selected (parcours_editor_get_canvas (editor));
  if (step != NULL && shows_problems (self) && !self->is_fixing &&
      !parcours_problems_pane_select_step (self->problems, step))
    gtk_stack_set_visible_child_name (self->side, "inspector");
}

static void
document_changed_cb (ParcoursDocument   *document,
                     ParcoursEdit       *edit,
                     ParcoursDesignPage *self)
{
  if (self->editor != NULL && parcours_editor_get_document (self->editor) == document)
    follow_platform (self);
}

static void
selected_page_cb (ParcoursDesignPage *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tabs);
  ParcoursEditor *editor = page != NULL ? PARCOURS_EDITOR (adw_tab_page_get_child (page)) : NULL;
  const char *slug = editor != NULL ? parcours_editor_get_slug (editor) : NULL;

  if (self->editor == editor)
    return;
  self->editor = editor;
  gtk_stack_set_visible_child_name (self->content, editor != NULL ? "tabs" : "empty");
  parcours_automation_list_select (self->list, slug);
  if (self->live != NULL)
    {
      parcours_check_watch_leave_out (self->checks, slug);
      parcours_live_set_automation (self->live, slug);
    }
  parcours_inspector_set_document (self->inspector, editor != NULL ? parcours_editor_get_document (editor) : NULL);
  follow_platform (self);
  follow_selected (self);
  show_checks (self);
  show_counts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
inspector_message_cb (ParcoursInspector  *inspector,
                      const char         *message,
                      gboolean            can_undo,
                      ParcoursDesignPage *self)
{
  g_signal_emit (self, signals[MESSAGE], 0, message, can_undo);
}

static void
message_cb (ParcoursEditor     *editor,
            const char         *message,
            gboolean            can_undo,
            ParcoursDesignPage *self)
{
  g_signal_emit (self, signals[MESSAGE], 0, message, can_undo);
}

static void
step_activated_cb (ParcoursEditor     *editor,
                   const char         *id,
                   ParcoursDesignPage *self)
{
  gtk_stack_set_visible_child_name (self->side, "inspector");
  g_object_set (self->split, "end-open", TRUE, NULL);
  parcours_inspector_set_step (self->inspector, id);
  parcours_inspector_focus_param (self->inspector, NULL);
}

static void
add_requested_cb (ParcoursEditor     *editor,
                  const char         *from,
                  const char         *port,
                  double              x,
                  double              y,
                  ParcoursDesignPage *self)
{
  ParcoursAutomation *automation = parcours_document_automation (parcours_editor_get_document (editor));
  double own_x = x, own_y = y;

  g_free (self->adder_from);
  g_free (self->adder_port);
  self->adder_from = g_strdup (from);
  self->adder_port = g_strdup (port);
  parcours_palette_clear_search (self->adder_palette);
  parcours_palette_set_platform (self->adder_palette, parcours_automation_platform (automation));
  parcours_palette_set_scope (self->adder_palette, from != NULL ? PARCOURS_PALETTE_FOLLOWING : PARCOURS_PALETTE_TRIGGERS);
  gtk_widget_translate_coordinates (GTK_WIDGET (editor), GTK_WIDGET (self), x, y, &own_x, &own_y);
  gtk_popover_set_pointing_to (self->adder, &(GdkRectangle) { (int) own_x, (int) own_y, 1, 1 });
  gtk_popover_popup (self->adder);
  parcours_palette_focus_search (self->adder_palette);
}

static void
adder_row_cb (ParcoursPalette    *palette,
              const ParcoursRow  *row,
              ParcoursDesignPage *self)
{
  gtk_popover_popdown (self->adder);
  if (self->editor == NULL)
    return;
  parcours_canvas_add_step (parcours_editor_get_canvas (self->editor), row, self->adder_from, self->adder_port);
}

/* The keyboard goes back to where the popover pointed, or on to the step that was added. */
static void
focus_canvas_cb (ParcoursDesignPage *self)
{
  if (self->editor != NULL)
    gtk_widget_child_focus (GTK_WIDGET (parcours_editor_get_canvas (self->editor)), GTK_DIR_TAB_FORWARD);
}

/* Escape leads back from the form of a step to the step; a pane that lies over the canvas closes as well. */
static gboolean
side_left_cb (GtkWidget *side,
              GVariant  *arguments,
              gpointer   user_data)
{
  focus_canvas_cb (PARCOURS_DESIGN_PAGE (user_data));

  return FALSE;
}

static void
palette_row_cb (ParcoursPalette    *palette,
                const ParcoursRow  *row,
                ParcoursDesignPage *self)
{
  if (self->editor != NULL && !parcours_project_is_read_only (self->project))
    parcours_editor_add_row (self->editor, row);
}

static void
chosen_cb (ParcoursAutomationList *list,
           const char             *slug,
           ParcoursDesignPage     *self)
{
  /* Who walks along the list by keys stays there; who chooses what is shown already wants to go on in it. */
  if (self->editor != NULL && g_str_equal (parcours_editor_get_slug (self->editor), slug))
    gtk_widget_grab_focus (GTK_WIDGET (parcours_editor_get_canvas (self->editor)));
  else
    parcours_design_page_open (self, slug, NULL);
}

static void
problem_chosen_cb (ParcoursProblemsPane *pane,
                   const char           *step,
                   ParcoursDesignPage   *self)
{
  if (self->editor != NULL && step != NULL)
    parcours_canvas_show_step (parcours_editor_get_canvas (self->editor), step);
}

static void
problem_fixed_cb (ParcoursProblemsPane *pane,
                  ParcoursEdit         *edit,
                  ParcoursDesignPage   *self)
{
  if (self->editor == NULL)
    return;
  g_signal_emit (self, signals[MESSAGE], 0, parcours_edit_label (edit), TRUE);
  self->is_fixing = TRUE;
  parcours_canvas_apply (parcours_editor_get_canvas (self->editor), parcours_edit_ref (edit));
  self->is_fixing = FALSE;
}

static void
problems_closed_cb (ParcoursDesignPage *self)
{
  gtk_stack_set_visible_child_name (self->side, "inspector");
}

static void
run_cb (ParcoursDesignPage *self)
{
  show_counts (self);
}

static void
live_checks_cb (ParcoursDesignPage *self)
{
  GPtrArray *checks = parcours_live_checks (self->live);

  if (checks != NULL && parcours_live_automation (self->live) != NULL)
    parcours_check_watch_take (self->checks, parcours_live_automation (self->live), checks);
}

static void
playing_cb (ParcoursDesignPage *self)
{
  if (self->editor != NULL)
    parcours_canvas_set_playing (parcours_editor_get_canvas (self->editor), parcours_clock_bar_is_playing (self->clock));
}

static void
split_cb (ParcoursDesignPage *self,
          GParamSpec         *pspec)
{
  gboolean is_start = g_str_equal (pspec->name, "start-open");

  g_object_notify_by_pspec (G_OBJECT (self), properties[is_start ? PROP_SIDEBAR_OPEN : PROP_INSPECTOR_OPEN]);
}

static gboolean
close_page_cb (AdwTabView         *tabs,
               AdwTabPage         *page,
               ParcoursDesignPage *self)
{
  GtkWidget *editor = adw_tab_page_get_child (page);

  if (GTK_WIDGET (self->editor) == editor)
    self->editor = NULL;
  g_signal_handlers_disconnect_by_data (parcours_editor_get_document (PARCOURS_EDITOR (editor)), self);
  adw_tab_view_close_page_finish (tabs, page, TRUE);
  selected_page_cb (self);

  return GDK_EVENT_STOP;
}

/* The name and the state of the automation, on its tab. */
static void
follow_item (ParcoursAutomationItem *item,
             GParamSpec             *pspec,
             AdwTabPage             *page)
{
  g_autoptr (GIcon) icon = NULL;

  if (parcours_automation_item_n_problems (item) > 0)
    icon = g_themed_icon_new ("dialog-warning-symbolic");
  else if (parcours_automation_item_is_changed (item))
    icon = g_themed_icon_new ("emblem-synchronizing-symbolic");
  adw_tab_page_set_title (page, parcours_automation_item_name (item));
  adw_tab_page_set_icon (page, icon);
}

static void
add_tab (ParcoursDesignPage     *self,
         ParcoursAutomationItem *item,
         ParcoursDocument       *document)
{
  GtkWidget *editor = parcours_editor_new (self->project, item, document);
  AdwTabPage *page = adw_tab_view_append (self->tabs, editor);
  GPtrArray *checks = parcours_check_watch_lookup (self->checks, parcours_automation_item_slug (item));

  g_signal_connect_object (item, "notify", G_CALLBACK (follow_item), page, 0);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  g_signal_connect_object (editor, "message", G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (editor, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (editor, "step-activated", G_CALLBACK (step_activated_cb), self, 0);
  g_signal_connect_object (editor, "add-requested", G_CALLBACK (add_requested_cb), self, 0);
  follow_item (item, NULL, page);
  if (checks != NULL)
    parcours_editor_set_checks (PARCOURS_EDITOR (editor), checks);
}

static void
show_wanted (ParcoursDesignPage *self,
             AdwTabPage         *page)
{
  ParcoursCanvas *canvas = parcours_editor_get_canvas (PARCOURS_EDITOR (adw_tab_page_get_child (page)));

  adw_tab_view_set_selected_page (self->tabs, page);
  if (self->wanted_step != NULL)
    parcours_canvas_show_step (canvas, self->wanted_step);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursDesignPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursDocument) document =
    parcours_project_open_document_finish (PARCOURS_PROJECT (source), result, &error);
  ParcoursAutomationItem *item;
  const char *slug;

  if (self->project != PARCOURS_PROJECT (source) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (document == NULL)
    {
      g_signal_emit (self, signals[MESSAGE], 0, error->message, FALSE);
      return;
    }
  slug = parcours_automation_slug (parcours_document_automation (document));
  item = parcours_project_find_automation (self->project, slug);
  if (item != NULL && find_tab (self, slug) == NULL)
    add_tab (self, item, document);
  if (g_strcmp0 (self->wanted, slug) == 0 && find_tab (self, slug) != NULL)
    show_wanted (self, find_tab (self, slug));
}

/* Nobody can choose from a list that is empty. */
static void
update_empty (ParcoursDesignPage *self)
{
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (parcours_project_automations (self->project))) == 0;

  adw_status_page_set_title (self->empty, none ? _("No Automations Yet") : _("No Automation Is Open"));
  adw_status_page_set_description (self->empty, none ? _("Draw one of your own, or begin with a template.")
                                                     : _("Choose one from the list, or make a new one."));
}

/* What has been deleted is not shown any more. */
static void
items_changed_cb (ParcoursDesignPage *self)
{
  for (int i = adw_tab_view_get_n_pages (self->tabs) - 1; i >= 0; i--)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tabs, i);
      ParcoursEditor *editor = PARCOURS_EDITOR (adw_tab_page_get_child (page));

      if (parcours_project_find_automation (self->project, parcours_editor_get_slug (editor)) !=
          parcours_editor_get_item (editor))
        adw_tab_view_close_page (self->tabs, page);
    }
  parcours_automation_list_select (self->list, self->editor != NULL ? parcours_editor_get_slug (self->editor) : NULL);
  update_empty (self);
}

static void
parcours_design_page_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  ParcoursDesignPage *self = PARCOURS_DESIGN_PAGE (object);

  switch (id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_SIDEBAR_OPEN:
      g_object_get_property (G_OBJECT (self->split), "start-open", value);
      break;
    case PROP_INSPECTOR_OPEN:
      g_object_get_property (G_OBJECT (self->split), "end-open", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_design_page_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  ParcoursDesignPage *self = PARCOURS_DESIGN_PAGE (object);

  switch (id)
    {
    case PROP_SIDEBAR_OPEN:
      g_object_set_property (G_OBJECT (self->split), "start-open", value);
      break;
    case PROP_INSPECTOR_OPEN:
      g_object_set_property (G_OBJECT (self->split), "end-open", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_design_page_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  GTK_WIDGET_CLASS (parcours_design_page_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (PARCOURS_DESIGN_PAGE (widget)->adder);
}

static void
parcours_design_page_dispose (GObject *object)
{
  ParcoursDesignPage *self = PARCOURS_DESIGN_PAGE (object);

  if (self->tabs != NULL)
    g_signal_handlers_disconnect_by_data (self->tabs, self);
  self->editor = NULL;
  g_clear_pointer ((GtkWidget **) &self->adder, gtk_widget_unparent);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_DESIGN_PAGE);
  g_clear_object (&self->live);
  g_clear_object (&self->checks);
  g_clear_object (&self->project);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_step, g_free);
  g_clear_pointer (&self->adder_from, g_free);
  g_clear_pointer (&self->adder_port, g_free);
  G_OBJECT_CLASS (parcours_design_page_parent_class)->dispose (object);
}

static void
parcours_design_page_bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (PARCOURS_TYPE_SPLIT);
  g_type_ensure (PARCOURS_TYPE_AUTOMATION_LIST);
  g_type_ensure (PARCOURS_TYPE_PALETTE);
  g_type_ensure (PARCOURS_TYPE_INSPECTOR);
  g_type_ensure (PARCOURS_TYPE_PROBLEMS_PANE);
  g_type_ensure (PARCOURS_TYPE_CLOCK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/design-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, split);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, list);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, palette);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, content);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, empty);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, side);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, problems);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, inspector);
  gtk_widget_class_bind_template_child (widget_class, ParcoursDesignPage, clock);
  gtk_widget_class_bind_template_callback (widget_class, selected_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, palette_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, inspector_message_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_fixed_cb);
  gtk_widget_class_bind_template_callback (widget_class, problems_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_counts);
  gtk_widget_class_bind_template_callback (widget_class, playing_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
}

static void
parcours_design_page_class_init (ParcoursDesignPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = parcours_design_page_get_property;
  object_class->set_property = parcours_design_page_set_property;
  object_class->dispose = parcours_design_page_dispose;
  GTK_WIDGET_CLASS (class)->size_allocate = parcours_design_page_size_allocate;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, PARCOURS_TYPE_EDITOR,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDEBAR_OPEN] = g_param_spec_boolean ("sidebar-open", NULL, NULL, TRUE, flags);
  properties[PROP_INSPECTOR_OPEN] = g_param_spec_boolean ("inspector-open", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MESSAGE] = g_signal_new ("message", PARCOURS_TYPE_DESIGN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  parcours_design_page_bind_template (GTK_WIDGET_CLASS (class));
}

/* The palette that asks what shall stand behind a port, at that port. */
static void
add_adder (ParcoursDesignPage *self)
{
  self->adder = GTK_POPOVER (gtk_popover_new ());
  self->adder_palette = PARCOURS_PALETTE (parcours_palette_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->adder_palette), 280, 360);
  gtk_popover_set_child (self->adder, GTK_WIDGET (self->adder_palette));
  gtk_widget_add_css_class (GTK_WIDGET (self->adder), "adder");
  gtk_widget_set_parent (GTK_WIDGET (self->adder), GTK_WIDGET (self));
  g_signal_connect (self->adder_palette, "row-activated", G_CALLBACK (adder_row_cb), self);
  g_signal_connect_swapped (self->adder, "closed", G_CALLBACK (focus_canvas_cb), self);
}

static void
add_escape (ParcoursDesignPage *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (side_left_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->side), shortcuts);
}

static void
parcours_design_page_init (ParcoursDesignPage *self)
{
  GSettings *settings = parcours_app_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_adder (self);
  add_escape (self);
  g_settings_bind (settings, "show-sidebar", self->split, "show-start", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-inspector", self->split, "show-end", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sidebar-width", self->split, "start-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "inspector-width", self->split, "end-width", G_SETTINGS_BIND_DEFAULT);
}

/* As it was simulated last, from today on. */
static void
restore_options (ParcoursDesignPage *self)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_copy (parcours_live_options (self->live));

  options->days = g_settings_get_uint (parcours_app_settings_get (), "run-days");
  options->seed = g_settings_get_uint (parcours_app_settings_get (), "run-seed");
  parcours_live_set_options (self->live, options);
}

/**
 * parcours_design_page_set_project:
 * @self: a page that has no workspace yet
 * @project: the workspace
 */
void
parcours_design_page_set_project (ParcoursDesignPage *self,
                                  ParcoursProject    *project)
{
  g_return_if_fail (PARCOURS_IS_DESIGN_PAGE (self));
  g_return_if_fail (self->project == NULL);

  self->project = g_object_ref (project);
  self->live = parcours_live_new (project);
  restore_options (self);
  self->checks = parcours_check_watch_new (project);
  parcours_automation_list_set_project (self->list, project);
  parcours_palette_set_platform (self->palette, PARCOURS_PLATFORM_ANY);
  parcours_clock_bar_set_live (self->clock, project, self->live);
  parcours_inspector_set_project (self->inspector, project);
  parcours_inspector_set_live (self->inspector, self->live);
  parcours_inspector_set_editable (self->inspector, !parcours_project_is_read_only (project));
  g_signal_connect_object (self->live, "notify::run", G_CALLBACK (run_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live, "notify::checks", G_CALLBACK (live_checks_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checks, "checked", G_CALLBACK (checked_cb), self, 0);
  g_signal_connect_object (parcours_project_automations (project), "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_empty (self);
}

/**
 * parcours_design_page_get_editor:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the editor that is seen
 */
ParcoursEditor *
parcours_design_page_get_editor (ParcoursDesignPage *self)
{
  return self->editor;
}

/**
 * parcours_design_page_get_live:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what counts while one edits
 */
ParcoursLive *
parcours_design_page_get_live (ParcoursDesignPage *self)
{
  return self->live;
}

/**
 * parcours_design_page_get_checks:
 * @self: a page
 * @slug: the slug of an automation
 *
 * Returns: (transfer none) (nullable) (element-type ParcoursCheck): what is wrong with it
 */
GPtrArray *
parcours_design_page_get_checks (ParcoursDesignPage *self,
                                 const char         *slug)
{
  return self->checks != NULL ? parcours_check_watch_lookup (self->checks, slug) : NULL;
}

/**
 * parcours_design_page_open:
 * @self: a page
 * @slug: the slug of an automation
 * @step: (nullable): the id of a step
 *
 * Shows the automation, in a tab of its own, and chooses the step.
 */
void
parcours_design_page_open (ParcoursDesignPage *self,
                           const char         *slug,
                           const char         *step)
{
  AdwTabPage *page;

  g_return_if_fail (PARCOURS_IS_DESIGN_PAGE (self));

  page = find_tab (self, slug);
  g_free (self->wanted);
  self->wanted = g_strdup (slug);
  g_free (self->wanted_step);
  self->wanted_step = g_strdup (step);
  if (page != NULL)
    show_wanted (self, page);
  else
    parcours_project_open_document_async (self->project, slug, NULL, opened_cb, g_object_ref (self));
}

/**
 * parcours_design_page_close_tab:
 * @self: a page
 *
 * Closes the tab that is seen.
 */
void
parcours_design_page_close_tab (ParcoursDesignPage *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tabs);

  if (page != NULL)
    adw_tab_view_close_page (self->tabs, page);
}

/**
 * parcours_design_page_find:
 * @self: a page
 *
 * Lets a person search the palette.
 */
void
parcours_design_page_find (ParcoursDesignPage *self)
{
  g_object_set (self->split, "start-open", TRUE, NULL);
  parcours_palette_focus_search (self->palette);
}

/**
 * parcours_design_page_show_problems:
 * @self: a page
 *
 * Shows the list of problems, or the inspector again where it is shown already.
 */
void
parcours_design_page_show_problems (ParcoursDesignPage *self)
{
  gboolean is_open;

  g_object_get (self->split, "end-open", &is_open, NULL);
  if (is_open && shows_problems (self))
    {
      problems_closed_cb (self);
      return;
    }
  gtk_stack_set_visible_child_name (self->side, "problems");
  g_object_set (self->split, "end-open", TRUE, NULL);
}

/**
 * parcours_design_page_toggle_play:
 * @self: a page
 *
 * Lets the clock run, or stops it.
 */
void
parcours_design_page_toggle_play (ParcoursDesignPage *self)
{
  parcours_clock_bar_set_playing (self->clock, !parcours_clock_bar_is_playing (self->clock));
}

/**
 * parcours_design_page_step_clock:
 * @self: a page
 * @buckets: how many steps forwards, or backwards where it is negative
 */
void
parcours_design_page_step_clock (ParcoursDesignPage *self,
                                 int                 buckets)
{
  parcours_clock_bar_step (self->clock, buckets);
}

/**
 * parcours_design_page_set_clock:
 * @self: a page
 * @at: the instant that the clock shall show, as far as it lies in the period that is simulated
 */
void
parcours_design_page_set_clock (ParcoursDesignPage *self,
                                gint64              at)
{
  parcours_clock_bar_set_at (self->clock, at);
}

/**
 * parcours_design_page_open_slugs:
 * @self: a page
 *
 * Returns: (transfer full) (array zero-terminated=1): the automations that are open, the one that is seen first
 */
char **
parcours_design_page_open_slugs (ParcoursDesignPage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->editor != NULL)
    g_strv_builder_add (builder, parcours_editor_get_slug (self->editor));
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      ParcoursEditor *editor = PARCOURS_EDITOR (adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, i)));

      if (editor != self->editor)
        g_strv_builder_add (builder, parcours_editor_get_slug (editor));
    }

  return g_strv_builder_end (builder);
}
