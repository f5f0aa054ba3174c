/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-condition-menu.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-references.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/*
 * All that can be asked, as a list to search in. The id of an item is the
 * condition that it adds.
 */

/* What can be asked without naming anything first. */
static const struct
{
  const char *json;
  const char *label;
  const char *detail;
} fixed[] = {
  { "{\"any\": []}", N_("Group of conditions"), N_("At least one, all or none of several") },
  { "{\"tag\": \"any\"}", N_("Tags"), N_("Has a tag, or has not") },
  { "{\"list\": \"any\"}", N_("Lists"), N_("Is on a list, with its status") },
  { "{\"segment\": \"any\"}", N_("Segments"), N_("Belongs to a segment") },
  { "{\"group\": \"any\"}", N_("Groups"), N_("Belongs to a group") },
  { "{\"audience\": \"any\"}", N_("Audiences"), N_("Belongs to an audience") },
  { "{\"consent\": \"email\"}", N_("Consent"), N_("May be written to by email, SMS …") },
  { "{\"deal\": {}}", N_("Deals"), N_("Has a deal") },
  { "{\"order\": {}}", N_("Orders"), N_("Has an order") },
  { "{\"cart\": {}}", N_("Carts"), N_("Has a cart") },
  { "{\"task\": {}}", N_("Tasks"), N_("Has a task") },
  { "{\"account\": {}}", N_("Accounts"), N_("Belongs to an account") },
  { "{\"loyalty\": {}}", N_("Loyalty"), N_("Tier, balance, membership") },
  { "{\"voucher\": {}}", N_("Vouchers"), N_("Has a voucher") },
  { "{\"meeting\": {}}", N_("Meetings"), N_("Has a meeting") },
  { "{\"trigger\": {}}", N_("What let the contact in"), N_("Details of the event that started this") },
  { "{\"now\": {\"hour\": 9}}", N_("Date and time"), N_("It is a day of the week, an hour …") },
};

static char *
field_json (ParcoursForm *form,
            const char   *kind,
            const char   *slug)
{
  const char *holder = g_str_equal (kind, "deal-field") ? "deal" : g_str_equal (kind, "account-field") ? "account" : NULL;
  ParcoursTestSubject subject;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  guint n_ops;
  ParcoursOp op;

  parcours_test_subject_init_field (&subject, form, kind, slug);
  op = parcours_test_subject_ops (&subject, &n_ops)[0];
  json_object_set_string_member (object, "field", slug);
  json_object_set_string_member (object, "op", parcours_op_name (op));
  json_object_set_member (object, "value", parcours_test_subject_initial (&subject, form, op));
  if (holder != NULL)
    json_object_set_string_member (object, "of", holder);
  json_node_take_object (node, object);
  parcours_test_subject_clear (&subject);

  return parcours_json_to_line (node);
}

static void
add_fields (ParcoursForm *form,
            const char   *kind,
            const char   *detail,
            GListStore   *list)
{
  const ParcoursParam param = { (char *) "field", PARCOURS_PARAM_REF, .kind = (char *) kind };
  g_autoptr (GListStore) fields = g_list_store_new (PARCOURS_TYPE_PICK_ITEM);

  parcours_references_fill (form, &param, kind, NULL, fields);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fields)); i++)
    {
      g_autoptr (ParcoursPickItem) item = g_list_model_get_item (G_LIST_MODEL (fields), i);
      g_autofree char *json = field_json (form, kind, parcours_pick_item_id (item));

      parcours_pick_list_add (list, json, parcours_pick_item_label (item), detail);
    }
}

static void
add_named (ParcoursForm *form,
           const char   *kind,
           const char   *format,
           const char   *detail,
           GListStore   *list)
{
  g_autoptr (GPtrArray) entities = parcours_library_list (parcours_form_library (form), kind);

  for (guint i = 0; i < entities->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (entities, i);
      g_autofree char *json = parcours_phrase_fill (format, "slug", entity->slug, NULL);

      parcours_pick_list_add (list, json, entity->label, detail);
    }
}

/* Who leaves an automation leaves for what happens inside it: an order of last year must not end it at once. */
static gboolean
asks_who_leaves (ParcoursForm *form)
{
  return parcours_form_document (form) != NULL && parcours_form_step (form) == NULL;
}

static void
add_events (ParcoursForm *form,
            GListStore   *list)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const char *since = asks_who_leaves (form) ? ", \"since\": \"entry\"" : "";

  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (catalog, i);
      g_autofree char *json = g_strdup_printf ("{\"event\": \"%s\"%s}", topic->name, since);

      parcours_pick_list_add (list, json, _(topic->label), C_("condition", "Event"));
    }
}

/**
 * parcours_condition_menu_fill:
 * @form: what the editors share
 * @list: (element-type ParcoursPickItem): where all that can be asked is added
 */
void
parcours_condition_menu_fill (ParcoursForm *form,
                              GListStore   *list)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    parcours_pick_list_add (list, fixed[i].json, _(fixed[i].label), _(fixed[i].detail));
  add_fields (form, "field", C_("condition", "Field of the contact"), list);
  add_named (form, "score", "{\"score\": \"{slug}\", \"op\": \">=\", \"value\": 1}", C_("condition", "Score"), list);
  add_events (form, list);
  add_named (form, "automation", "{\"automation\": \"{slug}\", \"state\": \"entered\"}", C_("condition", "Automation"), list);
  add_fields (form, "deal-field", C_("condition", "Field of the deal"), list);
  add_fields (form, "account-field", C_("condition", "Field of the account"), list);
}

/**
 * parcours_where_menu_fill:
 * @form: what the editors share
 * @owner: (nullable): whose keys: a topic, a kind of record, or `items`
 * @list: (element-type ParcoursPickItem): where all that can be asked is added
 */
void
parcours_where_menu_fill (ParcoursForm *form,
                          const char   *owner,
                          GListStore   *list)
{
  g_auto (GStrv) keys = owner != NULL ? parcours_keys_of (owner, parcours_form_library (form)) : NULL;

  parcours_pick_list_add (list, "{\"any\": []}", _("Group of conditions"), _("At least one, all or none of several"));
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *label = parcours_key_label (owner, keys[i], parcours_form_library (form));
      g_autofree char *json = NULL;

      json_node_take_object (node, json_object_new ());
      json_object_set_member (json_node_get_object (node), keys[i], parcours_key_test_initial (form, owner, keys[i]));
      json = parcours_json_to_line (node);
      parcours_pick_list_add (list, json, label, NULL);
    }
}
