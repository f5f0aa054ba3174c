/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-words-private.h"

/* The same question about a key of a payload, so that fields, columns and keys
 * are said alike. */
static ParcoursWhere *
where_of (const ParcoursCondition *condition)
{
  g_autoptr (JsonObject) test = json_object_new ();
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (test, "op", parcours_op_name (condition->op));
  if (condition->value != NULL)
    json_object_set_member (test, "value", json_node_ref (condition->value));
  json_object_set_object_member (object, "value", g_steal_pointer (&test));
  json_node_take_object (node, g_steal_pointer (&object));

  return parcours_where_parse (node, NULL);
}

/* What cannot be read as a test is never true; it is said as it stands. */
static char *
unreadable (const ParcoursSubject   *subject,
            const ParcoursCondition *condition)
{
  g_autofree char *line = parcours_json_to_line (condition->value);

  return parcours_phrase_fill (_("{field} is {value}"), "field", subject->noun->text, "value", line, NULL);
}

/**
 * parcours_words_field:
 * @condition: a leaf about a field or a score
 * @names: (nullable): names
 * @brief: whether what is said of missing values is left out, for a card
 *
 * Returns: (transfer full): "city is not Paris, or is not known"
 */
char *
parcours_words_field (const ParcoursCondition *condition,
                      const ParcoursNames     *names,
                      gboolean                 brief)
{
  ParcoursSubject subject;
  g_autoptr (ParcoursWhere) where = NULL;
  char *clause;

  parcours_subject_init_field (&subject, condition, names);
  subject.brief = brief;
  if (condition->kind == PARCOURS_CONDITION_SCORE)
    {
      const ParcoursTest test = { .op = condition->op, .comparison = condition->comparison, .has_comparison = TRUE,
                                  .n_literals = 1 };

      clause = parcours_words_clause (&subject, &test, names);
    }
  else
    {
      where = where_of (condition);
      clause = where != NULL
               ? parcours_words_clause (&subject, &((ParcoursWhere *) g_ptr_array_index (where->children, 0))->test, names)
               : unreadable (&subject, condition);
    }
  parcours_subject_clear (&subject);

  return clause;
}
