/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-test-subject.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/* What every contact and every deal has, beside custom fields. */
static const struct
{
  const char *kind;
  const char *slug;
  ParcoursFieldType type;
} built_in[] = {
  { "field", "owner", PARCOURS_FIELD_USER }, { "field", "created-at", PARCOURS_FIELD_DATETIME },
  { "field", "last-activity-at", PARCOURS_FIELD_DATETIME }, { "field", "last-order-at", PARCOURS_FIELD_DATETIME },
  { "field", "order-count", PARCOURS_FIELD_NUMBER }, { "field", "total-spent", PARCOURS_FIELD_MONEY },
  { "deal-field", "value", PARCOURS_FIELD_MONEY }, { "deal-field", "owner", PARCOURS_FIELD_USER },
  { "deal-field", "created-at", PARCOURS_FIELD_DATETIME }, { "deal-field", "closed-at", PARCOURS_FIELD_DATETIME },
};

static const ParcoursOp text_ops[] = { PARCOURS_OP_IS, PARCOURS_OP_IS_NOT, PARCOURS_OP_CONTAINS, PARCOURS_OP_NOT_CONTAINS,
                                       PARCOURS_OP_STARTS, PARCOURS_OP_ENDS, PARCOURS_OP_MATCHES, PARCOURS_OP_ONE_OF,
                                       PARCOURS_OP_EMPTY, PARCOURS_OP_NOT_EMPTY };
static const ParcoursOp number_ops[] = { PARCOURS_OP_GE, PARCOURS_OP_GT, PARCOURS_OP_LE, PARCOURS_OP_LT, PARCOURS_OP_EQ,
                                         PARCOURS_OP_NE, PARCOURS_OP_BETWEEN, PARCOURS_OP_EMPTY, PARCOURS_OP_NOT_EMPTY };
static const ParcoursOp date_ops[] = { PARCOURS_OP_EQ, PARCOURS_OP_NE, PARCOURS_OP_LT, PARCOURS_OP_LE, PARCOURS_OP_GT,
                                       PARCOURS_OP_GE, PARCOURS_OP_BETWEEN, PARCOURS_OP_ANNIVERSARY, PARCOURS_OP_EMPTY,
                                       PARCOURS_OP_NOT_EMPTY };
static const ParcoursOp bool_ops[] = { PARCOURS_OP_IS, PARCOURS_OP_EMPTY, PARCOURS_OP_NOT_EMPTY };
static const ParcoursOp choice_ops[] = { PARCOURS_OP_IS, PARCOURS_OP_IS_NOT, PARCOURS_OP_ONE_OF, PARCOURS_OP_NONE_OF,
                                         PARCOURS_OP_EMPTY, PARCOURS_OP_NOT_EMPTY };
static const ParcoursOp choices_ops[] = { PARCOURS_OP_ANY_OF, PARCOURS_OP_ALL_OF, PARCOURS_OP_NONE_OF, PARCOURS_OP_EMPTY,
                                          PARCOURS_OP_NOT_EMPTY };

/**
 * parcours_field_kind_of:
 * @holder: (nullable): whose field: `contact`, `deal` or `account`
 *
 * Returns: (transfer none): the kind of its fields in the library
 */
const char *
parcours_field_kind_of (const char *holder)
{
  return g_strcmp0 (holder, "deal") == 0 ? "deal-field" : g_strcmp0 (holder, "account") == 0 ? "account-field" : "field";
}

static void
set_options (ParcoursTestSubject *subject,
             JsonArray           *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      const char *option = parcours_json_string (json_array_get_element (options, i));

      if (option != NULL)
        g_strv_builder_add (builder, option);
    }
  subject->options = g_strv_builder_end (builder);
  subject->option_labels = g_strdupv (subject->options);
}

/**
 * parcours_test_subject_init_field:
 * @subject: (out caller-allocates): a subject
 * @form: what the editors share
 * @kind: the kind of field, such as `deal-field`
 * @slug: (nullable): which field
 */
void
parcours_test_subject_init_field (ParcoursTestSubject *subject,
                                  ParcoursForm        *form,
                                  const char          *kind,
                                  const char          *slug)
{
  const ParcoursEntity *field = slug != NULL ? parcours_library_lookup (parcours_form_library (form), kind, slug) : NULL;

  *subject = (ParcoursTestSubject){ PARCOURS_FIELD_TEXT };
  for (guint i = 0; field == NULL && slug != NULL && i < G_N_ELEMENTS (built_in); i++)
    {
      if (g_str_equal (built_in[i].kind, kind) && g_str_equal (built_in[i].slug, slug))
        subject->type = built_in[i].type;
    }
  if (field != NULL)
    subject->type = parcours_field_type_parse (parcours_json_member_string (field->attributes, "type"));
  if (subject->type == PARCOURS_FIELD_USER)
    subject->kind = "user";
  if (field != NULL && (subject->type == PARCOURS_FIELD_CHOICE || subject->type == PARCOURS_FIELD_CHOICES))
    set_options (subject, parcours_json_member_array (field->attributes, "options"));
}

static ParcoursFieldType
type_of_name (const char *name)
{
  static const struct
  {
    const char *name;
    ParcoursFieldType type;
  } types[] = {
    { "text", PARCOURS_FIELD_TEXT }, { "texts", PARCOURS_FIELD_TEXT }, { "url", PARCOURS_FIELD_TEXT },
    { "address", PARCOURS_FIELD_TEXT }, { "number", PARCOURS_FIELD_NUMBER }, { "integer", PARCOURS_FIELD_NUMBER },
    { "money", PARCOURS_FIELD_MONEY }, { "instant", PARCOURS_FIELD_DATETIME }, { "date", PARCOURS_FIELD_DATE },
    { "bool", PARCOURS_FIELD_BOOL }, { "choice", PARCOURS_FIELD_CHOICE }, { "value", PARCOURS_FIELD_TEXT },
    { "object", PARCOURS_FIELD_TEXT }, { "items", PARCOURS_FIELD_TEXT }, { "cart", PARCOURS_FIELD_TEXT },
    { "deal", PARCOURS_FIELD_TEXT },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (types[i].name, name))
        return types[i].type;
    }

  return name != NULL ? PARCOURS_FIELD_USER : PARCOURS_FIELD_TEXT;
}

/**
 * parcours_test_subject_init_key:
 * @subject: (out caller-allocates): a subject
 * @form: what the editors share
 * @owner: (nullable): a topic or a kind of record
 * @key: one of its keys
 */
void
parcours_test_subject_init_key (ParcoursTestSubject *subject,
                                ParcoursForm        *form,
                                const char          *owner,
                                const char          *key)
{
  const char *field_kind = g_strcmp0 (owner, "deal") == 0 ? "deal-field" : g_strcmp0 (owner, "account") == 0 ? "account-field" : NULL;
  const char *name = parcours_key_type (owner, key);

  if (name == NULL && field_kind != NULL)
    {
      parcours_test_subject_init_field (subject, form, field_kind, key);
      return;
    }
  *subject = (ParcoursTestSubject){ type_of_name (name) };
  if (subject->type == PARCOURS_FIELD_USER)
    subject->kind = g_strcmp0 (name, "categories") == 0 ? "category" : g_strcmp0 (name, "collections") == 0 ? "collection" : name;
  if (subject->type != PARCOURS_FIELD_CHOICE)
    return;
  subject->options = parcours_key_choices (owner, key);
  subject->option_labels = g_strdupv (subject->options);
  for (guint i = 0; subject->options[i] != NULL; i++)
    {
      g_free (subject->option_labels[i]);
      subject->option_labels[i] = parcours_phrase_capitalize (parcours_choice_to_words (owner, key, subject->options[i]));
    }
}

/**
 * parcours_test_subject_clear:
 * @subject: a subject
 */
void
parcours_test_subject_clear (ParcoursTestSubject *subject)
{
  g_clear_pointer (&subject->options, g_strfreev);
  g_clear_pointer (&subject->option_labels, g_strfreev);
}

static gboolean
same_texts (char **a,
            char **b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * parcours_test_subject_equal:
 * @a: a subject
 * @b: another
 *
 * Returns: whether both have the same form
 */
gboolean
parcours_test_subject_equal (const ParcoursTestSubject *a,
                             const ParcoursTestSubject *b)
{
  return a->type == b->type && g_strcmp0 (a->kind, b->kind) == 0 && same_texts (a->options, b->options);
}

#define OPS(ops) (*n_ops = G_N_ELEMENTS (ops), ops)

/**
 * parcours_test_subject_ops:
 * @subject: a subject
 * @n_ops: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_ops): how it can be tested, the usual way first
 */
const ParcoursOp *
parcours_test_subject_ops (const ParcoursTestSubject *subject,
                           guint                     *n_ops)
{
  switch (subject->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return OPS (number_ops);
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_DATETIME:
    case PARCOURS_FIELD_BIRTHDAY:
      return OPS (date_ops);
    case PARCOURS_FIELD_BOOL:
      return OPS (bool_ops);
    case PARCOURS_FIELD_CHOICE:
    case PARCOURS_FIELD_USER:
      return OPS (choice_ops);
    case PARCOURS_FIELD_CHOICES:
      return OPS (choices_ops);
    case PARCOURS_FIELD_TEXT:
    case PARCOURS_FIELD_UNKNOWN:
    default:
      return OPS (text_ops);
    }
}

static gboolean
is_time (const ParcoursTestSubject *subject)
{
  return subject->type == PARCOURS_FIELD_DATE || subject->type == PARCOURS_FIELD_DATETIME ||
         subject->type == PARCOURS_FIELD_BIRTHDAY;
}

/**
 * parcours_test_op_label:
 * @subject: a subject
 * @op: an operator
 *
 * Returns: (transfer none): what it is called in a list
 */
const char *
parcours_test_op_label (const ParcoursTestSubject *subject,
                        ParcoursOp                 op)
{
  static const struct
  {
    ParcoursOp op;
    const char *label;
    const char *time_label;
  } labels[] = {
    { PARCOURS_OP_IS, NC_("operator", "Is"), NULL }, { PARCOURS_OP_IS_NOT, NC_("operator", "Is not"), NULL },
    { PARCOURS_OP_CONTAINS, NC_("operator", "Contains"), NULL },
    { PARCOURS_OP_NOT_CONTAINS, NC_("operator", "Does not contain"), NULL },
    { PARCOURS_OP_STARTS, NC_("operator", "Starts with"), NULL }, { PARCOURS_OP_ENDS, NC_("operator", "Ends with"), NULL },
    { PARCOURS_OP_MATCHES, NC_("operator", "Fits the pattern"), NULL },
    { PARCOURS_OP_MATCHES_URL, NC_("operator", "Fits the address"), NULL },
    { PARCOURS_OP_ONE_OF, NC_("operator", "Is one of"), NULL }, { PARCOURS_OP_NONE_OF, NC_("operator", "Is none of"), NULL },
    { PARCOURS_OP_ALL_OF, NC_("operator", "Has all of"), NULL }, { PARCOURS_OP_ANY_OF, NC_("operator", "Has one of"), NULL },
    { PARCOURS_OP_EQ, NC_("operator", "Is exactly"), NC_("operator", "Is on") },
    { PARCOURS_OP_NE, NC_("operator", "Is not"), NC_("operator", "Is not on") },
    { PARCOURS_OP_LT, NC_("operator", "Is less than"), NC_("operator", "Is before") },
    { PARCOURS_OP_LE, NC_("operator", "Is at most"), NC_("operator", "Is on or before") },
    { PARCOURS_OP_GT, NC_("operator", "Is more than"), NC_("operator", "Is after") },
    { PARCOURS_OP_GE, NC_("operator", "Is at least"), NC_("operator", "Is on or after") },
    { PARCOURS_OP_BETWEEN, NC_("operator", "Is between"), NC_("operator", "Is between") },
    { PARCOURS_OP_ANNIVERSARY, NC_("operator", "Comes round each year"), NULL },
    { PARCOURS_OP_EMPTY, NC_("operator", "Is not known"), NULL },
    { PARCOURS_OP_NOT_EMPTY, NC_("operator", "Is known"), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (labels[i].op == op)
        return g_dpgettext2 (GETTEXT_PACKAGE, "operator",
                             is_time (subject) && labels[i].time_label != NULL ? labels[i].time_label : labels[i].label);
    }

  return parcours_op_name (op);
}

static char *
first_choice (const ParcoursTestSubject *subject,
              ParcoursForm              *form)
{
  g_autoptr (GPtrArray) entities = subject->kind != NULL ? parcours_library_list (parcours_form_library (form), subject->kind)
                                                         : NULL;

  if (entities != NULL && entities->len > 0)
    return g_strdup (((const ParcoursEntity *) g_ptr_array_index (entities, 0))->slug);

  return g_strdup (subject->options != NULL && subject->options[0] != NULL ? subject->options[0] : "");
}

static JsonNode *
initial_scalar (const ParcoursTestSubject *subject,
                ParcoursForm              *form)
{
  g_autofree char *choice = NULL;
  JsonNode *node;

  switch (subject->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return parcours_json_new_number (1.);
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_DATETIME:
    case PARCOURS_FIELD_BIRTHDAY:
      return parcours_json_new_string ("today");
    case PARCOURS_FIELD_BOOL:
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_boolean (node, TRUE);
      return node;
    case PARCOURS_FIELD_CHOICE:
    case PARCOURS_FIELD_CHOICES:
    case PARCOURS_FIELD_USER:
      choice = first_choice (subject, form);
      return parcours_json_new_string (choice);
    case PARCOURS_FIELD_TEXT:
    case PARCOURS_FIELD_UNKNOWN:
    default:
      return parcours_json_new_string ("");
    }
}

/**
 * parcours_test_subject_initial:
 * @subject: a subject
 * @form: what the editors share
 * @op: an operator
 *
 * Returns: (transfer full) (nullable): what it is compared with before anybody says otherwise
 */
JsonNode *
parcours_test_subject_initial (const ParcoursTestSubject *subject,
                               ParcoursForm              *form,
                               ParcoursOp                 op)
{
  JsonNode *array;

  switch (op)
    {
    case PARCOURS_OP_EMPTY:
    case PARCOURS_OP_NOT_EMPTY:
      return NULL;
    case PARCOURS_OP_ANNIVERSARY:
      return parcours_json_new_string ("P0D");
    case PARCOURS_OP_ONE_OF:
    case PARCOURS_OP_NONE_OF:
    case PARCOURS_OP_ALL_OF:
    case PARCOURS_OP_ANY_OF:
    case PARCOURS_OP_BETWEEN:
      array = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (array, json_array_new ());
      json_array_add_element (json_node_get_array (array), initial_scalar (subject, form));
      if (op == PARCOURS_OP_BETWEEN)
        json_array_add_element (json_node_get_array (array), is_time (subject) ? parcours_json_new_string ("P30D")
                                                                               : parcours_json_new_number (10.));
      return array;
    default:
      return initial_scalar (subject, form);
    }
}

/* Of a step that changes a deal, what it changes. */
static gboolean
init_property (ParcoursTestSubject *subject,
               const char          *property)
{
  static const char *const statuses[] = { "open", "won", "lost", NULL };

  *subject = (ParcoursTestSubject){ PARCOURS_FIELD_TEXT };
  if (property == NULL || g_str_equal (property, "field"))
    return FALSE;
  if (g_str_equal (property, "value"))
    subject->type = PARCOURS_FIELD_MONEY;
  else if (g_str_equal (property, "owner"))
    {
      subject->type = PARCOURS_FIELD_USER;
      subject->kind = "user";
    }
  else if (g_str_equal (property, "status"))
    {
      subject->type = PARCOURS_FIELD_CHOICE;
      subject->options = g_strdupv ((char **) statuses);
      subject->option_labels = g_strdupv ((char **) statuses);
      for (guint i = 0; statuses[i] != NULL; i++)
        {
          g_free (subject->option_labels[i]);
          subject->option_labels[i] = parcours_phrase_capitalize (parcours_choice_to_words ("deal", "status", statuses[i]));
        }
    }

  return TRUE;
}

/**
 * parcours_test_subject_of_scope:
 * @subject: (out caller-allocates): a subject
 * @form: what the editors share
 * @scope: (nullable): the values of the parameters beside it: `field`, `of`, `property`
 *
 * Finds out whose value is meant where a value stands beside the field that it is for.
 */
void
parcours_test_subject_of_scope (ParcoursTestSubject *subject,
                                ParcoursForm        *form,
                                JsonObject          *scope)
{
  const ParcoursRow *row = parcours_form_row (form);
  const ParcoursParam *field = row != NULL ? parcours_step_type_param (row->type, "field") : NULL;
  const char *kind = field != NULL ? parcours_param_kind (field, scope) : NULL;

  if (scope != NULL && init_property (subject, parcours_json_member_string (scope, "property")))
    return;
  if (kind == NULL)
    kind = parcours_field_kind_of (parcours_json_member_string (scope, "of"));
  parcours_test_subject_init_field (subject, form, kind, parcours_json_member_string (scope, "field"));
}
