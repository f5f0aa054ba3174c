/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-kind.h"
#include "parcours-references.h"
#include "parcours-step-words.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/* Columns that every contact has, beside its custom fields (vocabulary, section 5). */
static const struct
{
  const char *slug;
  const char *label;
} built_in[] = {
  { "email", NC_("field", "Email") }, { "first-name", NC_("field", "First name") },
  { "last-name", NC_("field", "Last name") }, { "phone", NC_("field", "Phone") },
  { "language", NC_("field", "Language") }, { "owner", NC_("field", "Owner") },
  { "created-at", NC_("field", "Date of creation") }, { "last-activity-at", NC_("field", "Last activity") },
  { "last-order-at", NC_("field", "Last order") }, { "order-count", NC_("field", "Number of orders") },
  { "total-spent", NC_("field", "Total spent") },
};

/* The dates that each owner has, beside its custom fields. */
static const struct
{
  const char *of;
  const char *slug;
  const char *label;
} dates[] = {
  { "contact", "created-at", NC_("field", "Date of creation") }, { "contact", "last-order-at", NC_("field", "Last order") },
  { "contact", "last-activity-at", NC_("field", "Last activity") }, { "deal", "created-at", NC_("field", "Date of creation") },
  { "deal", "closed-at", NC_("field", "Closing date") }, { "loyalty", "joined-on", NC_("field", "Joining date") },
  { "voucher", "expires", NC_("field", "Expiry date") },
};

static gboolean
is_date_field (const ParcoursParam *param)
{
  return (guint) param->type == PARCOURS_FORM_DATE_FIELD;
}

/* Where the platform takes some fields alone, no others are offered; the questions of conditions are free. */
static gboolean
is_taken (ParcoursForm         *form,
          const ParcoursParam  *param,
          const ParcoursEntity *field)
{
  const ParcoursRow *row = parcours_form_row (form);
  gboolean is_date = is_date_field (param);

  return row == NULL || (!is_date && parcours_step_type_param (row->type, param->name) != param) ||
         parcours_row_takes_field (row, is_date ? "date" : param->name, field);
}

static void
fill_dates (ParcoursForm        *form,
            const ParcoursParam *param,
            const char          *of,
            GListStore          *list)
{
  const char *kind = g_str_equal (of, "deal") ? "deal-field" : g_str_equal (of, "contact") ? "field" : NULL;
  ParcoursLibrary *library = parcours_form_library (form);
  g_autoptr (GPtrArray) fields = kind != NULL ? parcours_library_list (library, kind) : NULL;

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ParcoursEntity *field = g_ptr_array_index (fields, i);
      ParcoursFieldType type = parcours_library_field_type (library, kind, field->slug);

      if ((type == PARCOURS_FIELD_DATE || type == PARCOURS_FIELD_DATETIME || type == PARCOURS_FIELD_BIRTHDAY) &&
          is_taken (form, param, field))
        parcours_pick_list_add (list, field->slug, field->label, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      if (g_str_equal (dates[i].of, of) && (kind == NULL || parcours_library_lookup (library, kind, dates[i].slug) == NULL))
        parcours_pick_list_add (list, dates[i].slug, g_dpgettext2 (GETTEXT_PACKAGE, "field", dates[i].label), NULL);
    }
}

static char *
date_label (ParcoursForm *form,
            const char   *of,
            const char   *slug,
            gboolean     *is_missing)
{
  const char *kind = g_strcmp0 (of, "deal") == 0 ? "deal-field" : "field";
  const ParcoursEntity *field = parcours_library_lookup (parcours_form_library (form), kind, slug);

  for (guint i = 0; field == NULL && i < G_N_ELEMENTS (dates); i++)
    {
      if (g_strcmp0 (dates[i].of, of) == 0 && g_str_equal (dates[i].slug, slug))
        return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "field", dates[i].label));
    }
  *is_missing = field == NULL && parcours_form_library (form) != NULL;

  return g_strdup (field != NULL ? field->label : slug);
}

/* What the step says of it beside: the pipeline of a stage, of what a score is; %NULL where it says nothing. */
static const char *
said_beside (const ParcoursKindColumn *column,
             JsonObject               *scope)
{
  JsonNode *value = column->is_fixed && scope != NULL ? json_object_get_member (scope, column->param->name) : NULL;
  const char *text = value != NULL ? parcours_json_string (value) : NULL;

  return text != NULL && !g_str_equal (text, "any") && parcours_param_check (column->param, value, NULL) ? text : NULL;
}

static gboolean
belongs (const ParcoursKind   *kind,
         const ParcoursEntity *entity,
         JsonObject           *scope)
{
  for (guint i = 0; kind != NULL && i < kind->columns->len; i++)
    {
      const ParcoursKindColumn *column = g_ptr_array_index (kind->columns, i);
      const char *said = said_beside (column, scope);
      const char *has = parcours_json_member_string (entity->attributes, column->param->name);

      if (has == NULL && column->param->fallback != NULL)
        has = parcours_json_string (column->param->fallback);
      if (said != NULL && has != NULL && !g_str_equal (said, has))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_reference_kind:
 * @form: what the editors share
 * @param: a parameter that holds references
 * @scope: (nullable): the values of the parameters beside it
 *
 * Returns: (transfer none) (nullable): the kind of thing that it names
 */
const char *
parcours_reference_kind (ParcoursForm        *form,
                         const ParcoursParam *param,
                         JsonObject          *scope)
{
  /* A date is one of what it is a date of. */
  if (is_date_field (param))
    return parcours_json_member_string (scope, "of");

  return param->type == PARCOURS_PARAM_STEP ? "step"
       : param->type == PARCOURS_PARAM_TOPIC ? "topic" : parcours_param_kind (param, scope);
}

static void
fill_steps (ParcoursForm *form,
            GListStore   *list)
{
  ParcoursDocument *document = parcours_form_document (form);
  ParcoursAutomation *automation = document != NULL ? parcours_document_automation (document) : NULL;

  for (guint i = 0; automation != NULL && i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      g_autofree char *headline = parcours_step_headline (step, automation, parcours_form_library (form));
      g_autofree char *sentence = parcours_step_sentence (step, automation, parcours_form_library (form));

      if (g_strcmp0 (step->id, parcours_form_step (form)) != 0)
        parcours_pick_list_add (list, step->id, headline, sentence);
    }
}

static void
fill_topics (GListStore *list)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_topics (catalog); i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (catalog, i);

      parcours_pick_list_add (list, topic->name, _(topic->label), NULL);
    }
}

static void
fill_built_in (ParcoursLibrary *library,
               GListStore      *list)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      if (parcours_library_lookup (library, "field", built_in[i].slug) == NULL)
        parcours_pick_list_add (list, built_in[i].slug, g_dpgettext2 (GETTEXT_PACKAGE, "field", built_in[i].label), NULL);
    }
}

static void
fill_entities (ParcoursForm        *form,
               const ParcoursParam *param,
               const char          *kind,
               JsonObject          *scope,
               GListStore          *list)
{
  ParcoursLibrary *library = parcours_form_library (form);
  const ParcoursKind *about = parcours_kind_find (kind);
  const char *parent = about != NULL ? about->parent : NULL;
  const char *owner = parent != NULL ? said_beside (parcours_kind_column (about, parent), scope) : NULL;
  g_autoptr (GPtrArray) entities = parcours_library_list (library, kind);

  for (guint i = 0; i < entities->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (entities, i);
      const char *belongs_to = parent != NULL ? parcours_json_member_string (entity->attributes, parent) : NULL;

      if (belongs (about, entity, scope) && is_taken (form, param, entity))
        parcours_pick_list_add (list, entity->slug, entity->label,
                                owner == NULL && belongs_to != NULL ? parcours_library_label (library, parent, belongs_to) : NULL);
    }
  if (g_str_equal (kind, "field"))
    fill_built_in (library, list);
}

/**
 * parcours_references_fill:
 * @form: what the editors share
 * @param: a parameter that holds references
 * @kind: (nullable): the kind of thing
 * @scope: (nullable): the values of the parameters beside it
 * @list: (element-type ParcoursPickItem): where what can be named is added
 */
void
parcours_references_fill (ParcoursForm        *form,
                          const ParcoursParam *param,
                          const char          *kind,
                          JsonObject          *scope,
                          GListStore          *list)
{
  if (param->type == PARCOURS_PARAM_STEP)
    fill_steps (form, list);
  else if (param->type == PARCOURS_PARAM_TOPIC)
    fill_topics (list);
  else if (is_date_field (param) && kind != NULL)
    fill_dates (form, param, kind, list);
  else if (kind != NULL)
    fill_entities (form, param, kind, scope, list);
}

static char *
step_label (ParcoursForm *form,
            const char   *id,
            gboolean     *is_missing)
{
  ParcoursNames names = parcours_form_names (form);
  ParcoursDocument *document = parcours_form_document (form);

  *is_missing = document == NULL || parcours_automation_step (parcours_document_automation (document), id) == NULL;

  return parcours_names_step (&names, id);
}

static char *
topic_label (const char *name,
             gboolean   *is_missing)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), name);

  *is_missing = topic == NULL;

  return g_strdup (topic != NULL ? _(topic->label) : name);
}

static const char *
built_in_label (const char *kind,
                const char *slug)
{
  for (guint i = 0; g_str_equal (kind, "field") && i < G_N_ELEMENTS (built_in); i++)
    {
      if (g_str_equal (built_in[i].slug, slug))
        return g_dpgettext2 (GETTEXT_PACKAGE, "field", built_in[i].label);
    }

  return NULL;
}

/**
 * parcours_reference_label:
 * @form: what the editors share
 * @param: a parameter that holds references
 * @kind: (nullable): the kind of thing
 * @slug: what it names
 * @is_missing: (out): whether there is no such thing
 *
 * Returns: (transfer full): what people call it
 */
char *
parcours_reference_label (ParcoursForm        *form,
                          const ParcoursParam *param,
                          const char          *kind,
                          const char          *slug,
                          gboolean            *is_missing)
{
  ParcoursLibrary *library = parcours_form_library (form);
  const ParcoursEntity *entity;

  *is_missing = FALSE;
  if (param->type == PARCOURS_PARAM_STEP)
    return step_label (form, slug, is_missing);
  if (param->type == PARCOURS_PARAM_TOPIC)
    return topic_label (slug, is_missing);
  if (is_date_field (param))
    return date_label (form, kind, slug, is_missing);
  entity = kind != NULL ? parcours_library_lookup (library, kind, slug) : NULL;
  if (entity == NULL && kind != NULL && built_in_label (kind, slug) != NULL)
    return g_strdup (built_in_label (kind, slug));
  *is_missing = library != NULL && kind != NULL && entity == NULL;

  return g_strdup (entity != NULL ? entity->label : slug);
}

static gboolean
takes_type (ParcoursForm        *form,
            const ParcoursParam *param,
            const char          *kind,
            const char          *type)
{
  static const char *const date_types[] = { "date", "datetime", "birthday", NULL };
  g_autoptr (JsonObject) attributes = json_object_new ();
  ParcoursEntity entity = { (char *) kind, (char *) "", (char *) "", attributes };

  json_object_set_string_member (attributes, "type", type);

  return (!is_date_field (param) || g_strv_contains (date_types, type)) && is_taken (form, param, &entity);
}

/* The types of fields that are taken at this place. */
static JsonNode *
taken_types (ParcoursForm        *form,
             const ParcoursParam *param,
             const char          *kind,
             char               **types)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; types[i] != NULL; i++)
    {
      if (takes_type (form, param, kind, types[i]))
        json_array_add_string_element (json_node_get_array (node), types[i]);
    }

  return node;
}

/**
 * parcours_references_set_new:
 * @picker: a picker
 * @form: what the editors share
 * @param: a parameter that holds references
 * @kind: (nullable): the kind of thing that it offers
 * @scope: (nullable): the values of the parameters beside it
 *
 * Lets the picker make something new of the kind, where that is possible, and such that it is offered then.
 */
void
parcours_references_set_new (ParcoursPicker      *picker,
                             ParcoursForm        *form,
                             const ParcoursParam *param,
                             const char          *kind,
                             JsonObject          *scope)
{
  const char *made = !is_date_field (param) || kind == NULL ? kind : g_str_equal (kind, "contact") ? "field"
                     : g_str_equal (kind, "deal") ? "deal-field" : NULL;
  const ParcoursKind *about = made != NULL ? parcours_kind_find (made) : NULL;
  gboolean is_field = made != NULL && (g_str_equal (made, "field") || g_str_has_suffix (made, "-field"));
  g_autoptr (JsonObject) given = json_object_new ();

  for (guint i = 0; about != NULL && i < about->columns->len; i++)
    {
      const ParcoursKindColumn *column = g_ptr_array_index (about->columns, i);
      const char *said = said_beside (column, scope);

      if (is_field && g_str_equal (column->param->name, "type"))
        json_object_set_member (given, "type", taken_types (form, param, made, column->param->choices));
      else if (said != NULL)
        json_object_set_string_member (given, column->param->name, said);
    }
  parcours_picker_set_new_kind (picker, about != NULL ? made : NULL, g_steal_pointer (&given));
}
