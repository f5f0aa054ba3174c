/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "fixture.h"
#include "parcours-automation-form.h"
#include "parcours-checks.h"
#include "parcours-condition.h"
#include "parcours-inspector.h"
#include "parcours-json.h"
#include "parcours-picker.h"
#include "parcours-step-form.h"
#include "parcours-step-tally.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

typedef struct
{
  GtkWidget *window;
  ParcoursInspector *inspector;
  ParcoursDocument *document;
  char *id;
} Shown;

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
show (Shown             *shown,
      const ParcoursRow *row,
      const char        *params)
{
  g_autoptr (ParcoursLibrary) library = fixture_library ();

  shown->document = fixture_document (row->platform);
  shown->id = fixture_add_row (shown->document, row, params);
  shown->inspector = PARCOURS_INSPECTOR (parcours_inspector_new ());
  shown->window = gtk_window_new ();
  parcours_inspector_set_library (shown->inspector, library);
  parcours_inspector_set_document (shown->inspector, shown->document);
  parcours_inspector_set_step (shown->inspector, shown->id);
  gtk_window_set_child (GTK_WINDOW (shown->window), GTK_WIDGET (shown->inspector));
}

static void
show_id (Shown      *shown,
         const char *row,
         const char *params)
{
  show (shown, parcours_catalog_row (parcours_catalog_get (), row), params);
}

static void
finish (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  settle ();
  g_clear_object (&shown->document);
  g_clear_pointer (&shown->id, g_free);
}

static ParcoursValueEditor *
editor_of (Shown      *shown,
           const char *param)
{
  GtkWidget *form = parcours_inspector_get_form (shown->inspector);
  GtkWidget *field = PARCOURS_IS_STEP_FORM (form)
                       ? parcours_step_form_field (PARCOURS_STEP_FORM (form), param)
                       : parcours_automation_form_field (PARCOURS_AUTOMATION_FORM (form), param);

  g_assert_nonnull (field);

  return parcours_value_field_editor (PARCOURS_VALUE_FIELD (field));
}

static JsonObject *
params_of (Shown *shown)
{
  return parcours_automation_step (parcours_document_automation (shown->document), shown->id)->params;
}

/* Fails unless the parameter is @text, with apostrophes for quotation marks; %NULL for left out. */
static void
assert_param (Shown      *shown,
              const char *param,
              const char *text)
{
  JsonNode *value = json_object_get_member (params_of (shown), param);
  g_autoptr (JsonNode) wanted = text != NULL ? fixture_json (text) : NULL;
  g_autofree char *line = value != NULL ? parcours_json_to_line (value) : NULL;
  g_autofree char *wanted_line = wanted != NULL ? parcours_json_to_line (wanted) : NULL;

  g_assert_cmpstr (line, ==, wanted_line);
}

/* The first descendant with a tooltip. */
static GtkWidget *
find_named (GtkWidget  *widget,
            const char *tooltip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, tooltip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The first descendant of @type, in the order in which they stand. */
static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
find_all (GtkWidget *widget,
          GType      type,
          GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_all (child, type, found);
}

static void
expand_all (GtkWidget *widget)
{
  g_autoptr (GPtrArray) leaves = g_ptr_array_new ();

  find_all (widget, PARCOURS_TYPE_LEAF_EDITOR, leaves);
  for (guint i = 0; i < leaves->len; i++)
    parcours_leaf_editor_expand (leaves->pdata[i]);
}

/* Every row of every platform has a form, with a field for each parameter that a person can set, and looking at it
   changes nothing. */
static void
test_rows (gconstpointer user_data)
{
  ParcoursPlatform platform = (ParcoursPlatform) GPOINTER_TO_UINT (user_data);
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  g_assert_cmpuint (parcours_catalog_n_rows (catalog, platform), >, 40);
  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    {
      const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);
      Shown shown;
      GtkRequisition minimum;

      show (&shown, row, NULL);
      for (guint p = 0; p < row->type->params->len; p++)
        {
          const ParcoursParam *param = g_ptr_array_index (row->type->params, p);

          if (parcours_row_shows_param (row, param))
            g_assert_nonnull (parcours_value_editor_target (editor_of (&shown, param->name)));
        }
      gtk_widget_get_preferred_size (GTK_WIDGET (shown.inspector), &minimum, NULL);
      if (minimum.width > 320)
        g_test_message ("%s needs %d", row->id, minimum.width);
      g_assert_cmpint (minimum.width, <=, 320);
      g_assert_cmpuint (json_object_get_size (params_of (&shown)), ==, 0);
      finish (&shown);
    }
}

/* A value for each type of parameter: where it is tried, and what it is. */
static const struct
{
  const char *row;
  const char *param;
  const char *value;
  const char *beside;
} values[] = {
  { "mc.texts-keyword", "keyword", "'soap'", NULL },
  { "ac.webhook", "url", "'https://example.org/hook'", NULL },
  { "ac.send-notification-email", "to", "'lea@example.org'", NULL },
  { "ac.send-notification-email", "subject", "'Hello {{ contact.first-name }}'", NULL },
  { "ac.send-notification-email", "body", "'First line\\nsecond line'", NULL },
  { "ac.web-page-visited", "page", "'shop.example/checkout*'", NULL },
  { "mc.shopify-searches", "term", "'soap*'", NULL },
  { "ac.score-changes", "threshold", "2.5", NULL },
  { "ac.rss-based", "min-items", "3", NULL },
  { "ac.add-deal", "value", "'49.90'", NULL },
  { "ac.subscribes-to-list", "list", "'newsletter'", NULL },
  { "ac.subscribes-to-list", "list", "'no-such-list'", NULL },
  { "ac.subscribes-to-list", "runs", "'multiple'", NULL },
  { "ac.makes-purchase", "store", "'boutique'", NULL },
  { "brevo.order-created", "status", "['paid']", NULL },
  { "brevo.form-submitted", "kind", "'sign-up'", NULL },
  { "ac.wait-timed", "for", "'P2D'", NULL },
  { "ac.wait-timed", "for", "'P1M2DT90M'", NULL },
  { "ac.date-based", "offset", "'-P7D'", NULL },
  { "ac.date-based", "offset", "'P0D'", NULL },
  { "ac.date-based", "at", "'17:45'", NULL },
  { "ac.date-based", "date", "{'of': 'deal', 'field': 'closed-at'}", NULL },
  { "brevo.send-push", "at", "{'month': 12, 'weekday': ['mon', 'fri'], 'hour': 9, 'minute': 0}", NULL },
  { "brevo.send-push", "at", "{'date': '2026-12-24', 'hour': 9}", NULL },
  { "brevo.send-push", "platforms", "['ios', 'web']", NULL },
  { "ac.go-to", "step", "'elsewhere'", NULL },
  { "brevo.wait-until-event", "event", "'order.created'", NULL },
  { "brevo.wait-until-event", "where", "{'total': '>=40', 'status': ['paid', 'pending']}", "'event': 'order.created'" },
  { "brevo.wait-until-event", "where", "{'any': [{'total': '40..80'}, {'items': {'product': 'bath-salts'}}]}", "'event': 'order.created'" },
  { "ac.abandons-cart", "total", "'>=40'", NULL },
  { "ac.abandons-cart", "total", "'10..20'", NULL },
  { "ac.field-changes", "to", "'Paris'", "'field': 'city'" },
  { "ac.update-contact", "value", "{'value': 'Paris'}", "'field': 'city'" },
  { "ac.update-contact", "value", "{'copy': 'country'}", "'field': 'city'" },
  { "ac.update-contact", "value", "{'clear': true}", "'field': 'city'" },
  { "ac.add-deal", "owner", "{'user': 'hugo'}", NULL },
  { "ac.add-deal", "owner", "{'rotate': ['hugo', 'nobody']}", NULL },
  { "ac.add-deal", "task", "{'type': 'call', 'title': 'Call', 'due': 'P2D'}", NULL },
  { "ac.add-task", "due", "'2026-12-24T09:00:00'", NULL },
  { "ac.add-task", "due", "'P2D'", NULL },
  { "ac.perform-math", "operand", "12", NULL },
  { "ac.perform-math", "operand", "'country'", NULL },
  { "ac.adjust-deal-score", "target", "'latest'", NULL },
  { "ac.split-even", "weights", "[20, 30, 50]", NULL },
  { "ac.split-even", "winner", "{'if': {'event': 'email.clicked'}, 'within': 'P7D', 'after': {'wins': 100}}", NULL },
  { "ac.split-conditional", "until", "{'passed': 50}", NULL },
  { "ac.split-conditional", "until", "{'if': {'tag': 'wholesale'}}", NULL },
  { "ac.send-email", "send-limit", "{'messages': 500, 'within': 'P1D', 'over': 'skip'}", NULL },
  { "ac.webhook", "body", "['city', 'country']", NULL },
};

static JsonNode *
value_with (const char *value,
            const char *beside,
            const char *param,
            char      **params)
{
  *params = g_strdup_printf ("{%s%s'%s': %s}", beside != NULL ? beside : "", beside != NULL ? ", " : "", param, value);

  return fixture_json (value);
}

/* Each sort of value is shown by its editor, and showing it writes nothing. */
static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *params = NULL;
      g_autoptr (JsonNode) value = value_with (values[i].value, values[i].beside, values[i].param, &params);
      const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), values[i].row);
      Shown shown;

      g_test_message ("%s: %s", values[i].row, params);
      g_assert_nonnull (row);
      if (!parcours_row_shows_param (row, parcours_step_type_param (row->type, values[i].param)))
        row = parcours_catalog_row (parcours_catalog_get (), row->type->name);
      show (&shown, row, params);
      g_assert_true (parcours_value_editor_fits (editor_of (&shown, values[i].param)));
      settle ();
      assert_param (&shown, values[i].param, values[i].value);
      g_assert_false (parcours_value_editor_complaint (editor_of (&shown, values[i].param)) != NULL);
      finish (&shown);
    }
}

static GtkEditable *
first_entry (Shown      *shown,
             const char *param)
{
  return GTK_EDITABLE (find (GTK_WIDGET (editor_of (shown, param)), GTK_TYPE_ENTRY));
}

/* A duration is typed as people say it, and stands in its parts once it is written. */
static void
test_typed_duration (void)
{
  Shown shown;

  show_id (&shown, "ac.wait-timed", "{'for': 'P1D'}");
  gtk_editable_set_text (first_entry (&shown, "for"), "2 h 30");
  assert_param (&shown, "for", "'PT2H30M'");
  g_assert_cmpstr (gtk_editable_get_text (first_entry (&shown, "for")), ==, "2 h 30");
  g_signal_emit_by_name (first_entry (&shown, "for"), "activate");
  g_assert_cmpstr (gtk_editable_get_text (first_entry (&shown, "for")), ==, "2");
  assert_param (&shown, "for", "'PT2H30M'");
  gtk_editable_set_text (first_entry (&shown, "for"), "1,5");
  assert_param (&shown, "for", "'PT1H60M'");
  gtk_editable_set_text (first_entry (&shown, "for"), "99999999 years");
  g_assert_nonnull (parcours_value_editor_complaint (editor_of (&shown, "for")));
  assert_param (&shown, "for", "'PT30M'");
  finish (&shown);
}

/* An entry that is emptied stays empty while somebody types, and shows what holds instead once it is left. */
static void
test_typed_empty (void)
{
  Shown shown;

  show_id (&shown, "ac.abandons-cart", NULL);
  g_assert_cmpstr (gtk_editable_get_text (first_entry (&shown, "after")), ==, "1");
  gtk_editable_set_text (first_entry (&shown, "after"), "");
  g_assert_cmpstr (gtk_editable_get_text (first_entry (&shown, "after")), ==, "");
  g_signal_emit_by_name (first_entry (&shown, "after"), "activate");
  g_assert_cmpstr (gtk_editable_get_text (first_entry (&shown, "after")), ==, "1");
  gtk_editable_set_text (first_entry (&shown, "after"), "3");
  assert_param (&shown, "after", "'PT3H'");
  parcours_document_end_burst (shown.document);
  gtk_editable_set_text (first_entry (&shown, "after"), "");
  g_assert_true (parcours_document_undo (shown.document));
  g_assert_cmpstr (gtk_editable_get_text (first_entry (&shown, "after")), ==, "3");
  finish (&shown);
}

/* What is no value stays where it was typed, also when something else changes. */
static void
test_typed_kept (void)
{
  Shown shown;
  int position = 1;

  show_id (&shown, "ac.abandons-cart", "{'after': 'PT2H'}");
  gtk_editable_insert_text (first_entry (&shown, "after"), " soon", -1, &position);
  g_assert_nonnull (parcours_value_editor_complaint (editor_of (&shown, "after")));
  parcours_value_editor_take (editor_of (&shown, "store"), fixture_json ("'web'"));
  assert_param (&shown, "store", "'web'");
  g_assert_cmpstr (gtk_editable_get_text (first_entry (&shown, "after")), ==, "2 soon");
  g_assert_nonnull (parcours_value_editor_complaint (editor_of (&shown, "after")));
  assert_param (&shown, "after", "'PT2H'");
  finish (&shown);
}

/* A time without its day is no instant, and is not thrown away. */
static void
test_typed_instant (void)
{
  static const ParcoursParam param = { .name = (char *) "at", .type = PARCOURS_PARAM_INSTANT };
  g_autoptr (ParcoursForm) form = parcours_form_new ();
  g_autoptr (ParcoursValueEditor) editor = g_object_ref_sink (parcours_value_editor_new (form, &param));
  GtkWidget *day = find (GTK_WIDGET (editor), GTK_TYPE_ENTRY);
  GtkWidget *time = find (gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (editor))), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (time), "9 h 30");
  g_assert_nonnull (parcours_value_editor_complaint (editor));
  parcours_value_editor_set_value (editor, NULL, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "9 h 30");
  gtk_editable_set_text (GTK_EDITABLE (day), "2 March 2026");
  g_assert_null (parcours_value_editor_complaint (editor));
  g_assert_cmpstr (parcours_json_string (parcours_value_editor_value (editor)), ==, "2026-03-02T09:30");
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (day)), ==, "2 March 2026");
  g_signal_emit_by_name (day, "activate");
  g_signal_emit_by_name (time, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (day)), ==, "2026-03-02");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "09:30");
}

/* Where no deal is named, the step takes one all the same. */
static void
test_target (void)
{
  Shown shown;
  GtkDropDown *drop_down;

  show_id (&shown, "ac.update-deal-title", NULL);
  drop_down = GTK_DROP_DOWN (find (GTK_WIDGET (editor_of (&shown, "target")), GTK_TYPE_DROP_DOWN));
  g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (drop_down)), ==,
                   "The trigger's, else the latest open one");
  finish (&shown);
}

static const char *
label_of (Shown      *shown,
          const char *param)
{
  return gtk_label_get_text (GTK_LABEL (find (GTK_WIDGET (editor_of (shown, param)), GTK_TYPE_LABEL)));
}

/* Where the platform wants something to be chosen, nothing chosen is not "any". */
static void
test_must_choose (void)
{
  Shown shown;

  show_id (&shown, "ac.deal-stage-changes", NULL);
  g_assert_cmpstr (label_of (&shown, "pipeline"), ==, "Choose…");
  g_assert_cmpstr (label_of (&shown, "from"), ==, "Any stage");
  finish (&shown);
}

/* Nothing can be chosen only where nothing else holds then, be it by the platform. */
static void
test_nothing (void)
{
  static const struct { const char *row, *param; guint n_offered; } drop_downs[] = {
    { "ac.tag-added", "runs", 2 },
    { "brevo.form-submitted", "kind", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drop_downs); i++)
    {
      Shown shown;
      GtkWidget *drop_down;

      show_id (&shown, drop_downs[i].row, NULL);
      drop_down = find (GTK_WIDGET (editor_of (&shown, drop_downs[i].param)), GTK_TYPE_DROP_DOWN);
      g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down))), ==,
                        drop_downs[i].n_offered);
      finish (&shown);
    }
}

/* A value that does not fit is said, and kept, until somebody writes another. */
static void
test_broken (void)
{
  Shown shown;
  GtkWidget *entry;

  show_id (&shown, "ac.wait-timed", "{'for': 'two days', 'colour': 'red'}");
  g_assert_false (parcours_value_editor_fits (editor_of (&shown, "for")));
  settle ();
  assert_param (&shown, "for", "'two days'");
  assert_param (&shown, "colour", "'red'");
  entry = find (GTK_WIDGET (editor_of (&shown, "for")), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "3");
  assert_param (&shown, "for", "'P3D'");
  assert_param (&shown, "colour", "'red'");
  g_assert_true (parcours_value_editor_fits (editor_of (&shown, "for")));
  finish (&shown);
}

/* Typing changes the document letter by letter, is one edit, and undo shows the text from before. */
static void
test_typing (void)
{
  Shown shown;
  GtkWidget *entry;

  show_id (&shown, "ac.webhook", "{'url': 'https://a'}");
  entry = find (GTK_WIDGET (editor_of (&shown, "url")), GTK_TYPE_ENTRY);
  parcours_document_end_burst (shown.document);
  gtk_editable_set_text (GTK_EDITABLE (entry), "https://ab");
  gtk_editable_set_text (GTK_EDITABLE (entry), "https://abc");
  assert_param (&shown, "url", "'https://abc'");
  g_assert_true (parcours_document_undo (shown.document));
  assert_param (&shown, "url", "'https://a'");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "https://a");
  g_assert_true (parcours_document_redo (shown.document));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "https://abc");
  finish (&shown);
}

/* What is no number is said, and changes nothing. */
static void
test_numbers (void)
{
  Shown shown;
  GtkWidget *entry;
  int position = 1;

  show_id (&shown, "ac.score-changes", "{'threshold': 5}");
  entry = find (GTK_WIDGET (editor_of (&shown, "threshold")), GTK_TYPE_ENTRY);
  gtk_editable_insert_text (GTK_EDITABLE (entry), " or so", -1, &position);
  g_assert_nonnull (parcours_value_editor_complaint (editor_of (&shown, "threshold")));
  assert_param (&shown, "threshold", "5");
  gtk_editable_set_text (GTK_EDITABLE (entry), "2,5");
  g_assert_null (parcours_value_editor_complaint (editor_of (&shown, "threshold")));
  assert_param (&shown, "threshold", "2.5");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  assert_param (&shown, "threshold", NULL);
  finish (&shown);
}

/* Shares are written only when they add up. */
static void
test_weights (void)
{
  Shown shown;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  show_id (&shown, "ac.split-even", "{'weights': [50, 50]}");
  find_all (GTK_WIDGET (editor_of (&shown, "weights")), GTK_TYPE_ENTRY, entries);
  g_assert_cmpuint (entries->len, ==, 2);
  gtk_editable_set_text (entries->pdata[0], "70");
  assert_param (&shown, "weights", "[50, 50]");
  gtk_editable_set_text (entries->pdata[1], "30");
  assert_param (&shown, "weights", "[70, 30]");
  finish (&shown);
}

/* Choosing another kind of value does not lose the old one before the new one is there. */
static void
test_variant (void)
{
  Shown shown;
  GtkWidget *modes;

  show_id (&shown, "ac.update-contact", "{'field': 'city', 'value': {'value': 'Paris'}}");
  modes = find (GTK_WIDGET (editor_of (&shown, "value")), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (modes), 1);
  assert_param (&shown, "value", "{'value': 'Paris'}");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (modes), 2);
  assert_param (&shown, "value", "{'clear': true}");
  g_assert_true (parcours_document_undo (shown.document));
  finish (&shown);
}

/* What is required is asked for as long as nothing is chosen, and cannot be given up again. */
static void
test_variant_required (void)
{
  Shown shown;
  GtkWidget *modes;
  GListModel *labels;

  show_id (&shown, "ac.update-contact", "{'field': 'city'}");
  parcours_document_end_burst (shown.document);
  modes = find (GTK_WIDGET (editor_of (&shown, "value")), GTK_TYPE_DROP_DOWN);
  labels = gtk_drop_down_get_model (GTK_DROP_DOWN (modes));
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 4);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (modes), 3);
  assert_param (&shown, "value", "{'clear': true}");
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (modes)), ==, 2);
  g_assert_true (parcours_document_undo (shown.document));
  g_assert_cmpuint (g_list_model_get_n_items (labels), ==, 4);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (modes)), ==, 0);
  finish (&shown);
}

/* Every form that a condition can have (vocabulary, section 4). */
static const char *const conditions[] = {
  "{'all': []}", "{'any': []}", "{'none': []}",
  "{'field': 'city', 'op': 'is', 'value': 'Paris'}",
  "{'field': 'city', 'op': 'is-not', 'value': 'Paris'}",
  "{'field': 'city', 'op': 'contains', 'value': 'ar'}",
  "{'field': 'city', 'op': 'not-contains', 'value': 'ar'}",
  "{'field': 'city', 'op': 'starts', 'value': 'P'}",
  "{'field': 'city', 'op': 'ends', 'value': 's'}",
  "{'field': 'city', 'op': 'matches', 'value': 'P*s'}",
  "{'field': 'city', 'op': 'one-of', 'value': ['Paris', 'Lyon']}",
  "{'field': 'city', 'op': 'empty'}",
  "{'field': 'city', 'op': 'not-empty'}",
  "{'field': 'order-count', 'op': '>=', 'value': 3}",
  "{'field': 'order-count', 'op': '!=', 'value': 3}",
  "{'field': 'total-spent', 'op': 'between', 'value': [10, 99.5]}",
  "{'field': 'created-at', 'op': '<', 'value': '-P30D'}",
  "{'field': 'created-at', 'op': 'between', 'value': ['today', 'P30D']}",
  "{'field': 'created-at', 'op': '=', 'value': '2026-03-02'}",
  "{'field': 'birthday', 'op': 'anniversary', 'value': '-P7D'}",
  "{'field': 'owner', 'op': 'is', 'value': 'hugo'}",
  "{'field': 'owner', 'op': 'one-of', 'value': ['hugo']}",
  "{'field': 'sector', 'op': 'is', 'value': 'Spa', 'of': 'account'}",
  "{'field': 'samples-sent', 'op': 'is', 'value': true, 'of': 'deal'}",
  "{'field': 'no-such-field', 'op': 'is', 'value': 'x'}",
  "{'score': 'engagement', 'op': '>=', 'value': 50}",
  "{'score': 'engagement', 'op': 'between', 'value': [5, 50], 'of': 'deal'}",
  "{'tag': 'wholesale'}", "{'tag': 'any'}", "{'tag': {'all-of': ['wholesale', 'vip']}}",
  "{'tag': {'any-of': ['wholesale', 'vip']}}", "{'tag': {'none-of': ['wholesale']}}",
  "{'group': 'gifts'}", "{'audience': 'good-customers'}", "{'segment': 'at-risk-120-days'}",
  "{'list': 'newsletter'}", "{'list': {'any-of': ['newsletter', 'club-lavande']}, 'status': 'unsubscribed'}",
  "{'consent': 'sms'}", "{'consent': 'email', 'status': 'blocked', 'sender': 'maison-lavande'}",
  "{'event': 'email.opened', 'subject': 'welcome', 'since': 'entry'}",
  "{'event': 'email.clicked', 'count': '=0', 'within': 'P30D'}",
  "{'event': 'order.created', 'where': {'items': {'product': 'bath-salts', 'price': '>=10'}}, 'count': '>=2', 'within': 'P1Y'}",
  "{'event': 'order.created', 'sum': {'total': '>=200'}, 'within': 'P90D'}",
  "{'event': 'page.visited', 'subject': 'shop.example/checkout*', 'within': 'PT24H'}",
  "{'event': 'email.opened', 'since': 'step:s0', 'until': '2026-12-24'}",
  "{'event': 'email.opened', 'since': '-P7D', 'until': 'today'}",
  "{'event': 'call.ended', 'count': '2..5', 'where': {'any': [{'type': 'missed'}, {'duration': '<60'}]}}",
  "{'event': 'order.created', 'where': {'status': ['paid', 'pending'], 'total': {'op': '>', 'value': 5}, 'cart': null}}",
  "{'deal': {'status': 'open', 'pipeline': 'wholesale', 'value': '>1000'}}",
  "{'deal': {}, 'target': 'trigger', 'count': '>=2'}",
  "{'order': {'status': 'paid'}, 'target': 'latest'}", "{'cart': {'status': 'open', 'updated-at': '<-PT1H'}}",
  "{'task': {'type': 'call'}}", "{'account': {'name': 'Spa*'}}", "{'voucher': {'status': 'valid'}}",
  "{'meeting': {'type': 'scent-session'}}",
  "{'loyalty': {'program': 'club', 'tier': ['bouquet', 'gold']}}", "{'loyalty': {'member': true}}",
  "{'trigger': {'total': '>=40'}}",
  "{'automation': 'cart', 'state': 'inside', 'step': 'hold'}", "{'automation': 'cart', 'state': 'never'}",
  "{'automation': 'cart', 'state': 'completed', 'within': 'P30D'}", "{'in-automation': 'cart'}",
  "{'now': {'weekday': ['sat', 'sun'], 'hour': 9}}",
  "{'all': [{'tag': {'any-of': ['vip', 'press']}}, {'list': 'newsletter'}]}",
  "{'any': [{'score': 'engagement', 'op': '>=', 'value': 50}, {'none': [{'tag': 'wholesale'}, {'all': [{'in-automation': 'cart'}]}]}]}",
  "{'none': [{'event': 'page.visited', 'within': 'PT24H'}, {'in-automation': 'cart'}]}",
};

/* Each form is shown with all its forms open, and nothing of it is written anew. */
static void
test_conditions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *params = g_strdup_printf ("{'if': %s}", conditions[i]);
      g_autoptr (GPtrArray) editors = g_ptr_array_new ();
      Shown shown;

      g_test_message ("%s", conditions[i]);
      show_id (&shown, "ac.if-else", params);
      expand_all (GTK_WIDGET (shown.inspector));
      settle ();
      assert_param (&shown, "if", conditions[i]);
      find_all (GTK_WIDGET (editor_of (&shown, "if")), PARCOURS_TYPE_VALUE_EDITOR, editors);
      for (guint e = 0; e < editors->len; e++)
        {
          if (!parcours_value_editor_fits (editors->pdata[e]))
            g_test_message ("%s shows nothing", G_OBJECT_TYPE_NAME (editors->pdata[e]));
          g_assert_true (parcours_value_editor_fits (editors->pdata[e]));
        }
      finish (&shown);
    }
}

/* The widget with the focus, which must be one that can be seen. */
static GtkWidget *
focus_of (Shown *shown)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (shown->window));

  g_assert_nonnull (focus);
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_assert_true (gtk_widget_get_visible (widget));

  return focus;
}

/* The focus is never on what is hidden: of one condition nobody asks how many must hold. */
static void
test_focus (void)
{
  Shown shown;
  GtkWidget *editor, *button;

  show_id (&shown, "ac.if-else", "{'if': {'all': [{'tag': 'vip'}, {'list': 'newsletter'}]}}");
  gtk_window_present (GTK_WINDOW (shown.window));
  editor = GTK_WIDGET (editor_of (&shown, "if"));
  g_assert_true (gtk_widget_grab_focus (editor));
  g_assert_true (gtk_widget_is_ancestor (focus_of (&shown), find (editor, GTK_TYPE_DROP_DOWN)));
  button = find_named (editor, "Remove this condition");
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  assert_param (&shown, "if", "{'all': [{'list': 'newsletter'}]}");
  g_assert_true (gtk_widget_is_ancestor (focus_of (&shown), editor));
  g_assert_true (gtk_widget_grab_focus (editor));
  g_assert_true (gtk_widget_is_ancestor (focus_of (&shown), editor));
  finish (&shown);
}

/* Buttons that can do no more pass the focus on. */
static void
test_weights_focus (void)
{
  Shown shown;
  GtkWidget *editor, *button;

  show_id (&shown, "ac.split-even", "{'weights': [40, 30, 30]}");
  gtk_window_present (GTK_WINDOW (shown.window));
  editor = GTK_WIDGET (editor_of (&shown, "weights"));
  button = find_named (editor, "Remove the last way");
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (gtk_widget_get_sensitive (focus_of (&shown)));
  finish (&shown);
}

/* Whatever a person adds to a condition is one, and undo takes it away again. */
static void
test_add_conditions (void)
{
  Shown shown;
  g_autoptr (GListStore) items = g_list_store_new (PARCOURS_TYPE_PICK_ITEM);
  GtkWidget *picker;

  show_id (&shown, "ac.if-else", "{'if': {'tag': 'vip'}}");
  picker = gtk_widget_get_last_child (find (GTK_WIDGET (editor_of (&shown, "if")), PARCOURS_TYPE_GROUP_EDITOR));
  g_assert_true (PARCOURS_IS_PICKER (picker));
  g_signal_emit_by_name (picker, "fill", items);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (items)), >, 120);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (ParcoursPickItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);
      g_autoptr (ParcoursCondition) condition = NULL;
      g_autoptr (GError) error = NULL;

      parcours_document_end_burst (shown.document);
      g_signal_emit_by_name (picker, "picked", parcours_pick_item_id (item));
      condition = parcours_condition_parse (json_object_get_member (params_of (&shown), "if"), &error);
      g_assert_no_error (error);
      g_assert_cmpint (condition->kind, ==, PARCOURS_CONDITION_ALL);
      g_assert_cmpuint (condition->children->len, ==, 2);
      g_assert_true (parcours_document_undo (shown.document));
      assert_param (&shown, "if", "{'tag': 'vip'}");
    }
  finish (&shown);
}

static guint
count_since_entry (GtkWidget *condition)
{
  g_autoptr (GListStore) items = g_list_store_new (PARCOURS_TYPE_PICK_ITEM);
  GtkWidget *picker = gtk_widget_get_last_child (find (condition, PARCOURS_TYPE_GROUP_EDITOR));
  guint n = 0;

  g_signal_emit_by_name (picker, "fill", items);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (ParcoursPickItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);
      g_autoptr (JsonNode) json = parcours_json_parse (parcours_pick_item_id (item), -1, NULL);

      n += g_strcmp0 (parcours_json_member_string (json_node_get_object (json), "since"), "entry") == 0;
    }

  return n;
}

/* An event ends an automation where it happens inside it; a step asks about all that has ever happened. */
static void
test_exit_events (void)
{
  Shown shown;

  show_id (&shown, "ac.if-else", "{'if': {'tag': 'vip'}}");
  g_assert_cmpuint (count_since_entry (GTK_WIDGET (editor_of (&shown, "if"))), ==, 0);
  parcours_inspector_set_step (shown.inspector, NULL);
  g_assert_cmpuint (count_since_entry (GTK_WIDGET (editor_of (&shown, "exit"))), >, 50);
  finish (&shown);
}

/* What a picker offers: by the ids, with spaces between them. */
static char *
offered (Shown      *shown,
         const char *param)
{
  g_autoptr (GListStore) items = g_list_store_new (PARCOURS_TYPE_PICK_ITEM);
  GtkWidget *picker = find (GTK_WIDGET (editor_of (shown, param)), PARCOURS_TYPE_PICKER);
  GString *ids = g_string_new (NULL);

  g_signal_emit_by_name (picker, "fill", items);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (ParcoursPickItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", parcours_pick_item_id (item));
    }

  return g_string_free (ids, FALSE);
}

/* A platform that takes some fields alone offers no others, and none twice. */
static void
test_fields_offered (void)
{
  static const struct
  {
    const char *row;
    const char *params;
    const char *param;
    const char *ids;
  } cases[] = {
    { "mc.birthday", "{'date': {'of': 'contact', 'field': 'birthday'}}", "date", "birthday" },
    { "mc.recurring-date", "{'date': {'of': 'contact', 'field': 'birthday'}}", "date",
      "created-at joined-club last-activity-at last-order-at" },
    { "ac.date-based", "{'date': {'of': 'contact', 'field': 'birthday'}}", "date",
      "birthday created-at joined-club last-activity-at last-order-at" },
  };
  Shown shown;
  g_autofree char *math = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = NULL;

      show_id (&shown, cases[i].row, cases[i].params);
      ids = offered (&shown, cases[i].param);
      g_assert_cmpstr (ids, ==, cases[i].ids);
      finish (&shown);
    }
  show_id (&shown, "ac.perform-math", "{}");
  math = offered (&shown, "field");
  g_assert_null (strstr (math, "city"));
  g_assert_null (strstr (math, "order-count"));
  finish (&shown);
}

/* A changed question is changed where it stands, among others. */
static void
test_edit_condition (void)
{
  Shown shown;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  show_id (&shown, "ac.if-else", "{'if': {'all': [{'tag': 'vip'}, {'any': [{'field': 'city', 'op': 'is', 'value': 'Paris'}]}]}}");
  parcours_document_end_burst (shown.document);
  expand_all (GTK_WIDGET (shown.inspector));
  find_all (find (GTK_WIDGET (editor_of (&shown, "if")), PARCOURS_TYPE_FIELD_TEST_EDITOR), GTK_TYPE_ENTRY, entries);
  g_assert_cmpuint (entries->len, ==, 1);
  gtk_editable_set_text (entries->pdata[0], "Lyon");
  assert_param (&shown, "if", "{'all': [{'tag': 'vip'}, {'any': [{'field': 'city', 'op': 'is', 'value': 'Lyon'}]}]}");
  g_assert_true (parcours_document_undo (shown.document));
  g_assert_cmpstr (gtk_editable_get_text (entries->pdata[0]), ==, "Paris");
  finish (&shown);
}

/* The settings of the automation go to their places in the document. */
static void
test_settings (void)
{
  Shown shown;
  JsonObject *settings;
  GtkWidget *entry;

  show_id (&shown, "brevo.send-email", NULL);
  parcours_inspector_set_step (shown.inspector, NULL);
  entry = find (GTK_WIDGET (editor_of (&shown, "name")), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Spring");
  g_assert_cmpstr (parcours_automation_name (parcours_document_automation (shown.document)), ==, "Spring");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_cmpstr (parcours_automation_name (parcours_document_automation (shown.document)), ==, "Spring");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (GTK_WIDGET (editor_of (&shown, "reentry")), GTK_TYPE_DROP_DOWN)), 2);
  g_signal_emit_by_name (find (GTK_WIDGET (editor_of (&shown, "quiet-hours")), GTK_TYPE_BUTTON), "clicked");
  settings = parcours_automation_settings (parcours_document_automation (shown.document));
  g_assert_cmpstr (parcours_json_member_string (parcours_json_member_object (parcours_json_member_object (settings, "entry"),
                                                                             "reentry"), "after"), ==, "P30D");
  g_assert_cmpstr (parcours_json_member_string (parcours_json_member_object (settings, "quiet-hours"), "from"), ==, "21:00");
  while (parcours_document_can_undo (shown.document) &&
         g_strcmp0 (parcours_automation_name (parcours_document_automation (shown.document)), "Test") != 0)
    parcours_document_undo (shown.document);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Test");
  finish (&shown);
}

/* A step that is deleted elsewhere leaves the settings of the automation. */
static void
test_gone (void)
{
  Shown shown;

  show_id (&shown, "ac.webhook", NULL);
  g_assert_true (PARCOURS_IS_STEP_FORM (parcours_inspector_get_form (shown.inspector)));
  g_assert_true (parcours_document_undo (shown.document));
  g_assert_true (PARCOURS_IS_AUTOMATION_FORM (parcours_inspector_get_form (shown.inspector)));
  g_assert_true (parcours_document_redo (shown.document));
  g_assert_true (PARCOURS_IS_STEP_FORM (parcours_inspector_get_form (shown.inspector)));
  finish (&shown);
}

static char *
words_of (GtkWidget *widget)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GString *words = g_string_new (NULL);

  find_all (widget, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_visible (labels->pdata[i]))
        g_string_append_printf (words, "%s%s", words->len > 0 ? "|" : "", gtk_label_get_text (labels->pdata[i]));
    }

  return g_string_free (words, FALSE);
}

static void
test_tally (void)
{
  Shown shown = { NULL };
  g_autoptr (ParcoursStepCounts) counts = parcours_step_counts_new (1500, FALSE);
  g_autoptr (ParcoursStepCounts) sample = parcours_step_counts_new (3, TRUE);
  g_autoptr (GPtrArray) tallies = g_ptr_array_new ();
  g_autofree char *all = NULL;
  g_autofree char *about = NULL;
  GtkWidget *tally;

  show_id (&shown, "ac.if-else", "{}");
  find_all (GTK_WIDGET (shown.inspector), PARCOURS_TYPE_STEP_TALLY, tallies);
  g_assert_cmpuint (tallies->len, ==, 1);
  tally = tallies->pdata[0];
  g_assert_false (gtk_widget_get_visible (tally));

  parcours_step_counts_set (counts, shown.id, &(ParcoursStepCount) { .in = 1000, .inside = 0, .out = { 250, 750 } });
  parcours_inspector_set_counts (shown.inspector, counts);
  g_assert_true (gtk_widget_get_visible (tally));
  all = words_of (tally);
  g_assert_cmpstr (all, ==, "1,000 came here|Why?|Yes|250 · 25 %|No|750 · 75 %");

  parcours_step_counts_set (sample, shown.id, &(ParcoursStepCount) { .in = 3, .inside = 1, .out = { 2, 0 } });
  parcours_inspector_set_counts (shown.inspector, sample);
  about = words_of (tally);
  g_assert_cmpstr (about, ==, "About 3 came here|1 is here now|Why?|Yes|2 · 100 %|No|0 · 0 %");

  parcours_inspector_set_counts (shown.inspector, NULL);
  g_assert_false (gtk_widget_get_visible (tally));
  finish (&shown);
}

/* What is wrong with a parameter stands at its field and not above the form. */
static void
test_problems (void)
{
  Shown shown = { NULL };
  const ParcoursCheckContext context = { NULL };
  g_autoptr (GPtrArray) checks = NULL;
  g_autofree char *field = NULL;
  g_autofree char *all = NULL;
  g_autofree char *solved = NULL;
  GtkWidget *form;

  show_id (&shown, "ac.add-deal", "{}");
  form = parcours_inspector_get_form (shown.inspector);
  checks = parcours_check_automation (parcours_document_automation (shown.document), PARCOURS_PLATFORM_ACTIVECAMPAIGN, &context,
                                      NULL);
  parcours_inspector_set_problems (shown.inspector, checks);
  field = words_of (parcours_step_form_field (PARCOURS_STEP_FORM (form), "pipeline"));
  all = words_of (GTK_WIDGET (shown.inspector));
  g_assert_nonnull (strstr (field, "Still empty"));
  g_assert_null (strstr (all, "A setting is missing"));
  g_assert_null (strstr (all, "is still empty."));

  parcours_inspector_set_problems (shown.inspector, NULL);
  solved = words_of (GTK_WIDGET (shown.inspector));
  g_assert_null (strstr (solved, "Still empty"));
  finish (&shown);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_data_func ("/inspector/rows/activecampaign", GUINT_TO_POINTER (PARCOURS_PLATFORM_ACTIVECAMPAIGN), test_rows);
  g_test_add_data_func ("/inspector/rows/mailchimp", GUINT_TO_POINTER (PARCOURS_PLATFORM_MAILCHIMP), test_rows);
  g_test_add_data_func ("/inspector/rows/brevo", GUINT_TO_POINTER (PARCOURS_PLATFORM_BREVO), test_rows);
  g_test_add_data_func ("/inspector/rows/any", GUINT_TO_POINTER (PARCOURS_PLATFORM_ANY), test_rows);
  g_test_add_func ("/inspector/values", test_values);
  g_test_add_func ("/inspector/broken", test_broken);
  g_test_add_func ("/inspector/typed/duration", test_typed_duration);
  g_test_add_func ("/inspector/typed/empty", test_typed_empty);
  g_test_add_func ("/inspector/typed/kept", test_typed_kept);
  g_test_add_func ("/inspector/typed/instant", test_typed_instant);
  g_test_add_func ("/inspector/target", test_target);
  g_test_add_func ("/inspector/must-choose", test_must_choose);
  g_test_add_func ("/inspector/nothing", test_nothing);
  g_test_add_func ("/inspector/typing", test_typing);
  g_test_add_func ("/inspector/numbers", test_numbers);
  g_test_add_func ("/inspector/weights", test_weights);
  g_test_add_func ("/inspector/variant", test_variant);
  g_test_add_func ("/inspector/variant-required", test_variant_required);
  g_test_add_func ("/inspector/conditions", test_conditions);
  g_test_add_func ("/inspector/add-conditions", test_add_conditions);
  g_test_add_func ("/inspector/focus", test_focus);
  g_test_add_func ("/inspector/focus/weights", test_weights_focus);
  g_test_add_func ("/inspector/fields-offered", test_fields_offered);
  g_test_add_func ("/inspector/exit-events", test_exit_events);
  g_test_add_func ("/inspector/edit-condition", test_edit_condition);
  g_test_add_func ("/inspector/settings", test_settings);
  g_test_add_func ("/inspector/gone", test_gone);
  g_test_add_func ("/inspector/tally", test_tally);
  g_test_add_func ("/inspector/problems", test_problems);

  return g_test_run ();
}
