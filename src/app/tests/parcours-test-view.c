/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-scenario-words.h"
#include "parcours-step-words.h"
#include "parcours-test-part-dialog.h"
#include "parcours-test-view.h"
#include "parcours-value-field.h"

struct _ParcoursTestView
{
  AdwBin parent_instance;

  ParcoursForm *form;                /* (owned) */
  const ParcoursWorkspaceTest *test; /* (unowned) (nullable) lives until another one is shown */
  char *slug;                        /* (owned) (nullable) of @test */
  JsonObject *document;              /* (owned) (nullable) what is shown */
  ParcoursAutomation *automation;    /* (owned) (nullable) */
  gboolean editable;
  guint n;                           /* which case is shown; 0 is the scenario itself */

  GtkWidget *box;
  GtkWidget *head;                   /* stays as it is while somebody types in it */
  guint head_n;                      /* the case that it is about */
};

/* A part of the scenario that a row stands for. */
typedef struct
{
  ParcoursTestView *view; /* (unowned) */
  ParcoursTestPart part;
  int index;              /* -1 for a new one */
  char *key;              /* (owned) (nullable) of an expectation */
} Place;

enum
{
  CHANGED,
  WAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const members[] = { "contacts", "timeline", "expect" };
static const char *const heads[] = { "contact", "at", "automation", "enrolment", "step", "platform", "reported", "count", NULL };

G_DEFINE_FINAL_TYPE (ParcoursTestView, parcours_test_view, ADW_TYPE_BIN)

static void rebuild (ParcoursTestView *self);

static void
place_free (gpointer  data,
            GClosure *closure)
{
  Place *place = data;

  g_free (place->key);
  g_free (place);
}

static Place *
place_new (ParcoursTestView *self,
           ParcoursTestPart  part,
           int               index,
           const char       *key)
{
  Place *place = g_new0 (Place, 1);

  place->view = self;
  place->part = part;
  place->index = index;
  place->key = g_strdup (key);

  return place;
}

/* Cases */

static guint
n_cases (ParcoursTestView *self)
{
  JsonArray *cases = parcours_json_member_array (self->document, "cases");

  return 1 + (cases != NULL ? json_array_get_length (cases) : 0);
}

/* The case that is shown; what it leaves out is as in the scenario itself. */
static JsonObject *
shown_case (ParcoursTestView *self)
{
  JsonArray *cases = parcours_json_member_array (self->document, "cases");
  JsonNode *node = self->n > 0 && self->n < n_cases (self) ? json_array_get_element (cases, self->n - 1) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : self->document;
}

static JsonNode *
shown_member (ParcoursTestView *self,
              const char       *name)
{
  JsonNode *own = json_object_get_member (shown_case (self), name);

  return own != NULL ? own : json_object_get_member (self->document, name);
}

static JsonArray *
shown_array (ParcoursTestView *self,
             const char       *name)
{
  JsonNode *node = shown_member (self, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* A scenario that only holds what its cases share is no case itself. */
static int
case_number (ParcoursTestView *self)
{
  gboolean has_head = n_cases (self) == 1 || json_object_has_member (self->document, "expect");

  return (int) self->n - (has_head ? 0 : 1);
}

static const ParcoursCaseResult *
shown_result (ParcoursTestView *self)
{
  int n = case_number (self);
  GPtrArray *cases = self->test != NULL && self->test->result != NULL ? self->test->result->cases : NULL;

  return cases != NULL && n >= 0 && n < (int) cases->len ? g_ptr_array_index (cases, n) : NULL;
}

/* Changing it */

static void
changed (ParcoursTestView *self,
         gboolean          rebuilds)
{
  g_signal_emit (self, signals[CHANGED], 0, self->document);
  if (rebuilds)
    rebuild (self);
}

/* The array of the case itself, copied from the scenario where it has none of its own. */
static JsonArray *
open_array (ParcoursTestView *self,
            const char       *name)
{
  JsonObject *of = shown_case (self);
  JsonArray *old = shown_array (self, name);
  JsonArray *array = old != NULL ? parcours_json_copy_array (old) : json_array_new ();

  json_object_set_array_member (of, name, array);

  return array;
}

static guint
count_keys (JsonObject *expectation)
{
  g_autoptr (GList) names = json_object_get_members (expectation);
  guint n = 0;

  for (GList *l = names; l != NULL; l = l->next)
    n += !g_strv_contains (heads, l->data);

  return n;
}

static JsonNode *
node_of (JsonObject *object)
{
  return parcours_json_take_object (parcours_json_copy_object (object));
}

/* An array with another element in the place of one, after it, or without it. */
static void
splice (ParcoursTestView *self,
        const char       *name,
        int               index,
        JsonObject       *kept,
        JsonObject       *added)
{
  JsonArray *old = open_array (self, name);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      if ((int) i != index)
        {
          json_array_add_element (array, parcours_json_ref_element (old, i));
          continue;
        }
      if (kept != NULL)
        json_array_add_element (array, node_of (kept));
      if (added != NULL)
        json_array_add_element (array, node_of (added));
    }
  if (index < 0 && added != NULL)
    json_array_add_element (array, node_of (added));
  json_object_set_array_member (shown_case (self), name, array);
}

static JsonObject *
object_at (ParcoursTestView *self,
           const Place      *place)
{
  JsonArray *array = shown_array (self, members[place->part]);
  JsonNode *node = array != NULL && place->index >= 0 && place->index < (int) json_array_get_length (array)
                     ? json_array_get_element (array, (guint) place->index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Of an expectation with several keys, only one. */
static JsonObject *
single_key (JsonObject *expectation,
            const char *key)
{
  JsonObject *single = parcours_json_copy_object (expectation);
  g_autoptr (GList) names = json_object_get_members (expectation);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!g_strv_contains (heads, l->data) && !g_str_equal (l->data, key))
        json_object_remove_member (single, l->data);
    }

  return single;
}

static void
saved_cb (GtkWidget  *dialog,
          JsonObject *object,
          Place      *place)
{
  ParcoursTestView *self = place->view;
  JsonObject *old = object_at (self, place);
  g_autoptr (JsonObject) kept = NULL;

  if (place->key != NULL && old != NULL && count_keys (old) > 1)
    {
      kept = parcours_json_copy_object (old);
      json_object_remove_member (kept, place->key);
    }
  splice (self, members[place->part], place->index, kept, object);
  changed (self, TRUE);
}

static char **
list_contacts (ParcoursTestView *self)
{
  JsonArray *array = shown_array (self, "contacts");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *email = JSON_NODE_HOLDS_OBJECT (node) ? parcours_json_member_string (json_node_get_object (node), "email") : NULL;

      if (email != NULL)
        g_strv_builder_add (builder, email);
    }

  return g_strv_builder_end (builder);
}

static void
edit_cb (GtkWidget *row,
         Place     *place)
{
  ParcoursTestView *self = place->view;
  JsonObject *object = object_at (self, place);
  g_autoptr (JsonObject) single = place->key != NULL && object != NULL ? single_key (object, place->key) : NULL;
  g_auto (GStrv) contacts = list_contacts (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (!self->editable)
    return;
  dialog = parcours_test_part_dialog_new (GTK_WINDOW (root), self->form, place->part, single != NULL ? single : object,
                                          (const char *const *) contacts, self->automation);
  g_signal_connect_data (dialog, "saved", G_CALLBACK (saved_cb), place_new (self, place->part, place->index, place->key),
                         place_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
way_cb (ParcoursTestView *self,
        GtkWidget        *widget)
{
  g_signal_emit (self, signals[WAY], 0, (guint) MAX (case_number (self), 0), g_object_get_data (G_OBJECT (widget), "contact"));
}

/* Rows */

static GtkWidget *
new_icon (const char *name,
          const char *words,
          const char *style)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_set_tooltip_text (icon, words);
  gtk_widget_add_css_class (icon, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return icon;
}

static GtkWidget *
new_row (const char *title,
         const char *subtitle,
         Place      *place)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "title-lines", 0, "subtitle-lines", 0,
                                 NULL);

  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (place != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), place->view->editable);
      g_signal_connect_data (row, "activated", G_CALLBACK (edit_cb), place, place_free, 0);
    }

  return row;
}

static GtkWidget *
new_way_button (ParcoursTestView *self,
                const char       *contact)
{
  GtkWidget *button = gtk_button_new_with_label (_("What Happens?"));
  /* Translators: %s is the address of a contact. */
  g_autofree char *words = g_strdup_printf (_("What happens to %s"), contact);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "contact", g_strdup (contact), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (way_cb), self);

  return button;
}

static GtkWidget *
new_group (ParcoursTestView *self,
           const char       *title,
           ParcoursTestPart  part,
           const char       *add)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_widget_set_tooltip_text (button, add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, add, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, self->editable);
  g_signal_connect_data (button, "clicked", G_CALLBACK (edit_cb), place_new (self, part, -1, NULL), place_free, 0);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
  gtk_box_append (GTK_BOX (self->box), group);

  return group;
}

static ParcoursNames
names_of (ParcoursTestView *self)
{
  return parcours_automation_names (self->automation, parcours_form_library (self->form));
}

static char *
describe_contact (ParcoursTestView *self,
                  JsonObject       *contact)
{
  const ParcoursNames names = names_of (self);
  static const char *const keys[] = { "lists", "fields", "tags" };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  JsonArray *tags = parcours_json_member_array (contact, "tags");

  for (guint i = 0; i < 2; i++)
    {
      JsonNode *value = json_object_get_member (contact, keys[i]);

      if (value != NULL && JSON_NODE_HOLDS_OBJECT (value) && json_object_get_size (json_node_get_object (value)) > 0)
        g_ptr_array_add (parts, parcours_scenario_expectation_words (keys[i], value, &names));
    }
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      const char *tag = parcours_json_string (json_array_get_element (tags, i));

      if (tag != NULL)
        g_ptr_array_add (parts, g_strdup (parcours_names_label (&names, "tag", tag)));
    }

  return parts->len > 0 ? parcours_phrase_join (parts, PARCOURS_JOIN_DOTS) : NULL;
}

static void
add_contacts (ParcoursTestView *self)
{
  GtkWidget *group = new_group (self, _("Contacts"), PARCOURS_TEST_PART_CONTACT, _("Add a Contact"));
  JsonArray *array = shown_array (self, "contacts");

  if (array == NULL && shown_member (self, "contacts") != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (_("They come from a file, or are made up"), NULL, NULL));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *contact = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *email = parcours_json_member_string (contact, "email");
      g_autofree char *words = contact != NULL ? describe_contact (self, contact) : NULL;
      GtkWidget *row;

      if (email == NULL)
        continue;
      row = new_row (email, words, place_new (self, PARCOURS_TEST_PART_CONTACT, (int) i, NULL));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_way_button (self, email));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
}

static void
add_timeline (ParcoursTestView *self)
{
  GtkWidget *group = new_group (self, _("What Happens"), PARCOURS_TEST_PART_ENTRY, _("Add an Event"));
  JsonArray *array = shown_array (self, "timeline");
  const ParcoursNames names = names_of (self);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *contact = parcours_json_member_string (entry, "contact");
      g_autofree char *words = entry != NULL ? parcours_scenario_entry_words (entry, &names) : NULL;
      g_autofree char *time = entry != NULL ? parcours_scenario_entry_time (entry, &names) : NULL;
      g_autofree char *title = NULL;

      if (entry == NULL)
        continue;
      title = contact == NULL ? g_strdup (words)
                              : parcours_phrase_fill (C_("who does what", "{contact} {words}"), "contact",
                                                      g_str_equal (contact, "*") ? _("Everybody") : contact, "words", words, NULL);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 new_row (title, time, place_new (self, PARCOURS_TEST_PART_ENTRY, (int) i, NULL)));
    }
}

/* What was not met of one key of an expectation, or NULL. */
static const ParcoursFailure *
find_failure (ParcoursTestView *self,
              guint             index,
              const char       *key)
{
  const ParcoursCaseResult *result = shown_result (self);
  g_autofree char *path = g_strdup_printf ("expect[%u].%s", index, key);

  for (guint i = 0; result != NULL && i < result->failures->len; i++)
    {
      const ParcoursFailure *failure = g_ptr_array_index (result->failures, i);

      if (g_str_has_prefix (failure->path, path) && strchr (".[", failure->path[strlen (path)]) != NULL)
        return failure;
    }

  return NULL;
}

static char *
say_expectation (ParcoursTestView *self,
                 JsonObject       *expectation,
                 const char       *key)
{
  const ParcoursNames names = names_of (self);
  const char *contact = parcours_json_member_string (expectation, "contact");
  const char *step = parcours_json_member_string (expectation, "step");
  g_autofree char *words = parcours_scenario_expectation_words (key, json_object_get_member (expectation, key), &names);
  g_autofree char *name = step != NULL ? parcours_names_step (&names, step) : NULL;

  if (contact != NULL)
    return parcours_phrase_fill (C_("who does what", "{contact} {words}"), "contact",
                                 g_str_equal (contact, "*") ? _("Each of them") : contact, "words", words, NULL);
  if (json_object_has_member (expectation, "contact"))
    return parcours_phrase_fill (C_("who does what", "{contact} {words}"), "contact", _("Whoever is meant"), "words", words, NULL);

  return name != NULL ? g_strdup_printf ("%s · %s", name, words) : g_steal_pointer (&words);
}

/* In which automation, where it is said, and when. */
static char *
say_where (ParcoursTestView *self,
           JsonObject       *expectation)
{
  const ParcoursNames names = names_of (self);
  const char *slug = parcours_json_member_string (expectation, "automation");
  const char *at = parcours_json_member_string (expectation, "at");
  const char *automation = slug != NULL ? parcours_names_label (&names, "automation", slug) : NULL;
  g_autofree char *time = at != NULL ? parcours_scenario_time_to_words (at) : NULL;

  if (automation != NULL && time != NULL)
    return g_strdup_printf ("%s · %s", automation, time);

  return automation != NULL ? g_strdup (automation) : g_steal_pointer (&time);
}

static void
add_failed (ParcoursTestView      *self,
            GtkWidget             *group,
            const char            *title,
            const ParcoursFailure *failure,
            Place                 *place)
{
  const ParcoursNames names = names_of (self);
  g_autofree char *actual = parcours_failure_actual_words (failure, &names);
  /* Translators: what was the case in the place of what a test expects. */
  g_autofree char *subtitle = parcours_phrase_fill (_("Instead: {what}"), "what", actual, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  GtkWidget *edit = new_row (_("Edit What Is Expected…"), NULL, place);

  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), new_icon ("dialog-error-symbolic", _("Not met"), "error"));
  for (guint i = 0; failure->reasons[i] != NULL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_row (failure->reasons[i], NULL, NULL));
  if (failure->contact != NULL)
    {
      GtkWidget *way = new_row (failure->contact, NULL, NULL);

      adw_action_row_add_suffix (ADW_ACTION_ROW (way), new_way_button (self, failure->contact));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), way);
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), edit);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_expectation (ParcoursTestView *self,
                 GtkWidget        *group,
                 JsonObject       *expectation,
                 guint             index)
{
  g_autoptr (GList) names = json_object_get_members (expectation);
  g_autofree char *where = say_where (self, expectation);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const ParcoursFailure *failure = find_failure (self, index, l->data);
      g_autofree char *title = NULL;
      Place *place;
      GtkWidget *row;

      if (g_strv_contains (heads, l->data))
        continue;
      title = say_expectation (self, expectation, l->data);
      place = place_new (self, PARCOURS_TEST_PART_EXPECTATION, (int) index, l->data);
      if (failure != NULL)
        {
          add_failed (self, group, title, failure, place);
          continue;
        }
      row = new_row (title, where, place);
      if (shown_result (self) != NULL && shown_result (self)->error == NULL)
        adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon ("emblem-ok-symbolic", _("Met"), "success"));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
}

static void
add_expectations (ParcoursTestView *self)
{
  GtkWidget *group = new_group (self, _("What Is Expected"), PARCOURS_TEST_PART_EXPECTATION, _("Expect Something"));
  JsonArray *array = shown_array (self, "expect");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        add_expectation (self, group, json_node_get_object (node), i);
    }
}

/* The head */

static char *
say_result (ParcoursTestView *self)
{
  const ParcoursCaseResult *result = shown_result (self);
  JsonArray *expected = shown_array (self, "expect");
  g_autofree char *n = NULL, *all = NULL;

  if (self->test->error != NULL)
    return g_strdup (self->test->error->message);
  if (self->test->result == NULL)
    return g_strdup (_("Not run yet"));
  if (result == NULL)
    return g_strdup (_("What its cases share"));
  if (expected == NULL || json_array_get_length (expected) == 0)
    return g_strdup (_("Nothing is expected yet: say below what must happen"));
  if (result->error != NULL)
    return g_strdup (result->error->message);
  all = parcours_count_to_words (result->n_expectations);
  n = parcours_count_to_words (result->failures->len);
  if (result->failures->len == 0)
    return g_strdup (_("All that is expected is so"));

  return parcours_phrase_fill (ngettext ("{n} thing that is expected is not so", "{n} things that are expected are not so",
                                         result->failures->len), "n", n, "all", all, NULL);
}

static void
case_cb (ParcoursTestView *self,
         GParamSpec       *pspec,
         GtkWidget        *drop_down)
{
  guint n = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  if (n == self->n || n >= n_cases (self))
    return;
  self->n = n;
  rebuild (self);
}

static GtkWidget *
new_case_chooser (ParcoursTestView *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  JsonArray *cases = parcours_json_member_array (self->document, "cases");
  GtkWidget *drop_down;

  gtk_string_list_append (list, self->test->label);
  for (guint i = 1; i < n_cases (self); i++)
    {
      JsonNode *node = json_array_get_element (cases, i - 1);
      const char *name = JSON_NODE_HOLDS_OBJECT (node) ? parcours_json_member_string (json_node_get_object (node), "name") : NULL;

      gtk_string_list_append (list, name != NULL ? name : "");
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (list), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), self->n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Case"), -1);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (case_cb), self);

  return drop_down;
}

static void
add_result (ParcoursTestView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *words = say_result (self);
  GtkWidget *label = gtk_label_new (words);
  const ParcoursCaseResult *result = shown_result (self);
  gboolean failed = self->test->error != NULL || (result != NULL && !parcours_case_result_passed (result));

  if (failed)
    gtk_box_append (GTK_BOX (box), new_icon ("dialog-error-symbolic", _("Failed"), "error"));
  else if (result != NULL)
    gtk_box_append (GTK_BOX (box), new_icon ("emblem-ok-symbolic", _("Passed"), "success"));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  if (n_cases (self) > 1)
    gtk_box_append (GTK_BOX (self->box), new_case_chooser (self));
  gtk_box_append (GTK_BOX (self->box), box);
}

static void
head_cb (ParcoursValueField *field,
         ParcoursTestView   *self)
{
  const char *name = parcours_value_field_param (field)->name;
  JsonNode *value = parcours_value_editor_value (parcours_value_field_editor (field));

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    json_object_remove_member (shown_case (self), name);
  else
    json_object_set_member (shown_case (self), name, json_node_ref (value));
  changed (self, FALSE);
}

static void
add_head (ParcoursTestView *self)
{
  static const ParcoursParam params[] = {
    { (char *) "from", PARCOURS_PARAM_INSTANT, .label = (char *) N_("Begins"), .required = TRUE },
    { (char *) "for", PARCOURS_PARAM_DURATION, .label = (char *) N_("Lasts"), .help = (char *) N_("Left empty, 30 days.") },
  };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->head)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->head), child);
  self->head_n = self->n;
  for (guint i = 0; i < G_N_ELEMENTS (params); i++)
    {
      GtkWidget *field = parcours_value_field_new (self->form, &params[i]);
      GtkWidget *row = gtk_list_box_row_new ();

      parcours_value_field_set_value (PARCOURS_VALUE_FIELD (field), shown_member (self, params[i].name), NULL);
      gtk_widget_set_sensitive (field, self->editable);
      g_signal_connect (field, "changed", G_CALLBACK (head_cb), self);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), field);
      gtk_list_box_append (GTK_LIST_BOX (self->head), row);
    }
}

static void
empty (ParcoursTestView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

static void
rebuild (ParcoursTestView *self)
{
  empty (self);
  if (self->n >= n_cases (self))
    self->n = 0;
  add_result (self);
  add_contacts (self);
  add_timeline (self);
  add_expectations (self);
  if (gtk_widget_get_first_child (self->head) == NULL || self->head_n != self->n)
    add_head (self);
}

static void
parcours_test_view_dispose (GObject *object)
{
  ParcoursTestView *self = PARCOURS_TEST_VIEW (object);

  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->slug, g_free);
  g_clear_pointer (&self->automation, parcours_automation_unref);
  g_clear_object (&self->form);
  self->test = NULL;
  G_OBJECT_CLASS (parcours_test_view_parent_class)->dispose (object);
}

static void
parcours_test_view_class_init (ParcoursTestViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_test_view_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   JSON_TYPE_OBJECT);
  signals[WAY] = g_signal_new ("way", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_UINT, G_TYPE_STRING);
}

static void
parcours_test_view_init (ParcoursTestView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  GtkWidget *outer;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->head = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->head), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->head, "boxed-list");
  gtk_widget_add_css_class (self->head, "fields");
  gtk_box_append (GTK_BOX (outer), self->box);
  gtk_box_append (GTK_BOX (outer), self->head);
  g_object_set (outer, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), outer);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * parcours_test_view_new:
 * @form: what the editors share
 *
 * Returns: (transfer floating): a view that shows nothing yet
 */
GtkWidget *
parcours_test_view_new (ParcoursForm *form)
{
  ParcoursTestView *self = g_object_new (PARCOURS_TYPE_TEST_VIEW, NULL);

  self->form = g_object_ref (form);

  return GTK_WIDGET (self);
}

/**
 * parcours_test_view_show:
 * @self: a view
 * @test: (nullable): a scenario, which has to live until another one is shown
 * @automation: (nullable): what it tests
 * @editable: whether it may be changed
 */
void
parcours_test_view_show (ParcoursTestView            *self,
                         const ParcoursWorkspaceTest *test,
                         ParcoursAutomation          *automation,
                         gboolean                     editable)
{
  gboolean is_other = test == NULL || g_strcmp0 (self->slug, test->slug) != 0;

  self->test = test;
  g_free (self->slug);
  self->slug = test != NULL ? g_strdup (test->slug) : NULL;
  self->editable = editable;
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->automation, parcours_automation_unref);
  self->automation = automation != NULL ? parcours_automation_ref (automation) : NULL;
  gtk_widget_set_visible (self->head, test != NULL);
  if (test == NULL)
    {
      empty (self);
      return;
    }
  self->document = parcours_test_part_copy (test->document);
  if (is_other)
    {
      self->n = 0;
      self->head_n = G_MAXUINT;
    }
  rebuild (self);
}
