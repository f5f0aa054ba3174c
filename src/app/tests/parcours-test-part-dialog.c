/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-catalog.h"
#include "parcours-json.h"
#include "parcours-step-words.h"
#include "parcours-style.h"
#include "parcours-test-part-dialog.h"
#include "parcours-typed-fields.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"
#include "parcours-ways.h"

#define S(text) ((char *) text)

/* How the fields of a way begin. */
#define WAY_STEP "step-"

/* A field of the form. */
typedef struct
{
  ParcoursParam param;
  char *name;          /* (owned) (nullable) of a step of a way */
  char **choices;      /* (owned) (nullable) */
  char **labels;       /* (owned) (nullable) */
  GtkWidget *field;    /* (unowned) */
} Line;

struct _ParcoursTestPartDialog
{
  AdwWindow parent_instance;

  ParcoursForm *form;             /* (owned) */
  ParcoursTestPart part;
  JsonObject *object;             /* (owned) as it is written in the scenario */
  JsonObject *values;             /* (owned) what the form says, by the names of its fields */
  char **contacts;                /* (owned) */
  ParcoursAutomation *automation; /* (owned) (nullable) */
  GPtrArray *lines;               /* (owned) (element-type Line) */

  GtkWidget *box;
  GtkWidget *list;
  GtkWidget *custom;              /* (unowned) (nullable) the fields of a contact, or what an event carries */
  GtkWidget *expander;            /* (unowned) (nullable) around them */
  GtkWidget *written;             /* (unowned) (nullable) where there is no form */
  GtkWidget *error;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursTestPartDialog, parcours_test_part_dialog, ADW_TYPE_WINDOW)

/* What may be expected in the form; everything else can be written. */
static const struct
{
  const char *key;
  const char *label;
} kinds[] = {
  { "meets", N_("It meets a condition") },       { "passes", N_("It passes these steps") },
  { "path", N_("It takes this way and no other") },
  { "not-passed", N_("It passes none of these steps") }, { "waiting-at", N_("It waits at a step") },
  { "entered", N_("It enters") },                { "not-entered", N_("It does not enter") },
  { "sent", N_("It gets a message") },           { "not-sent", N_("It does not get a message") },
};

/**
 * parcours_test_part_copy:
 * @object: a scenario or a part of it
 *
 * Returns: (transfer full): another one like it, which shares nothing with it
 */
JsonObject *
parcours_test_part_copy (JsonObject *object)
{
  g_autoptr (JsonNode) node = parcours_json_take_object (parcours_json_copy_object (object));
  g_autofree char *line = parcours_json_to_line (node);
  g_autoptr (JsonNode) copy = parcours_json_parse (line, -1, NULL);

  return parcours_json_copy_object (json_node_get_object (copy));
}

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_strfreev (line->choices);
  g_strfreev (line->labels);
  g_free (line);
}

/* Choices */

static void
add_choice (Line       *line,
            GPtrArray  *choices,
            GPtrArray  *labels,
            const char *choice,
            const char *label)
{
  g_ptr_array_add (choices, g_strdup (choice));
  g_ptr_array_add (labels, g_strdup (label));
}

static void
add_contacts (ParcoursTestPartDialog *self,
              Line                   *line,
              GPtrArray              *choices,
              GPtrArray              *labels)
{
  for (guint i = 0; self->contacts[i] != NULL; i++)
    add_choice (line, choices, labels, self->contacts[i], self->contacts[i]);
  add_choice (line, choices, labels, "*", _("Each of them"));
}

/* In the order of the flow. */
static void
add_steps (ParcoursTestPartDialog *self,
           Line                   *line,
           GPtrArray              *choices,
           GPtrArray              *labels)
{
  g_autoptr (ParcoursWays) ways = self->automation != NULL ? parcours_ways_new (self->automation) : NULL;

  for (guint i = 0; ways != NULL && i < ways->n_steps; i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (self->automation, parcours_ways_nth (ways, i));
      g_autofree char *words = parcours_step_to_words (step, self->automation, parcours_form_library (self->form));

      add_choice (line, choices, labels, step->id, words);
    }
}

static void
add_messages (ParcoursTestPartDialog *self,
              Line                   *line,
              GPtrArray              *choices,
              GPtrArray              *labels)
{
  static const char *const messages[] = { "email", "sms", "push", "site-message" };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr (GPtrArray) all = parcours_library_list (parcours_form_library (self->form), messages[i]);

      for (guint j = 0; j < all->len; j++)
        {
          const ParcoursEntity *entity = g_ptr_array_index (all, j);

          add_choice (line, choices, labels, entity->slug, entity->label);
        }
    }
}

static void
add_kinds (ParcoursTestPartDialog *self,
           Line                   *line,
           GPtrArray              *choices,
           GPtrArray              *labels)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_choice (line, choices, labels, kinds[i].key, _(kinds[i].label));
}

typedef void (*AddChoices) (ParcoursTestPartDialog *self,
                            Line                   *line,
                            GPtrArray              *choices,
                            GPtrArray              *labels);

static void
fill_choices (ParcoursTestPartDialog *self,
              Line                   *line,
              AddChoices              add)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  add (self, line, choices, labels);
  g_ptr_array_add (choices, NULL);
  g_ptr_array_add (labels, NULL);
  line->choices = (char **) g_ptr_array_steal (choices, NULL);
  line->labels = (char **) g_ptr_array_steal (labels, NULL);
  line->param.choices = line->choices;
  line->param.choice_labels = line->labels;
}

/* Fields */

static void rebuild (ParcoursTestPartDialog *self);
static void show_payload (ParcoursTestPartDialog *self);

/* The steps of a way, one after the other. */

static char *
way_step_name (guint n)
{
  return g_strdup_printf (WAY_STEP "%u", n);
}

static const char *
way_step (ParcoursTestPartDialog *self,
          guint                   n)
{
  g_autofree char *name = way_step_name (n);

  return parcours_json_member_string (self->values, name);
}

static void
set_way_step (ParcoursTestPartDialog *self,
              guint                   n,
              const char             *step)
{
  g_autofree char *name = way_step_name (n);

  if (step != NULL)
    json_object_set_string_member (self->values, name, step);
  else
    json_object_remove_member (self->values, name);
}

/* Where a step was taken out, those behind it move up; one gap there is at most. */
static void
close_gap (ParcoursTestPartDialog *self)
{
  guint n = 0;

  while (way_step (self, n) != NULL)
    n++;
  for (; way_step (self, n + 1) != NULL; n++)
    {
      set_way_step (self, n, way_step (self, n + 1));
      set_way_step (self, n + 1, NULL);
    }
}

static JsonNode *
write_way (ParcoursTestPartDialog *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint n = 0; way_step (self, n) != NULL; n++)
    json_array_add_string_element (array, way_step (self, n));
  json_node_take_array (node, array);

  return node;
}

/* Returns: whether the form can show it: steps of the automation alone */
static gboolean
read_way (ParcoursTestPartDialog *self,
          JsonNode               *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (array == NULL || self->automation == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *step = parcours_json_string (json_array_get_element (array, i));

      if (step == NULL || parcours_automation_step (self->automation, step) == NULL)
        return FALSE;
      set_way_step (self, i, step);
    }

  return TRUE;
}

static void
refresh (ParcoursTestPartDialog *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);

      parcours_value_field_set_value (PARCOURS_VALUE_FIELD (line->field),
                                      json_object_get_member (self->values, line->param.name), self->values);
    }
}

/* The fields are made anew while somebody is in one of them, and stays there. */
static void
rebuild_at (ParcoursTestPartDialog *self,
            const char             *name)
{
  g_autofree char *copy = g_strdup (name);
  GtkWidget *field;

  rebuild (self);
  field = parcours_test_part_dialog_field (self, copy);
  if (field != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (field, GTK_DIR_TAB_FORWARD);
}

static void
changed_cb (ParcoursValueField     *field,
            ParcoursTestPartDialog *self)
{
  const char *name = parcours_value_field_param (field)->name;
  JsonNode *value = parcours_value_editor_value (parcours_value_field_editor (field));

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    json_object_remove_member (self->values, name);
  else
    json_object_set_member (self->values, name, json_node_ref (value));
  /* What an event is about, and what can be said of an expectation, follow from what it is. */
  if (g_str_equal (name, "event"))
    {
      json_object_remove_member (self->values, "subject");
      json_object_remove_member (self->object, "payload");
      refresh (self);
      show_payload (self);
    }
  else if (g_str_has_prefix (name, WAY_STEP))
    {
      close_gap (self);
      rebuild_at (self, name);
    }
  else if (g_str_equal (name, "what"))
    {
      json_object_remove_member (self->values, "value");
      rebuild_at (self, name);
    }
}

static Line *
add_line (ParcoursTestPartDialog *self,
          const ParcoursParam    *param,
          AddChoices              add)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *row = gtk_list_box_row_new ();

  line->param = *param;
  if (add != NULL)
    fill_choices (self, line, add);
  line->field = parcours_value_field_new (self->form, &line->param);
  g_ptr_array_add (self->lines, line);
  g_signal_connect (line->field, "changed", G_CALLBACK (changed_cb), self);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line->field);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);

  return line;
}

/* A line for each step, and one for the step that follows. */
static void
add_way (ParcoursTestPartDialog *self)
{
  gboolean goes_on = TRUE;

  for (guint n = 0; goes_on; n++)
    {
      g_autofree char *name = way_step_name (n);
      ParcoursParam param = { name, PARCOURS_PARAM_CHOICE, .label = S ((n == 0 ? N_("First step") : N_("Then"))) };
      Line *line = add_line (self, &param, add_steps);

      line->name = g_steal_pointer (&name);
      goes_on = way_step (self, n) != NULL;
    }
}

static void
add_value (ParcoursTestPartDialog *self)
{
  static const ParcoursParam condition = { S ("value"), PARCOURS_PARAM_CONDITION, .label = S (N_("The condition")),
                                           .required = TRUE };
  static const ParcoursParam steps = { S ("value"), PARCOURS_PARAM_CHOICES, .label = S (N_("Steps")), .required = TRUE };
  static const ParcoursParam step = { S ("value"), PARCOURS_PARAM_CHOICE, .label = S (N_("Step")), .required = TRUE };
  static const ParcoursParam message = { S ("value"), PARCOURS_PARAM_CHOICE, .label = S (N_("Message")), .required = TRUE };
  const char *what = parcours_json_member_string (self->values, "what");

  if (g_str_equal (what, "meets"))
    add_line (self, &condition, NULL);
  else if (g_str_equal (what, "path"))
    add_way (self);
  else if (g_str_equal (what, "passes") || g_str_equal (what, "not-passed"))
    add_line (self, &steps, add_steps);
  else if (g_str_equal (what, "waiting-at"))
    add_line (self, &step, add_steps);
  else if (g_str_has_suffix (what, "sent"))
    add_line (self, &message, add_messages);
}

static void
build_entry (ParcoursTestPartDialog *self)
{
  static const ParcoursParam at = { S ("at"), PARCOURS_PARAM_DURATION, .label = S (N_("After the beginning")),
                                    .help = S (N_("Left empty, at once.")) };
  static const ParcoursParam contact = { S ("contact"), PARCOURS_PARAM_CHOICE, .label = S (N_("Contact")), .required = TRUE };
  static const ParcoursParam event = { S ("event"), PARCOURS_PARAM_TOPIC, .label = S (N_("Event")), .required = TRUE };
  static const ParcoursParam subject = { S ("subject"), PARCOURS_FORM_TYPE (PARCOURS_FORM_SUBJECT), .label = S (N_("About")),
                                         .any = TRUE };

  add_line (self, &contact, add_contacts);
  add_line (self, &at, NULL);
  add_line (self, &event, NULL);
  add_line (self, &subject, NULL);
}

static void
build_expectation (ParcoursTestPartDialog *self)
{
  static const ParcoursParam contact = { S ("contact"), PARCOURS_PARAM_CHOICE, .label = S (N_("Contact")), .required = TRUE };
  static const ParcoursParam what = { S ("what"), PARCOURS_PARAM_CHOICE, .label = S (N_("What is expected")), .required = TRUE };

  add_line (self, &contact, add_contacts);
  add_line (self, &what, add_kinds);
  add_value (self);
}

static void
custom_cb (ParcoursTypedFields    *fields,
           const char             *slug,
           JsonNode               *value,
           ParcoursTestPartDialog *self)
{
  const char *member = self->part == PARCOURS_TEST_PART_CONTACT ? "fields" : "payload";
  JsonObject *all = parcours_json_member_object (self->object, member);

  if (all == NULL)
    {
      all = json_object_new ();
      json_object_set_object_member (self->object, member, all);
    }
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    json_object_remove_member (all, slug);
  else
    json_object_set_member (all, slug, json_node_ref (value));
}

static void
new_custom (ParcoursTestPartDialog *self,
            const char             *label)
{
  self->custom = parcours_typed_fields_new (self->form);
  self->expander = parcours_new_expander (label);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->custom);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->expander, self->list);
  g_signal_connect (self->custom, "changed", G_CALLBACK (custom_cb), self);
}

static void
add_custom (ParcoursTestPartDialog *self)
{
  g_autoptr (GPtrArray) fields = parcours_library_list (parcours_form_library (self->form), "field");
  JsonObject *all = parcours_json_member_object (self->object, "fields");

  new_custom (self, _("Fields"));
  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);

      parcours_typed_fields_add_field (PARCOURS_TYPED_FIELDS (self->custom), "field", field->slug, field->label);
      if (all != NULL)
        parcours_typed_fields_set (PARCOURS_TYPED_FIELDS (self->custom), field->slug,
                                   json_object_get_member (all, field->slug));
    }
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), all != NULL && json_object_get_size (all) > 0);
  gtk_widget_set_visible (self->expander, fields->len > 0);
}

/* Lists and objects are more than a field shows; what is written of them is kept. */
static gboolean
is_shown_key (const char *type)
{
  static const char *const others[] = { "items", "object", "texts", "categories", "collections", NULL };

  return type != NULL && !g_strv_contains (others, type);
}

/* What the event carries, in the order of its keys, and whether it comes with an import. */
static void
show_payload (ParcoursTestPartDialog *self)
{
  static char *origins[] = { S ("outside"), S ("import"), NULL };
  static char *origin_labels[] = { S (N_("It happens")), S (N_("An import brings it")), NULL };
  static const ParcoursParam origin = { S ("origin"), PARCOURS_FORM_TYPE (PARCOURS_FORM_OPTION), .label = S (N_("How it comes")),
                                        .choices = origins, .choice_labels = origin_labels };
  const char *event = parcours_json_member_string (self->values, "event");
  const ParcoursTopic *topic = event != NULL ? parcours_catalog_topic (parcours_catalog_get (), event) : NULL;
  JsonObject *payload = parcours_json_member_object (self->object, "payload");
  g_autoptr (GList) keys = topic != NULL ? g_hash_table_get_keys (topic->payload) : NULL;

  if (self->expander != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->expander);
  self->custom = self->expander = NULL;
  if (topic == NULL)
    return;
  new_custom (self, _("What it carries"));
  keys = g_list_sort (keys, (GCompareFunc) strcmp);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      if (is_shown_key (g_hash_table_lookup (topic->payload, l->data)))
        parcours_typed_fields_add_key (PARCOURS_TYPED_FIELDS (self->custom), event, l->data);
    }
  parcours_typed_fields_add_param (PARCOURS_TYPED_FIELDS (self->custom), "origin", &origin);
  keys = g_list_prepend (keys, S ("origin"));
  for (GList *l = keys; l != NULL; l = l->next)
    {
      if (payload != NULL && json_object_has_member (payload, l->data) &&
          parcours_typed_fields_find (PARCOURS_TYPED_FIELDS (self->custom), l->data) != NULL)
        parcours_typed_fields_set (PARCOURS_TYPED_FIELDS (self->custom), l->data, json_object_get_member (payload, l->data));
    }
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), payload != NULL && json_object_get_size (payload) > 0);
}

static void
build_contact (ParcoursTestPartDialog *self)
{
  static const ParcoursParam email = { S ("email"), PARCOURS_PARAM_TEXT, .label = S (N_("Email")), .required = TRUE };
  static const ParcoursParam tags = { S ("tags"), PARCOURS_PARAM_REFS, .kind = S ("tag"), .label = S (N_("Tags")) };
  static const ParcoursParam lists = { S ("lists"), PARCOURS_PARAM_REFS, .kind = S ("list"), .label = S (N_("Active on the lists")) };

  add_line (self, &email, NULL);
  add_line (self, &tags, NULL);
  add_line (self, &lists, NULL);
  if (self->custom == NULL)
    add_custom (self);
}

static void
rebuild (ParcoursTestPartDialog *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->lines, 0);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  if (self->part == PARCOURS_TEST_PART_CONTACT)
    build_contact (self);
  else if (self->part == PARCOURS_TEST_PART_ENTRY)
    build_entry (self);
  else
    build_expectation (self);
  refresh (self);
  if (self->part == PARCOURS_TEST_PART_ENTRY)
    show_payload (self);
}

/* From the scenario to the form and back */

static void
take (JsonObject *to,
      JsonObject *from,
      const char *name)
{
  if (json_object_has_member (from, name))
    json_object_set_member (to, name, parcours_json_ref_member (from, name));
  else
    json_object_remove_member (to, name);
}

static JsonNode *
active_lists (JsonObject *contact)
{
  JsonObject *lists = parcours_json_member_object (contact, "lists");
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  g_autoptr (GList) slugs = lists != NULL ? json_object_get_members (lists) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (g_strcmp0 (parcours_json_member_string (lists, l->data), "active") == 0)
        json_array_add_string_element (array, l->data);
    }
  json_node_take_array (node, array);

  return node;
}

/* The key of an expectation beside the contact and the instant; NULL where it has several. */
static const char *
find_key (JsonObject *object)
{
  static const char *const heads[] = { "contact", "at", "automation", "enrolment", NULL };
  g_autoptr (GList) names = json_object_get_members (object);
  const char *found = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (g_strv_contains (heads, l->data))
        continue;
      if (found != NULL)
        return NULL;
      found = l->data;
    }

  return found;
}

static gboolean
is_kind (const char *key)
{
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].key, key))
        return TRUE;
    }

  return FALSE;
}

/* The single name in {"welcome": 1} or ["welcome"], NULL where there are several. */
static const char *
single_name (JsonNode *value)
{
  if (value != NULL && JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) == 1)
    return parcours_json_string (json_array_get_element (json_node_get_array (value), 0));
  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value) && json_object_get_size (json_node_get_object (value)) == 1)
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (value));

      return names->data;
    }

  return NULL;
}

static gboolean
read_expectation (ParcoursTestPartDialog *self)
{
  const char *key = find_key (self->object);
  JsonNode *value = key != NULL ? json_object_get_member (self->object, key) : NULL;

  take (self->values, self->object, "contact");
  if (json_object_get_size (self->object) == 0)
    key = "meets";
  if (!is_kind (key) || (value != NULL && parcours_json_member_string (self->object, "contact") == NULL))
    return FALSE;
  json_object_set_string_member (self->values, "what", key);
  if (value != NULL && g_str_has_suffix (key, "sent"))
    {
      if (single_name (value) == NULL)
        return FALSE;
      json_object_set_string_member (self->values, "value", single_name (value));
    }
  else if (value != NULL && g_str_equal (key, "path"))
    return read_way (self, value);
  else if (value != NULL)
    json_object_set_member (self->values, "value", json_node_ref (value));

  return TRUE;
}

/* Returns: whether the form can show it */
static gboolean
read_part (ParcoursTestPartDialog *self)
{
  static const char *const of_entry[] = { "at", "contact", "event", "subject" };

  switch (self->part)
    {
    case PARCOURS_TEST_PART_CONTACT:
      take (self->values, self->object, "email");
      take (self->values, self->object, "tags");
      json_object_set_member (self->values, "lists", active_lists (self->object));
      return TRUE;
    case PARCOURS_TEST_PART_ENTRY:
      for (guint i = 0; i < G_N_ELEMENTS (of_entry); i++)
        take (self->values, self->object, of_entry[i]);
      return json_object_get_size (self->object) == 0 ||
             (parcours_json_member_string (self->object, "event") != NULL && !json_object_has_member (self->object, "on"));
    case PARCOURS_TEST_PART_EXPECTATION:
    default:
      return read_expectation (self);
    }
}

static void
write_lists (ParcoursTestPartDialog *self)
{
  JsonObject *old = parcours_json_member_object (self->object, "lists");
  g_autoptr (JsonObject) lists = json_object_new ();
  JsonArray *active = parcours_json_member_array (self->values, "lists");
  g_autoptr (GList) slugs = old != NULL ? json_object_get_members (old) : NULL;

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (g_strcmp0 (parcours_json_member_string (old, l->data), "active") != 0)
        json_object_set_member (lists, l->data, parcours_json_ref_member (old, l->data));
    }
  for (guint i = 0; active != NULL && i < json_array_get_length (active); i++)
    json_object_set_string_member (lists, json_array_get_string_element (active, i), "active");
  if (json_object_get_size (lists) > 0)
    json_object_set_object_member (self->object, "lists", g_steal_pointer (&lists));
  else
    json_object_remove_member (self->object, "lists");
}

static void
write_expectation (ParcoursTestPartDialog *self)
{
  const char *what = parcours_json_member_string (self->values, "what");
  const char *old = find_key (self->object);
  const char *message = parcours_json_member_string (self->values, "value");
  g_autofree char *removed = g_strdup (old);

  take (self->object, self->values, "contact");
  if (g_strcmp0 (old, "sent") == 0 && g_str_equal (what, "sent") &&
      g_strcmp0 (single_name (json_object_get_member (self->object, "sent")), message) == 0)
    return;
  if (removed != NULL)
    json_object_remove_member (self->object, removed);
  if (g_str_equal (what, "entered"))
    json_object_set_string_member (self->object, what, ">=1");
  else if (g_str_equal (what, "not-entered"))
    json_object_set_boolean_member (self->object, what, TRUE);
  else if (g_str_equal (what, "sent") && message != NULL)
    {
      JsonObject *sent = json_object_new ();

      json_object_set_string_member (sent, message, ">=1");
      json_object_set_object_member (self->object, what, sent);
    }
  else if (g_str_equal (what, "not-sent") && message != NULL)
    {
      JsonArray *array = json_array_new ();

      json_array_add_string_element (array, message);
      json_object_set_array_member (self->object, what, array);
    }
  else if (g_str_equal (what, "path"))
    json_object_set_member (self->object, what, write_way (self));
  else if (json_object_has_member (self->values, "value"))
    json_object_set_member (self->object, what, parcours_json_ref_member (self->values, "value"));
}

/* Returns: (nullable): what is missing, in words */
static const char *
find_gap (ParcoursTestPartDialog *self)
{
  const char *what = parcours_json_member_string (self->values, "what");

  if (self->part == PARCOURS_TEST_PART_CONTACT)
    return parcours_json_member_string (self->values, "email") == NULL ? _("A contact needs an email address.") : NULL;
  if (parcours_json_member_string (self->values, "contact") == NULL)
    return _("Choose a contact.");
  if (self->part == PARCOURS_TEST_PART_ENTRY)
    return parcours_json_member_string (self->values, "event") == NULL ? _("Choose an event.") : NULL;
  if (g_str_equal (what, "path"))
    return way_step (self, 0) == NULL ? _("Choose the first step.") : NULL;
  if (!g_str_has_suffix (what, "entered") && !json_object_has_member (self->values, "value"))
    return _("Say what is expected.");

  return NULL;
}

static void
drop_empty (JsonObject *object,
            const char *name)
{
  JsonObject *inner = parcours_json_member_object (object, name);

  if (inner != NULL && json_object_get_size (inner) == 0)
    json_object_remove_member (object, name);
}

static void
write_part (ParcoursTestPartDialog *self)
{
  switch (self->part)
    {
    case PARCOURS_TEST_PART_CONTACT:
      take (self->object, self->values, "email");
      take (self->object, self->values, "tags");
      write_lists (self);
      break;
    case PARCOURS_TEST_PART_ENTRY:
      take (self->object, self->values, "at");
      take (self->object, self->values, "contact");
      take (self->object, self->values, "event");
      take (self->object, self->values, "subject");
      drop_empty (self->object, "payload");
      if (!json_object_has_member (self->object, "at"))
        json_object_set_string_member (self->object, "at", "P0D");
      break;
    case PARCOURS_TEST_PART_EXPECTATION:
    default:
      write_expectation (self);
    }
}

static void
complain (ParcoursTestPartDialog *self,
          const char             *words)
{
  gtk_label_set_label (GTK_LABEL (self->error), words);
  gtk_widget_set_visible (self->error, TRUE);
}

static gboolean
take_written (ParcoursTestPartDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->written));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  node = parcours_json_parse (text, -1, &error);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      complain (self, error != NULL ? error->message : _("This has to be an object of JSON."));
      return FALSE;
    }
  json_object_unref (self->object);
  self->object = parcours_json_copy_object (json_node_get_object (node));

  return TRUE;
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  ParcoursTestPartDialog *self = PARCOURS_TEST_PART_DIALOG (widget);

  if (self->custom != NULL)
    parcours_typed_fields_flush (PARCOURS_TYPED_FIELDS (self->custom));
  if (self->written != NULL)
    {
      if (!take_written (self))
        return;
    }
  else if (find_gap (self) != NULL)
    {
      complain (self, find_gap (self));
      return;
    }
  else
    write_part (self);
  g_signal_emit (self, signals[SAVED], 0, self->object);
  gtk_window_close (GTK_WINDOW (self));
}

static void
remove_part (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SAVED], 0, NULL);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
parcours_test_part_dialog_dispose (GObject *object)
{
  ParcoursTestPartDialog *self = PARCOURS_TEST_PART_DIALOG (object);

  if (self->list != NULL)
    {
      GtkWidget *child;

      while ((child = gtk_widget_get_first_child (self->list)) != NULL)
        gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
      self->list = NULL;
    }
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->contacts, g_strfreev);
  g_clear_pointer (&self->automation, parcours_automation_unref);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (parcours_test_part_dialog_parent_class)->dispose (object);
}

static void
parcours_test_part_dialog_class_init (ParcoursTestPartDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_test_part_dialog_dispose;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 JSON_TYPE_OBJECT);
  gtk_widget_class_install_action (widget_class, "part.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "part.remove", NULL, remove_part);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
parcours_test_part_dialog_init (ParcoursTestPartDialog *self)
{
  parcours_style_install (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 640);
  self->lines = g_ptr_array_new_with_free_func (line_free);
}

static GtkWidget *
new_header (gboolean is_new)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *confirm = gtk_button_new_with_mnemonic (is_new ? _("_Add") : _("_Save"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (confirm), "part.save");
  gtk_widget_add_css_class (confirm, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), confirm);

  return header;
}

/* What the form cannot say is edited as it is written. */
static void
build_written (ParcoursTestPartDialog *self)
{
  GtkWidget *label = gtk_label_new (_("This says more than the form can. It is edited as it is written in the file."));
  GtkWidget *frame = gtk_frame_new (NULL);
  g_autoptr (JsonNode) node = parcours_json_take_object (parcours_json_copy_object (self->object));
  g_autofree char *text = parcours_json_to_text (node);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_add_css_class (label, "dim-label");
  self->written = gtk_text_view_new ();
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->written), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->written), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->written), FALSE);
  g_object_set (self->written, "left-margin", 9, "right-margin", 9, "top-margin", 9, "bottom-margin", 9, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->written)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->written), GTK_ACCESSIBLE_PROPERTY_LABEL, _("As it is written"), -1);
  gtk_widget_set_size_request (self->written, -1, 220);
  gtk_frame_set_child (GTK_FRAME (frame), self->written);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), frame);
}

static void
build (ParcoursTestPartDialog *self,
       gboolean                is_new)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Remove"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->error = gtk_label_new (NULL);
  self->list = gtk_list_box_new ();
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0.);
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->list, "fields");
  gtk_widget_add_css_class (self->box, "library-form");
  gtk_box_append (GTK_BOX (self->box), self->error);
  gtk_box_append (GTK_BOX (self->box), self->list);
  if (read_part (self))
    rebuild (self);
  else
    build_written (self);
  gtk_widget_set_visible (self->list, self->written == NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "part.remove");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_visible (button, !is_new);
  gtk_box_append (GTK_BOX (self->box), button);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (content), new_header (is_new));
  gtk_box_append (GTK_BOX (content), scrolled);
  adw_window_set_content (ADW_WINDOW (self), content);
}

/**
 * parcours_test_part_dialog_new:
 * @parent: (nullable): over which window
 * @form: what the editors share
 * @part: which kind of part
 * @object: (nullable): the part as it is written, %NULL for a new one
 * @contacts: (array zero-terminated=1): the addresses of the contacts of the scenario
 * @automation: (nullable): what it tests
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWidget *
parcours_test_part_dialog_new (GtkWindow          *parent,
                               ParcoursForm       *form,
                               ParcoursTestPart    part,
                               JsonObject         *object,
                               const char *const  *contacts,
                               ParcoursAutomation *automation)
{
  static const char *const titles[] = { N_("Contact"), N_("What Happens"), N_("What Is Expected") };
  ParcoursTestPartDialog *self = g_object_new (PARCOURS_TYPE_TEST_PART_DIALOG, "transient-for", parent, "modal",
                                               parent != NULL, "destroy-with-parent", TRUE, NULL);

  self->form = g_object_ref (form);
  self->part = part;
  self->object = object != NULL ? parcours_test_part_copy (object) : json_object_new ();
  self->values = json_object_new ();
  self->contacts = g_strdupv ((char **) contacts);
  self->automation = automation != NULL ? parcours_automation_ref (automation) : NULL;
  gtk_window_set_title (GTK_WINDOW (self), _(titles[part]));
  build (self, object == NULL);
  if (object == NULL && self->contacts[0] != NULL && part != PARCOURS_TEST_PART_CONTACT)
    {
      json_object_set_string_member (self->values, "contact", self->contacts[0]);
      refresh (self);
    }

  return GTK_WIDGET (self);
}

/**
 * parcours_test_part_dialog_field:
 * @self: a dialog
 * @name: the name of a field, such as `event`
 *
 * Returns: (transfer none) (nullable): the #ParcoursValueField for it
 */
GtkWidget *
parcours_test_part_dialog_field (ParcoursTestPartDialog *self,
                                 const char             *name)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);

      if (g_str_equal (line->param.name, name))
        return line->field;
    }

  return NULL;
}
