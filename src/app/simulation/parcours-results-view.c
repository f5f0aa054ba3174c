/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-columns.h"
#include "parcours-day-chart.h"
#include "parcours-figure-tile.h"
#include "parcours-figure.h"
#include "parcours-kind.h"
#include "parcours-phrase.h"
#include "parcours-results-view.h"
#include "parcours-share-chart.h"
#include "parcours-step-result.h"
#include "parcours-text-table.h"
#include "parcours-tile.h"
#include "parcours-wheel.h"

/* The bars of the pressure: the last stands for more. */
#define N_SHARES 6
#define FIGURE_WIDTH 84
#define SHARE_WIDTH 132
/* More steps scroll within their card. */
#define MAX_ROWS 14

typedef enum
{
  TILE_ENTERED,
  TILE_INSIDE,
  TILE_SENT,
  TILE_OPENED,
  TILE_BOUGHT,
  TILE_UNSUBSCRIBED,
  N_TILES,
} Tile;

struct _ParcoursResultsView
{
  AdwBin parent_instance;

  const ParcoursRunReport *report; /* (unowned) (nullable) of whom shows it */
  guint automation;
  gboolean is_idle;                /* nobody does anything about messages */
  ParcoursFigureTile *figures[N_TILES];

  GtkFlowBox *tiles;
  GtkToggleButton *table_button;
  GtkDropDown *chart_of;
  GtkFlowBox *legend;
  GtkStack *chart_stack;
  ParcoursDayChart *chart;
  GtkScrolledWindow *chart_table;
  GtkDropDown *pressure_of;
  GtkLabel *pressure_caption;
  GtkStack *pressure_stack;
  GtkProgressBar *pressure_progress;
  GtkLabel *pressure_state;
  ParcoursShareChart *pressure_chart;
  GtkLabel *pressure_text;
  AdwBin *messages;
  GtkLabel *messages_caption;
  GtkColumnView *table;
  GtkLabel *coverage_ports;
  GtkLevelBar *coverage_bar;
  GtkLabel *coverage_steps;
  GtkLabel *tests_text;
  GtkBox *tests_failed;
  GtkLabel *tests_coverage;
  GtkWidget *show_tests;
};

enum
{
  STEP_ACTIVATED,
  SHOW_ON_CANVAS,
  DAY_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursResultsView, parcours_results_view, ADW_TYPE_BIN)

static const ParcoursReportAutomation *
automation_of (ParcoursResultsView *self)
{
  return g_ptr_array_index (self->report->automations, self->automation);
}

static const ParcoursReportMessage *
nth_message (ParcoursResultsView *self,
             guint                n)
{
  return g_ptr_array_index (self->report->messages, g_array_index (automation_of (self)->messages, guint, n));
}

/* Of all messages that the automation sends. */
static guint64
sum_counted (ParcoursResultsView *self,
             guint                which)
{
  guint64 sum = 0;

  for (guint i = 0; i < automation_of (self)->messages->len; i++)
    sum += nth_message (self, i)->counted[which];

  return sum;
}

static char *
share_to_words (guint64 n,
                guint64 of)
{
  return of > 0 ? parcours_percent_to_words ((double) n / (double) of) : g_strdup ("–");
}

/* Figures. */

static void
add_tiles (ParcoursResultsView *self)
{
  static const struct
  {
    const char *icon;
    const char *title;
  } tiles[N_TILES] = {
    [TILE_ENTERED] = { "parcours-people-symbolic", N_("Entered") },
    [TILE_INSIDE] = { "parcours-hourglass-symbolic", N_("Still Inside") },
    [TILE_SENT] = { "mail-unread-symbolic", N_("Messages Sent") },
    [TILE_OPENED] = { "parcours-mail-open-symbolic", N_("Opened") },
    [TILE_BOUGHT] = { "parcours-cart-symbolic", N_("Orders") },
    [TILE_UNSUBSCRIBED] = { "parcours-cross-symbolic", NC_("how many", "Unsubscribed") },
  };

  for (guint i = 0; i < N_TILES; i++)
    {
      GtkWidget *tile = parcours_figure_tile_new (tiles[i].icon, i == TILE_UNSUBSCRIBED
                                                                  ? g_dpgettext2 (NULL, "how many", tiles[i].title)
                                                                  : _(tiles[i].title));

      self->figures[i] = PARCOURS_FIGURE_TILE (tile);
      gtk_flow_box_append (self->tiles, tile);
      gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
    }
}

static void
set_tile (ParcoursResultsView *self,
          Tile                 tile,
          guint64              n,
          char                *caption)
{
  g_autofree char *figure = parcours_count_to_words (n);

  parcours_figure_tile_set (self->figures[tile], figure, caption);
  g_free (caption);
}

static char *
caption_entered (ParcoursResultsView *self,
                 guint64              entered)
{
  guint days = automation_of (self)->days->len;
  g_autofree char *a_day = parcours_number_to_words (days > 0 ? (double) (entered * 10 / days) / 10. : 0.);

  return parcours_phrase_fill (_("{n} a day"), "n", a_day, NULL);
}

static char *
caption_inside (guint64 entered,
                guint64 inside)
{
  guint64 left = entered - MIN (inside, entered);
  g_autofree char *n = parcours_count_to_words (left);

  return parcours_phrase_fill (ngettext ("{n} has left", "{n} have left", left), "n", n, NULL);
}

static char *
caption_share (const char *format,
               guint64     n,
               guint64     of)
{
  g_autofree char *share = share_to_words (n, of);

  return parcours_phrase_fill (format, "share", share, NULL);
}

static char *
caption_sent (guint64 entered,
              guint64 sent)
{
  g_autofree char *each = parcours_number_to_words (entered > 0 ? (double) (sent * 100 / entered) / 100. : 0.);

  return parcours_phrase_fill (_("{n} per passage"), "n", each, NULL);
}

static void
show_figures (ParcoursResultsView *self)
{
  const ParcoursReportAutomation *automation = automation_of (self);
  guint64 sent = sum_counted (self, 0), opened = sum_counted (self, PARCOURS_REACTION_OPENED + 1);
  guint64 unsubscribed = sum_counted (self, PARCOURS_REACTION_UNSUBSCRIBED + 1);
  double revenue = 0.;

  for (guint i = 0; i < automation->messages->len; i++)
    revenue += nth_message (self, i)->revenue;
  set_tile (self, TILE_ENTERED, automation->entered, caption_entered (self, automation->entered));
  set_tile (self, TILE_INSIDE, automation->inside, caption_inside (automation->entered, automation->inside));
  set_tile (self, TILE_SENT, sent, caption_sent (automation->entered, sent));
  set_tile (self, TILE_OPENED, opened, caption_share (_("{share} of sent"), opened, sent));
  set_tile (self, TILE_BOUGHT, sum_counted (self, PARCOURS_REACTION_BOUGHT + 1),
            parcours_money_to_words (revenue, self->report->currency));
  set_tile (self, TILE_UNSUBSCRIBED, unsubscribed, caption_share (_("{share} of sent"), unsubscribed, sent));
}

/* Day by day. */

static GtkWidget *
new_legend (const char *name,
            guint       color,
            gboolean    is_line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (name);
  g_autofree char *class = g_strdup_printf ("series-%u", color);

  gtk_widget_add_css_class (mark, "legend");
  gtk_widget_add_css_class (mark, is_line ? "inside" : class);
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
add_legend (ParcoursResultsView *self,
            const char          *name,
            guint                color,
            gboolean             is_line)
{
  GtkWidget *legend = new_legend (name, color, is_line);

  gtk_flow_box_append (self->legend, legend);
  gtk_widget_set_focusable (gtk_widget_get_parent (legend), FALSE);
}

/* A name alone does not tell an email from a text message that is called the same. */
static char *
name_message (ParcoursResultsView         *self,
              const ParcoursReportMessage *message)
{
  const ParcoursKind *kind = parcours_kind_find (message->kind);

  for (guint i = 0; i < self->report->messages->len; i++)
    {
      const ParcoursReportMessage *other = g_ptr_array_index (self->report->messages, i);

      if (other != message && kind != NULL && g_str_equal (other->name, message->name))
        return parcours_phrase_fill (_("{name} ({kind})"), "name", message->name, "kind", _(kind->label), NULL);
    }

  return g_strdup (message->name);
}

static void
add_days (GArray       *sum,
          const GArray *days)
{
  for (guint i = 0; i < MIN (sum->len, days->len); i++)
    g_array_index (sum, guint64, i) += g_array_index (days, guint64, i);
}

static gboolean
sends (const ParcoursReportAutomation *automation,
       guint                           message)
{
  for (guint i = 0; i < automation->messages->len; i++)
    {
      if (g_array_index (automation->messages, guint, i) == message)
        return TRUE;
    }

  return FALSE;
}

static GArray *
new_days (ParcoursResultsView *self)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (guint64));

  g_array_set_size (days, automation_of (self)->days->len);

  return days;
}

static void
add_series (ParcoursResultsView *self,
            const char          *name,
            guint                color,
            const GArray        *days)
{
  g_autofree char *style = g_strdup_printf ("parcours_series_%u", color);

  parcours_day_chart_add_series (self->chart, name, style, (const guint64 *) days->data);
  add_legend (self, name, color, FALSE);
}

/* The messages of the automation, each in its colour, and below one all others of the run. */
static void
show_sent (ParcoursResultsView *self)
{
  const ParcoursReportAutomation *automation = automation_of (self);
  g_autoptr (GArray) others = new_days (self);
  guint n_others = 0;

  parcours_day_chart_clear (self->chart, _("Messages sent, day by day"), self->report->first_day, automation->days->len);
  for (guint i = 0; i < automation->messages->len; i++)
    {
      const ParcoursReportMessage *message = nth_message (self, i);
      g_autoptr (GArray) days = new_days (self);
      g_autofree char *name = name_message (self, message);

      add_days (i < PARCOURS_DAY_CHART_COLORS ? days : others, message->days);
      if (i < PARCOURS_DAY_CHART_COLORS)
        add_series (self, name, i + 1, days);
      else
        n_others++;
    }
  for (guint i = 0; i < self->report->messages->len; i++)
    {
      const ParcoursReportMessage *message = g_ptr_array_index (self->report->messages, i);

      if (sends (automation, i) || message->counted[0] == 0)
        continue;
      add_days (others, message->days);
      n_others++;
    }
  if (n_others > 0)
    add_series (self, _("Other messages"), 0, others);
}

static void
show_people (ParcoursResultsView *self)
{
  const ParcoursReportAutomation *automation = automation_of (self);
  g_autoptr (GArray) entered = new_days (self);
  g_autoptr (GArray) inside = new_days (self);

  for (guint i = 0; i < automation->days->len; i++)
    {
      g_array_index (entered, guint64, i) = g_array_index (automation->days, ParcoursReportDay, i).entered;
      g_array_index (inside, guint64, i) = g_array_index (automation->days, ParcoursReportDay, i).inside;
    }
  parcours_day_chart_clear (self->chart, _("Contacts, day by day"), self->report->first_day, automation->days->len);
  add_series (self, _("Entered on the day"), 1, entered);
  parcours_day_chart_set_line (self->chart, _("Inside at its end"), (const guint64 *) inside->data);
  add_legend (self, _("Inside at its end"), 0, TRUE);
}

static void
show_chart_table (ParcoursResultsView *self,
                  const char *const   *titles)
{
  GtkWidget *table = parcours_text_table_new (titles, _("Day by Day"));
  guint n = g_strv_length ((char **) titles) - 1;

  for (guint bar = 0; bar < parcours_day_chart_n_bars (self->chart); bar++)
    {
      char **cells = g_new0 (char *, n + 2);

      cells[0] = parcours_day_chart_bar_to_words (self->chart, bar);
      for (guint i = 0; i < n; i++)
        cells[i + 1] = parcours_count_to_words (parcours_day_chart_figure (self->chart, i, bar));
      parcours_text_table_add (PARCOURS_TEXT_TABLE (table), cells);
    }
  gtk_scrolled_window_set_child (self->chart_table, table);
}

static void
list_titles (ParcoursResultsView *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;

  g_strv_builder_add (builder, _("Day"));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->legend)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *box = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      g_strv_builder_add (builder, gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (box))));
    }
  titles = g_strv_builder_end (builder);
  show_chart_table (self, (const char *const *) titles);
}

static void
show_chart (ParcoursResultsView *self)
{
  GtkWidget *child;
  gboolean as_table = gtk_toggle_button_get_active (self->table_button);

  if (self->report == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->legend))) != NULL)
    gtk_flow_box_remove (self->legend, child);
  if (gtk_drop_down_get_selected (self->chart_of) == 0)
    show_sent (self);
  else
    show_people (self);
  parcours_day_chart_finish (self->chart);
  if (as_table)
    list_titles (self);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), !as_table);
  gtk_stack_set_visible_child_name (self->chart_stack, as_table ? "table" : "chart");
}

/* Messages. */

static char *
count_and_share (guint64 n,
                 guint64 of)
{
  g_autofree char *count = parcours_count_to_words (n);
  g_autofree char *share = share_to_words (n, of);

  /* Translators: how many, and how many of a hundred: "530 · 63 %". */
  return n > 0 ? parcours_phrase_fill (_("{n} · {share}"), "n", count, "share", share, NULL) : g_steal_pointer (&count);
}

static const char *
caption_messages (ParcoursResultsView *self)
{
  if (automation_of (self)->messages->len == 0)
    return _("This automation sends no messages.");
  if (self->is_idle)
    return _("Without a behaviour nobody opens, clicks or orders. Choose one beside the clock, and simulate again.");

  return _("What people do about messages, and what they order because of them, is as the behaviour has it. "
           "A message that other automations send too counts as a whole.");
}

static void
show_messages (ParcoursResultsView *self)
{
  const char *titles[] = { _("Message"), _("Sent"), _("Opened"), _("Clicked"), C_("how many", "Unsubscribed"), _("Orders"), _("Revenue"), NULL };
  const ParcoursReportAutomation *automation = automation_of (self);
  GtkWidget *table = parcours_text_table_new (titles, _("Messages"));

  for (guint i = 0; i < automation->messages->len; i++)
    {
      const ParcoursReportMessage *message = nth_message (self, i);
      guint64 sent = message->counted[0];
      char **cells = g_new0 (char *, G_N_ELEMENTS (titles));

      cells[0] = name_message (self, message);
      cells[1] = parcours_count_to_words (sent);
      cells[2] = count_and_share (message->counted[PARCOURS_REACTION_OPENED + 1], sent);
      cells[3] = count_and_share (message->counted[PARCOURS_REACTION_CLICKED + 1], sent);
      cells[4] = count_and_share (message->counted[PARCOURS_REACTION_UNSUBSCRIBED + 1], sent);
      cells[5] = parcours_count_to_words (message->counted[PARCOURS_REACTION_BOUGHT + 1]);
      cells[6] = parcours_money_to_words (message->revenue, self->report->currency);
      parcours_text_table_add (PARCOURS_TEXT_TABLE (table), cells);
    }
  gtk_widget_set_visible (table, automation->messages->len > 0);
  adw_bin_set_child (self->messages, table);
  gtk_label_set_label (self->messages_caption, caption_messages (self));
}

/* Pressure. */

static void
say_over (ParcoursResultsView *self,
          const guint         *shares,
          gboolean             of_week,
          guint                limit)
{
  guint over = 0, from = limit > 0 ? limit + 1 : 4;
  g_autofree char *contacts = NULL, *messages = NULL;

  for (guint i = from; i <= PARCOURS_PRESSURE_MOST; i++)
    over += shares[i];
  contacts = parcours_count_to_words (over);
  messages = parcours_count_to_words (from);
  gtk_label_set_label (self->pressure_text, "");
  if (over > 0)
    {
      g_autofree char *text =
        parcours_phrase_fill (of_week ? ngettext ("{n} contact gets {messages} messages or more within 7 days.",
                                                  "{n} contacts get {messages} messages or more within 7 days.", over)
                                      : ngettext ("{n} contact gets {messages} messages or more within 24 hours.",
                                                  "{n} contacts get {messages} messages or more within 24 hours.", over),
                              "n", contacts, "messages", messages, NULL);

      gtk_label_set_label (self->pressure_text, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pressure_text), over > 0);
}

/* The bars that are drawn, of one message on; the last stands for all that are more. */
static void
show_pressure (ParcoursResultsView *self)
{
  const ParcoursReportPressure *pressure = self->report != NULL ? self->report->pressure : NULL;
  gboolean of_week = gtk_drop_down_get_selected (self->pressure_of) == 0;
  guint bars[N_SHARES] = { 0 }, limit;
  const guint *shares;

  if (pressure == NULL)
    return;
  shares = of_week ? pressure->in_week : pressure->in_day;
  limit = self->report->cap_days == (of_week ? 7u : 1u) ? self->report->cap_messages : 0;
  for (guint i = 1; i <= PARCOURS_PRESSURE_MOST; i++)
    bars[MIN (i, N_SHARES) - 1] += shares[i];
  parcours_share_chart_set (self->pressure_chart, bars, N_SHARES, limit);
  if (limit > 0)
    {
      g_autofree char *n = parcours_count_to_words (limit);
      g_autofree char *text =
        parcours_phrase_fill (ngettext ("Contacts by their fullest time, messages of all automations. The limit is {n} message.",
                                        "Contacts by their fullest time, messages of all automations. The limit is {n} messages.",
                                        limit), "n", n, NULL);

      gtk_label_set_label (self->pressure_caption, text);
    }
  else
    gtk_label_set_label (self->pressure_caption, _("Contacts by their fullest time, messages of all automations."));
  say_over (self, shares, of_week, limit);
  gtk_stack_set_visible_child_name (self->pressure_stack, "chart");
}

/* Coverage. */

static void
show_coverage (ParcoursResultsView *self)
{
  const ParcoursReportAutomation *automation = automation_of (self);
  guint n_ports, untaken = parcours_report_n_untaken (automation, &n_ports);
  guint unreached = parcours_report_n_unreached (automation);
  g_autofree char *taken = parcours_count_to_words (n_ports - untaken);
  g_autofree char *all = parcours_count_to_words (n_ports);
  g_autofree char *steps = parcours_count_to_words (unreached);
  g_autofree char *ports_text = parcours_phrase_fill (ngettext ("{n} of {all} way taken", "{n} of {all} ways taken", n_ports),
                                                      "n", taken, "all", all, NULL);
  g_autofree char *steps_text =
    unreached == 0 ? g_strdup (_("Somebody came to every step."))
                   : parcours_phrase_fill (ngettext ("Nobody came to {n} step.", "Nobody came to {n} steps.", unreached),
                                           "n", steps, NULL);

  gtk_label_set_label (self->coverage_ports, ports_text);
  gtk_label_set_label (self->coverage_steps, steps_text);
  gtk_level_bar_set_value (self->coverage_bar, n_ports > 0 ? (double) (n_ports - untaken) / n_ports : 1.);
}

/* Steps. */

static GtkWidget *
new_name_cell (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *tile = parcours_tile_new (PARCOURS_STEP_ACTION, NULL);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_add_css_class (tile, "small");
  gtk_widget_set_valign (tile, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, "draft");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (badge), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);

  return box;
}

static GtkWidget *
new_share_cell (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bar = g_object_new (GTK_TYPE_LEVEL_BAR, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (bar, "share");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  column)
{
  GtkWidget *label;

  switch (GPOINTER_TO_UINT (column))
    {
    case PARCOURS_RESULT_NAME:
      gtk_list_item_set_child (list_item, new_name_cell ());
      break;
    case PARCOURS_RESULT_SHARE:
      gtk_list_item_set_child (list_item, new_share_cell ());
      break;
    default:
      label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "numeric");
      gtk_list_item_set_child (list_item, label);
      break;
    }
}

static void
bind_name (GtkWidget          *box,
           ParcoursStepResult *result,
           const char         *text)
{
  GtkWidget *tile = gtk_widget_get_first_child (box), *badge = gtk_widget_get_last_child (box);
  const char *untaken = parcours_step_result_untaken (result);

  parcours_tile_set_type (PARCOURS_TILE (tile), parcours_step_result_type (result));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (tile)), text);
  gtk_label_set_label (GTK_LABEL (badge), untaken != NULL ? untaken : "");
  gtk_widget_set_visible (badge, untaken != NULL);
  gtk_widget_set_tooltip_text (box, text);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  column)
{
  ParcoursStepResult *result = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autofree char *text = parcours_step_result_text (result, GPOINTER_TO_UINT (column));

  if (GPOINTER_TO_UINT (column) == PARCOURS_RESULT_NAME)
    bind_name (child, result, text);
  else if (GPOINTER_TO_UINT (column) == PARCOURS_RESULT_SHARE)
    {
      gtk_level_bar_set_value (GTK_LEVEL_BAR (gtk_widget_get_first_child (child)),
                               MIN (parcours_step_result_share (result), 1.));
      gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (child)), text);
    }
  else
    gtk_label_set_label (GTK_LABEL (child), text);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = find_label (child);

      if (label != NULL)
        return label;
    }

  return NULL;
}

/* Figures stand at the end of their column, and so does its title. */
static void
align_titles (ParcoursResultsView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->table));
  GtkWidget *title = gtk_widget_get_first_child (header);

  for (guint i = 0; title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = find_label (title);

      if (i == PARCOURS_RESULT_NAME || label == NULL)
        continue;
      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
    }
}

static void
add_columns (ParcoursResultsView *self)
{
  static const char *titles[PARCOURS_N_RESULT_COLUMNS] = { N_("Step"), N_("Share"), N_("Entered"), N_("Inside"), N_("Left"),
                                                           N_("Sent") };

  for (guint i = 0; i < PARCOURS_N_RESULT_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (_(titles[i]), factory);
      gtk_column_view_column_set_expand (column, i == PARCOURS_RESULT_NAME);
      if (i != PARCOURS_RESULT_NAME)
        gtk_column_view_column_set_fixed_width (column, i == PARCOURS_RESULT_SHARE ? SHARE_WIDTH : FIGURE_WIDTH);
      gtk_column_view_append_column (self->table, column);
    }
}

static void
show_steps (ParcoursResultsView *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_no_selection_new (parcours_step_results_new (automation_of (self))));

  gtk_column_view_set_model (self->table, selection);
  parcours_wheel_set_taken (gtk_widget_get_ancestor (GTK_WIDGET (self->table), GTK_TYPE_SCROLLED_WINDOW),
                            g_list_model_get_n_items (G_LIST_MODEL (selection)) > MAX_ROWS);
  g_object_unref (selection);
}

static void
step_activated_cb (GtkColumnView       *view,
                   guint                row,
                   ParcoursResultsView *self)
{
  g_autoptr (ParcoursStepResult) result = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), row);

  g_signal_emit (self, signals[STEP_ACTIVATED], 0, parcours_step_result_id (result));
}

static void
show_on_canvas_cb (ParcoursResultsView *self)
{
  g_signal_emit (self, signals[SHOW_ON_CANVAS], 0);
}

static void
day_activated_cb (ParcoursResultsView *self,
                  int                  day)
{
  g_signal_emit (self, signals[DAY_ACTIVATED], 0, day);
}

static void
parcours_results_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PARCOURS_TYPE_RESULTS_VIEW);
  G_OBJECT_CLASS (parcours_results_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, tiles);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, table_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, chart_of);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, legend);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, chart_stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, chart);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, chart_table);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, pressure_of);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, pressure_caption);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, pressure_stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, pressure_progress);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, pressure_state);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, pressure_chart);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, pressure_text);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, messages);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, messages_caption);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, table);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, coverage_ports);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, coverage_bar);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, coverage_steps);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, tests_text);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, tests_failed);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, tests_coverage);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsView, show_tests);
}

static void
parcours_results_view_class_init (ParcoursResultsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_results_view_dispose;

  signals[STEP_ACTIVATED] = g_signal_new ("step-activated", PARCOURS_TYPE_RESULTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_ON_CANVAS] = g_signal_new ("show-on-canvas", PARCOURS_TYPE_RESULTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[DAY_ACTIVATED] = g_signal_new ("day-activated", PARCOURS_TYPE_RESULTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (PARCOURS_TYPE_COLUMNS);
  g_type_ensure (PARCOURS_TYPE_DAY_CHART);
  g_type_ensure (PARCOURS_TYPE_SHARE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/simulation/results-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, show_chart);
  gtk_widget_class_bind_template_callback (widget_class, show_pressure);
  gtk_widget_class_bind_template_callback (widget_class, step_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_on_canvas_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_activated_cb);
}

static void
parcours_results_view_init (ParcoursResultsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_tiles (self);
  add_columns (self);
  align_titles (self);
}

/**
 * parcours_results_view_set_idle:
 * @self: a view
 * @is_idle: whether the report that is set next is of a run in which nobody does anything by himself
 */
void
parcours_results_view_set_idle (ParcoursResultsView *self,
                                gboolean             is_idle)
{
  g_return_if_fail (PARCOURS_IS_RESULTS_VIEW (self));

  self->is_idle = is_idle;
}

/**
 * parcours_results_view_set:
 * @self: a view
 * @report: (nullable): a report, which has to live as long as the view shows it
 * @automation: the number of one of its automations
 */
void
parcours_results_view_set (ParcoursResultsView     *self,
                           const ParcoursRunReport *report,
                           guint                    automation)
{
  self->report = report;
  self->automation = automation;
  if (report == NULL)
    return;
  show_figures (self);
  show_chart (self);
  show_messages (self);
  show_steps (self);
  show_coverage (self);
  show_pressure (self);
}

static void
clear_failed (ParcoursResultsView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tests_failed))) != NULL)
    gtk_box_remove (self->tests_failed, child);
}

/* A test that fails, by its name; with the error if it could not even run. */
static void
add_failed (ParcoursResultsView         *self,
            const ParcoursWorkspaceTest *test)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name ("parcours-cross-symbolic");
  GtkWidget *label = gtk_label_new (test->label);

  gtk_widget_add_css_class (image, "error");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (test->error != NULL)
    gtk_widget_set_tooltip_text (label, test->error->message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Fails"), -1);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->tests_failed, box);
}

static char *
count_results (guint n_passed,
               guint n_tests)
{
  g_autofree char *passed = parcours_count_to_words (n_passed);
  g_autofree char *all = parcours_count_to_words (n_tests);

  return parcours_phrase_fill (ngettext ("{n} of {all} test passes.", "{n} of {all} tests pass.", n_tests), "n", passed,
                               "all", all, NULL);
}

/* Which ways the tests take. */
static void
show_test_coverage (ParcoursResultsView *self,
                    GPtrArray           *tests,
                    const char          *slug)
{
  g_autoptr (ParcoursCoverage) coverage = parcours_tests_coverage (tests, slug);
  guint n_ports = parcours_coverage_n_ports (coverage);
  g_autofree char *taken = parcours_count_to_words (parcours_coverage_n_taken (coverage));
  g_autofree char *all = parcours_count_to_words (n_ports);
  g_autofree char *text = parcours_phrase_fill (ngettext ("They take {n} of {all} way.", "They take {n} of {all} ways.", n_ports),
                                                "n", taken, "all", all, NULL);

  gtk_label_set_label (self->tests_coverage, text);
  gtk_widget_set_visible (GTK_WIDGET (self->tests_coverage), n_ports > 0);
}

/**
 * parcours_results_view_set_tests:
 * @self: a view
 * @slug: the slug of the automation
 * @tests: (nullable) (element-type ParcoursWorkspaceTest): what came of its scenarios, %NULL while that is not known
 */
void
parcours_results_view_set_tests (ParcoursResultsView *self,
                                 const char          *slug,
                                 GPtrArray           *tests)
{
  guint n_passed = 0;
  g_autofree char *text = NULL;

  clear_failed (self);
  gtk_widget_set_visible (GTK_WIDGET (self->tests_coverage), FALSE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_tests), "s", slug);
  for (guint i = 0; tests != NULL && i < tests->len; i++)
    {
      const ParcoursWorkspaceTest *test = g_ptr_array_index (tests, i);

      if (parcours_workspace_test_passed (test))
        n_passed++;
      else
        add_failed (self, test);
    }
  if (tests == NULL)
    text = g_strdup (_("Testing…"));
  else if (tests->len == 0)
    text = g_strdup (_("No test of this workspace is about this automation."));
  else
    text = count_results (n_passed, tests->len);
  gtk_label_set_label (self->tests_text, text);
  if (tests != NULL && tests->len > 0)
    show_test_coverage (self, tests, slug);
}

/**
 * parcours_results_view_set_looking:
 * @self: a view of a report without pressure
 * @fraction: how many of the contacts have been looked at, 0 to 1
 * @why_not: (nullable): why nobody looks
 */
void
parcours_results_view_set_looking (ParcoursResultsView *self,
                                   double               fraction,
                                   const char          *why_not)
{
  gtk_label_set_label (self->pressure_caption, "");
  gtk_label_set_label (self->pressure_text, "");
  gtk_progress_bar_set_fraction (self->pressure_progress, fraction);
  gtk_widget_set_visible (GTK_WIDGET (self->pressure_progress), why_not == NULL);
  gtk_label_set_label (self->pressure_state, why_not != NULL ? why_not : _("Looking at each contact…"));
  gtk_stack_set_visible_child_name (self->pressure_stack, "waiting");
}

/**
 * parcours_results_view_update_pressure:
 * @self: a view whose report knows the pressure by now
 */
void
parcours_results_view_update_pressure (ParcoursResultsView *self)
{
  show_pressure (self);
}

/**
 * parcours_results_view_toggle_table:
 * @self: a view
 *
 * Shows the days as a table, or as a picture again.
 */
void
parcours_results_view_toggle_table (ParcoursResultsView *self)
{
  gtk_toggle_button_set_active (self->table_button, !gtk_toggle_button_get_active (self->table_button));
}
