/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-behaviour.h"
#include "parcours-catalog.h"
#include "parcours-figure.h"
#include "parcours-fit-words.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-rule-form.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"
#include "parcours-weight-bars.h"
#include "parcours-words.h"

#define S(text) ((char *) text)
#define DAYS_A_MONTH 30.
#define PLACES "place"

struct _ParcoursRuleForm
{
  AdwBin parent_instance;

  ParcoursForm *form;   /* (owned) */
  JsonNode *node;       /* (owned) what is edited */
  JsonObject *rule;     /* (unowned) that of @node */
  GtkWidget *message;   /* (unowned) (nullable) the field of the message, which the channel decides */
  GtkWidget *box;       /* (unowned) */
  gboolean is_updating;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursRuleForm, parcours_rule_form, ADW_TYPE_BIN)

static char *channels[] = { S ("email"), S ("sms"), S ("push"), S ("site-message"), NULL };
static char *channel_labels[] = { S (N_("Emails")), S (N_("SMS")), S (N_("Push notifications")), S (N_("Site messages")),
                                  NULL };

static const ParcoursParam channel_param = { S ("channel"), PARCOURS_PARAM_CHOICE, .label = S (N_("Messages")),
                                             .choices = channels, .choice_labels = channel_labels, .any = TRUE };
static const ParcoursParam message_params[] = {
  { S ("message"), PARCOURS_PARAM_REF, .kind = S ("email"), .label = S (N_("Only this one")), .any = TRUE },
  { S ("message"), PARCOURS_PARAM_REF, .kind = S ("sms"), .label = S (N_("Only this one")), .any = TRUE },
  { S ("message"), PARCOURS_PARAM_REF, .kind = S ("push"), .label = S (N_("Only this one")), .any = TRUE },
  { S ("message"), PARCOURS_PARAM_REF, .kind = S ("site-message"), .label = S (N_("Only this one")), .any = TRUE },
};
static const ParcoursParam segment_param = { S ("segment"), PARCOURS_PARAM_CONDITION, .label = S (N_("Only these contacts")),
                                             .any = TRUE };
static const ParcoursParam median_param = { S ("median"), PARCOURS_PARAM_DURATION, .label = S (N_("Half of them within")) };
/* xgettext:no-c-format */
static const ParcoursParam p90_param = { S ("p90"), PARCOURS_PARAM_DURATION, .label = S (N_("90 % of them within")) };

static void
changed (ParcoursRuleForm *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The object at @name of the rule, made if there is none; a chance alone becomes an object. */
static JsonObject *
open_member (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonObject *made;
  double chance;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  made = json_object_new ();
  if (node != NULL && parcours_json_number (node, &chance))
    json_object_set_double_member (made, "chance", chance);
  json_object_set_object_member (object, name, made);

  return made;
}

static double
chance_of (JsonObject *rule,
           const char *reaction)
{
  JsonNode *node = json_object_get_member (rule, reaction);
  double chance = 0.;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return parcours_json_member_number (json_node_get_object (node), "chance", 0.);
  if (node != NULL)
    parcours_json_number (node, &chance);

  return chance;
}

static void
set_or_remove (JsonObject *object,
               const char *name,
               JsonNode   *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    json_object_remove_member (object, name);
  else
    json_object_set_member (object, name, json_node_ref (value));
}

/* Fields of the rule itself */

static GtkWidget *
add_field (ParcoursRuleForm    *self,
           const ParcoursParam *param,
           GCallback            callback)
{
  GtkWidget *field = parcours_value_field_new (self->form, param);
  JsonNode *value = json_object_get_member (self->rule, param->name);

  if (g_strcmp0 (value != NULL ? parcours_json_string (value) : NULL, "*") == 0)
    value = NULL;
  parcours_value_field_set_value (PARCOURS_VALUE_FIELD (field), value, NULL);
  g_signal_connect (field, "changed", callback, self);

  return field;
}

static void
field_cb (ParcoursValueField *field,
          ParcoursRuleForm   *self)
{
  set_or_remove (self->rule, parcours_value_field_param (field)->name,
                 parcours_value_editor_value (parcours_value_field_editor (field)));
  changed (self);
}

static void
message_cb (ParcoursValueField *field,
            ParcoursRuleForm   *self)
{
  JsonNode *value = parcours_value_editor_value (parcours_value_field_editor (field));
  const char *slug = value != NULL ? parcours_json_string (value) : NULL;

  json_object_set_string_member (self->rule, "message", slug != NULL ? slug : "*");
  changed (self);
}

/* The message is one of the channel. */
static void
show_message (ParcoursRuleForm *self,
              GtkWidget        *after)
{
  const char *channel = parcours_json_member_string (self->rule, "channel");
  guint kind = 0;

  while (kind + 1 < G_N_ELEMENTS (message_params) && g_strcmp0 (message_params[kind].kind, channel) != 0)
    kind++;
  if (channel == NULL)
    kind = 0;
  if (self->message != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->message);
  self->message = add_field (self, &message_params[kind], G_CALLBACK (message_cb));
  gtk_box_insert_child_after (GTK_BOX (self->box), self->message, after);
}

static void
channel_cb (ParcoursValueField *field,
            ParcoursRuleForm   *self)
{
  set_or_remove (self->rule, "channel", parcours_value_editor_value (parcours_value_field_editor (field)));
  json_object_set_string_member (self->rule, "message", "*");
  show_message (self, GTK_WIDGET (field));
  changed (self);
}

/* Chances */

static void
chance_cb (GtkSpinButton    *spin,
           ParcoursRuleForm *self)
{
  const char *reaction = g_object_get_data (G_OBJECT (spin), PLACES);
  double chance = gtk_spin_button_get_value (spin) / 100.;

  if (chance > 0. || json_object_has_member (self->rule, reaction))
    json_object_set_double_member (open_member (self->rule, reaction), "chance", chance);
  changed (self);
}

/* A delay has a median; without one it is at once. The p90 is not before it. */
static void
delay_cb (ParcoursValueEditor *editor,
          ParcoursRuleForm    *self)
{
  const char *reaction = g_object_get_data (G_OBJECT (editor), PLACES);
  const char *name = parcours_value_editor_param (editor)->name;
  JsonObject *object = open_member (self->rule, reaction);
  JsonNode *value = parcours_value_editor_value (editor);
  JsonObject *delay = open_member (object, "delay");

  set_or_remove (delay, name, value);
  if (!json_object_has_member (delay, "median"))
    json_object_remove_member (object, "delay");
  changed (self);
}

static GtkWidget *
new_spin (double      value,
          double      max,
          guint       digits,
          const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0., max, digits > 1 ? 0.01 : 0.5);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_widget_set_valign (spin, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return spin;
}

static GtkWidget *
new_delay (ParcoursRuleForm    *self,
           const char          *reaction,
           const ParcoursParam *param)
{
  ParcoursValueEditor *editor = parcours_value_editor_new (self->form, param);
  JsonObject *object = parcours_json_member_object (self->rule, reaction);
  JsonObject *delay = parcours_json_member_object (object, "delay");

  parcours_value_editor_set_title (editor, _(param->label));
  parcours_value_editor_set_value (editor, delay != NULL ? json_object_get_member (delay, param->name) : NULL, NULL);
  g_object_set_data (G_OBJECT (editor), PLACES, (gpointer) reaction);
  /* As wide as a number and the longest unit. */
  gtk_widget_set_size_request (GTK_WIDGET (editor), 190, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (editor), TRUE);
  g_signal_connect (editor, "changed", G_CALLBACK (delay_cb), self);

  return GTK_WIDGET (editor);
}

static void
add_reaction (ParcoursRuleForm *self,
              GtkWidget        *grid,
              int               row,
              ParcoursReaction  reaction)
{
  const char *name = parcours_reaction_name (reaction);
  GtkWidget *label = gtk_label_new (parcours_reaction_to_words (reaction));
  GtkWidget *spin = new_spin (chance_of (self->rule, name) * 100., 100., 1, parcours_reaction_to_words (reaction));

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, 8);
  g_object_set_data (G_OBJECT (spin), PLACES, (gpointer) name);
  g_signal_connect (spin, "value-changed", G_CALLBACK (chance_cb), self);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), spin, 1, row, 1, 1);
  if (reaction != PARCOURS_REACTION_BOUNCED)
    {
      gtk_grid_attach (GTK_GRID (grid), new_delay (self, name, &median_param), 2, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), new_delay (self, name, &p90_param), 3, row, 1, 1);
    }
}

static void
add_heading (GtkWidget  *grid,
             int         column,
             const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (GTK_GRID (grid), label, column, 0, 1, 1);
}

static double
mean_total (JsonObject *bought)
{
  JsonNode *node = bought != NULL ? json_object_get_member (bought, "total") : NULL;
  g_autoptr (GList) amounts = NULL;
  double sum = 0., weights = 0., amount = 0.;

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    {
      parcours_json_number (node, &amount);
      return amount;
    }
  amounts = node != NULL ? json_object_get_members (json_node_get_object (node)) : NULL;
  for (GList *l = amounts; l != NULL; l = l->next)
    {
      double weight = parcours_json_member_number (json_node_get_object (node), l->data, 0.);

      if (!parcours_number_parse (l->data, &amount))
        continue;
      sum += weight * amount;
      weights += weight;
    }

  return weights > 0. ? sum / weights : 0.;
}

static void
total_cb (GtkSpinButton    *spin,
          ParcoursRuleForm *self)
{
  JsonObject *bought = open_member (self->rule, "bought");
  double total = gtk_spin_button_get_value (spin);

  if (total > 0.)
    json_object_set_double_member (bought, "total", total);
  else
    json_object_remove_member (bought, "total");
  if (!json_object_has_member (bought, "chance"))
    json_object_set_double_member (bought, "chance", 0.);
  changed (self);
}

static void
add_total (ParcoursRuleForm *self,
           GtkWidget        *grid,
           int               row)
{
  GtkWidget *label = gtk_label_new (_("An order comes to"));
  GtkWidget *spin = new_spin (mean_total (parcours_json_member_object (self->rule, "bought")), 1e6, 2, _("An order comes to"));
  GtkWidget *help = gtk_label_new (_("With 0 it comes to what the products cost."));

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_xalign (GTK_LABEL (help), 0.);
  gtk_label_set_wrap (GTK_LABEL (help), TRUE);
  gtk_widget_add_css_class (help, "dim-label");
  gtk_widget_add_css_class (help, "caption");
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), 1., 10.);
  g_signal_connect (spin, "value-changed", G_CALLBACK (total_cb), self);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), spin, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), help, 2, row, 2, 1);
}

/* Bars */

static void
bars_cb (ParcoursWeightBars *bars,
         ParcoursRuleForm   *self)
{
  const char *name = g_object_get_data (G_OBJECT (bars), PLACES);
  JsonArray *values = parcours_weight_bars_values (bars);

  if (values != NULL)
    json_object_set_array_member (self->rule, name, values);
  else
    json_object_remove_member (self->rule, name);
  changed (self);
}

/* Weights of arrivals are any numbers, those of responses are factors. */
static JsonArray *
as_factors (JsonArray *weights,
            gboolean   is_relative)
{
  JsonArray *factors;
  double sum = 0.;

  if (weights == NULL || !is_relative)
    return weights != NULL ? parcours_json_copy_array (weights) : NULL;
  factors = json_array_new ();
  for (guint i = 0; i < json_array_get_length (weights); i++)
    sum += json_array_get_double_element (weights, i);
  for (guint i = 0; i < json_array_get_length (weights); i++)
    json_array_add_double_element (factors, sum > 0. ? json_array_get_double_element (weights, i) *
                                                       json_array_get_length (weights) / sum : 1.);

  return factors;
}

static void
add_bars (ParcoursRuleForm *self,
          const char       *name,
          const char       *title,
          guint             n,
          gboolean          is_relative)
{
  GtkWidget *bars = parcours_weight_bars_new (title, n);
  g_autoptr (JsonArray) factors = as_factors (parcours_json_member_array (self->rule, name), is_relative);

  parcours_weight_bars_set_values (PARCOURS_WEIGHT_BARS (bars), factors);
  g_object_set_data (G_OBJECT (bars), PLACES, (gpointer) name);
  g_signal_connect (bars, "changed", G_CALLBACK (bars_cb), self);
  gtk_box_append (GTK_BOX (self->box), bars);
}

static void
build_response (ParcoursRuleForm *self)
{
  static const ParcoursReaction reactions[] = {
    PARCOURS_REACTION_BOUNCED, PARCOURS_REACTION_OPENED, PARCOURS_REACTION_CLICKED, PARCOURS_REACTION_BOUGHT,
    PARCOURS_REACTION_REPLIED, PARCOURS_REACTION_FORWARDED, PARCOURS_REACTION_SHARED, PARCOURS_REACTION_UNSUBSCRIBED,
    PARCOURS_REACTION_COMPLAINED,
  };
  GtkWidget *channel = add_field (self, &channel_param, G_CALLBACK (channel_cb));
  GtkWidget *grid = gtk_grid_new ();

  gtk_box_append (GTK_BOX (self->box), channel);
  show_message (self, channel);
  gtk_box_append (GTK_BOX (self->box), add_field (self, &segment_param, G_CALLBACK (field_cb)));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_heading (grid, 1, _("In %"));
  add_heading (grid, 2, _(median_param.label));
  add_heading (grid, 3, _(p90_param.label));
  for (guint i = 0; i < G_N_ELEMENTS (reactions); i++)
    add_reaction (self, grid, (int) i + 1, reactions[i]);
  add_total (self, grid, G_N_ELEMENTS (reactions) + 1);
  gtk_box_append (GTK_BOX (self->box), grid);
  add_bars (self, "weekdays", _("Opened more or less when sent on"), 7, FALSE);
  add_bars (self, "hours", _("Opened more or less when sent at"), 24, FALSE);
}

/* Arrivals */

static void
rate_cb (GtkSpinButton    *spin,
         ParcoursRuleForm *self)
{
  json_object_set_double_member (self->rule, "per-day", gtk_spin_button_get_value (spin) / DAYS_A_MONTH);
  changed (self);
}

/* "a 3, b": each with its weight, 1 where none is said. */
static JsonObject *
read_subjects (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  JsonObject *subjects = json_object_new ();

  for (char **part = parts; *part != NULL; part++)
    {
      char *slug = g_strstrip (*part);
      char *space = strrchr (slug, ' ');
      double weight = 1.;

      if (*slug == '\0')
        continue;
      if (space != NULL && parcours_number_parse (space + 1, &weight))
        *space = '\0';
      json_object_set_double_member (subjects, g_strstrip (slug), MAX (weight, 0.));
    }

  return subjects;
}

static char *
write_subjects (JsonObject *subjects)
{
  g_autoptr (GList) slugs = subjects != NULL ? parcours_json_sorted_members (subjects) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      g_autofree char *weight = parcours_number_format (parcours_json_member_number (subjects, l->data, 1.));

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", (const char *) l->data);
      if (slugs->next != NULL)
        g_string_append_printf (text, " %s", weight);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
subjects_cb (GtkEditable      *entry,
             ParcoursRuleForm *self)
{
  JsonObject *subjects = read_subjects (gtk_editable_get_text (entry));

  if (json_object_get_size (subjects) > 0)
    json_object_set_object_member (self->rule, "subject", subjects);
  else
    {
      json_object_remove_member (self->rule, "subject");
      json_object_unref (subjects);
    }
  changed (self);
}

static gboolean
is_offered (const ParcoursTopic *topic)
{
  static const char *const messages[] = { "email", "sms", "push", "site-message", NULL };

  return topic->behaviour && !g_strv_contains (messages, topic->subject) &&
         topic->apply != PARCOURS_APPLY_CONTACT_CREATED;
}

static void
topic_cb (GtkDropDown      *drop_down,
          GParamSpec       *pspec,
          ParcoursRuleForm *self)
{
  const GPtrArray *topics = g_object_get_data (G_OBJECT (drop_down), PLACES);
  const ParcoursTopic *topic = g_ptr_array_index (topics, gtk_drop_down_get_selected (drop_down));

  json_object_set_string_member (self->rule, "topic", topic->name);
  changed (self);
}

static GtkWidget *
new_topics (ParcoursRuleForm *self)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const char *now = parcours_json_member_string (self->rule, "topic");
  GPtrArray *topics = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *drop_down;
  guint selected = 0;

  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (catalog, i);

      if (!is_offered (topic))
        continue;
      if (g_strcmp0 (topic->name, now) == 0)
        selected = topics->len;
      g_ptr_array_add (topics, (gpointer) topic);
      g_ptr_array_add (labels, (gpointer) _(topic->label));
    }
  g_ptr_array_add (labels, NULL);
  drop_down = parcours_new_drop_down ((const char *const *) labels->pdata, _("Event"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  g_object_set_data_full (G_OBJECT (drop_down), PLACES, topics, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (topic_cb), self);

  return drop_down;
}

static void
add_line (ParcoursRuleForm *self,
          const char       *title,
          GtkWidget        *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_add_css_class (label, "field-title");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), child);
  gtk_box_append (GTK_BOX (self->box), box);
}

static void
build_arrival (ParcoursRuleForm *self)
{
  g_autofree char *subjects = write_subjects (parcours_json_member_object (self->rule, "subject"));
  GtkWidget *entry = gtk_entry_new ();
  double rate = parcours_json_member_number (self->rule, "per-day", 0.) * DAYS_A_MONTH;
  GtkWidget *spin = new_spin (rate, 100. * DAYS_A_MONTH, 3, _("How often a contact does it in 30 days"));

  gtk_widget_set_halign (spin, GTK_ALIGN_START);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 8);
  gtk_editable_set_text (GTK_EDITABLE (entry), subjects);
  gtk_widget_set_tooltip_text (entry, _("Names with commas between them; a number behind a name says how much more often."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("About what"), -1);
  g_signal_connect (spin, "value-changed", G_CALLBACK (rate_cb), self);
  g_signal_connect (entry, "changed", G_CALLBACK (subjects_cb), self);
  add_line (self, _("Event"), new_topics (self));
  add_line (self, _("About what"), entry);
  add_line (self, _("How often a contact does it in 30 days"), spin);
  gtk_box_append (GTK_BOX (self->box), add_field (self, &segment_param, G_CALLBACK (field_cb)));
  add_bars (self, "weekdays", _("On which days"), 7, TRUE);
  add_bars (self, "hours", _("At which hours"), 24, TRUE);
}

static void
parcours_rule_form_finalize (GObject *object)
{
  ParcoursRuleForm *self = PARCOURS_RULE_FORM (object);

  g_clear_object (&self->form);
  g_clear_pointer (&self->node, json_node_unref);
  G_OBJECT_CLASS (parcours_rule_form_parent_class)->finalize (object);
}

static void
parcours_rule_form_class_init (ParcoursRuleFormClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_rule_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", PARCOURS_TYPE_RULE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
parcours_rule_form_init (ParcoursRuleForm *self)
{
}

/**
 * parcours_rule_form_new:
 * @form: what the editors share
 * @node: (transfer none): the rule, an object, which is changed in place
 *
 * Returns: (transfer floating): a form
 */
GtkWidget *
parcours_rule_form_new (ParcoursForm *form,
                        JsonNode     *node)
{
  ParcoursRuleForm *self = g_object_new (PARCOURS_TYPE_RULE_FORM, NULL);

  self->form = g_object_ref (form);
  self->node = json_node_ref (node);
  self->rule = json_node_get_object (node);
  self->box = g_object_new (GTK_TYPE_BOX, "css-name", "inspector", "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                            "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  self->is_updating = TRUE;
  if (parcours_rule_is_response (self->rule))
    build_response (self);
  else
    build_arrival (self);
  self->is_updating = FALSE;
  adw_bin_set_child (ADW_BIN (self), self->box);

  return GTK_WIDGET (self);
}

/**
 * parcours_rule_is_response:
 * @rule: a rule of a behaviour
 *
 * Returns: whether it is about messages
 */
gboolean
parcours_rule_is_response (JsonObject *rule)
{
  return !json_object_has_member (rule, "topic");
}

static char *
thing_of (JsonObject      *rule,
          ParcoursLibrary *library)
{
  const char *message = parcours_json_member_string (rule, "message");
  const char *channel = parcours_json_member_string (rule, "channel");
  const char *topic = parcours_json_member_string (rule, "topic");
  const ParcoursTopic *known = topic != NULL ? parcours_catalog_topic (parcours_catalog_get (), topic) : NULL;
  ParcoursChannel number;
  const ParcoursEntity *entity = NULL;

  if (topic != NULL)
    return g_strdup (known != NULL ? _(known->label) : topic);
  for (guint i = 0; message != NULL && entity == NULL && channels[i] != NULL; i++)
    {
      if (channel == NULL || g_str_equal (channel, channels[i]))
        entity = parcours_library_lookup (library, channels[i], message);
    }
  if (message != NULL && !g_str_equal (message, "*") && entity != NULL && !g_str_equal (entity->kind, "email") &&
      parcours_channel_parse (entity->kind, &number))
    {
      /* Translators: a message that is no email, and its channel: "Cart reminder (SMS)". */
      return parcours_phrase_fill (_("{message} ({channel})"), "message", entity->label, "channel",
                                   parcours_channel_to_words (number), NULL);
    }
  if (message != NULL && !g_str_equal (message, "*"))
    return g_strdup (entity != NULL ? entity->label : message);

  return g_strdup (channel != NULL && parcours_channel_parse (channel, &number)
                     ? parcours_channel_messages_to_words (number) : _("All messages"));
}

/**
 * parcours_rule_title:
 * @rule: a rule of a behaviour
 * @library: what slugs are called
 *
 * Returns: (transfer full): what it is about, and for whom
 */
char *
parcours_rule_title (JsonObject      *rule,
                     ParcoursLibrary *library)
{
  const ParcoursNames names = { .library = library };
  g_autofree char *thing = thing_of (rule, library);
  JsonNode *segment = json_object_get_member (rule, "segment");
  g_autoptr (ParcoursCondition) condition = segment != NULL ? parcours_condition_parse (segment, NULL) : NULL;
  g_autofree char *who = condition != NULL ? parcours_condition_to_brief (condition, &names) : NULL;

  if (who == NULL)
    return g_steal_pointer (&thing);

  /* Translators: messages or events, and for which contacts: "All emails: has the tag VIP". */
  return parcours_phrase_fill (_("{what}: {who}"), "what", thing, "who", who, NULL);
}

/**
 * parcours_rule_subtitle:
 * @rule: a rule of a behaviour
 *
 * Returns: (transfer full): how often
 */
char *
parcours_rule_subtitle (JsonObject *rule)
{
  g_autofree char *opened = parcours_percent_to_words (chance_of (rule, "opened"));
  g_autofree char *clicked = parcours_percent_to_words (chance_of (rule, "clicked"));
  g_autofree char *rate = NULL;

  if (parcours_rule_is_response (rule) && !json_object_has_member (rule, "opened"))
    return parcours_phrase_fill (_("{clicked} click"), "clicked", clicked, NULL);
  if (parcours_rule_is_response (rule))
    return parcours_phrase_fill (_("{opened} open, {clicked} of them click"), "opened", opened, "clicked", clicked, NULL);
  rate = parcours_number_to_words ((gint64) (parcours_json_member_number (rule, "per-day", 0.) * DAYS_A_MONTH * 1000. + 0.5) /
                                   1000.);

  return parcours_phrase_fill (_("{n} times a contact in 30 days"), "n", rate, NULL);
}
