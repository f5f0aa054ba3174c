/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-library.h"

/* Amounts are in it where nobody has chosen another one. */
#define DEFAULT_CURRENCY "EUR"

struct _ParcoursLibrary
{
  gatomicrefcount ref_count;
  GHashTable *kinds;  /* (owned) (element-type utf8 GHashTable<utf8, ParcoursEntity>) */
  char *currency;     /* (owned) */
};

/* The columns that every contact has; custom fields come from the workspace. */
static const struct
{
  const char *slug;
  const char *label;
  ParcoursFieldType type;
} builtin_fields[] = {
  { "email", N_("Email"), PARCOURS_FIELD_TEXT },
  { "phone", N_("Phone"), PARCOURS_FIELD_TEXT },
  { "first-name", N_("First name"), PARCOURS_FIELD_TEXT },
  { "last-name", N_("Last name"), PARCOURS_FIELD_TEXT },
  { "language", N_("Language"), PARCOURS_FIELD_TEXT },
  { "timezone", N_("Time zone"), PARCOURS_FIELD_TEXT },
  { "owner", N_("Owner"), PARCOURS_FIELD_USER },
  { "created-at", N_("Created"), PARCOURS_FIELD_DATETIME },
  { "last-activity-at", N_("Last activity"), PARCOURS_FIELD_DATETIME },
  { "last-order-at", N_("Last order"), PARCOURS_FIELD_DATETIME },
  { "order-count", N_("Number of orders"), PARCOURS_FIELD_NUMBER },
  { "total-spent", N_("Total spent"), PARCOURS_FIELD_MONEY },
};

static const char *field_type_names[] = {
  [PARCOURS_FIELD_UNKNOWN] = "unknown",
  [PARCOURS_FIELD_TEXT] = "text",
  [PARCOURS_FIELD_NUMBER] = "number",
  [PARCOURS_FIELD_MONEY] = "money",
  [PARCOURS_FIELD_DATE] = "date",
  [PARCOURS_FIELD_DATETIME] = "datetime",
  [PARCOURS_FIELD_BIRTHDAY] = "birthday",
  [PARCOURS_FIELD_BOOL] = "bool",
  [PARCOURS_FIELD_CHOICE] = "choice",
  [PARCOURS_FIELD_CHOICES] = "choices",
  [PARCOURS_FIELD_USER] = "user",
};

static void
entity_free (gpointer data)
{
  ParcoursEntity *entity = data;

  g_free (entity->kind);
  g_free (entity->slug);
  g_free (entity->label);
  json_object_unref (entity->attributes);
  g_free (entity);
}

static void
add_builtin_fields (ParcoursLibrary *library)
{
  for (guint i = 0; i < G_N_ELEMENTS (builtin_fields); i++)
    {
      g_autoptr (JsonObject) attributes = json_object_new ();

      json_object_set_string_member (attributes, "type", field_type_names[builtin_fields[i].type]);
      json_object_set_boolean_member (attributes, "builtin", TRUE);
      parcours_library_add (library, "field", builtin_fields[i].slug, _(builtin_fields[i].label), attributes);
    }
}

/**
 * parcours_library_new:
 *
 * Returns: (transfer full): a library that knows the columns every contact has
 */
ParcoursLibrary *
parcours_library_new (void)
{
  ParcoursLibrary *library = g_new0 (ParcoursLibrary, 1);

  g_atomic_ref_count_init (&library->ref_count);
  library->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  library->currency = g_strdup (DEFAULT_CURRENCY);
  add_builtin_fields (library);

  return library;
}

/**
 * parcours_library_ref:
 * @library: a library
 *
 * Returns: (transfer full): @library
 */
ParcoursLibrary *
parcours_library_ref (ParcoursLibrary *library)
{
  g_atomic_ref_count_inc (&library->ref_count);

  return library;
}

/**
 * parcours_library_unref:
 * @library: (transfer full): a library
 */
void
parcours_library_unref (ParcoursLibrary *library)
{
  if (!g_atomic_ref_count_dec (&library->ref_count))
    return;
  g_hash_table_unref (library->kinds);
  g_free (library->currency);
  g_free (library);
}

/**
 * parcours_library_currency:
 * @library: (nullable): a library
 *
 * Returns: (transfer none): the ISO 4217 code of the currency in which amounts are
 */
const char *
parcours_library_currency (const ParcoursLibrary *library)
{
  return library != NULL ? library->currency : DEFAULT_CURRENCY;
}

/**
 * parcours_library_set_currency:
 * @library: a library that is still being filled
 * @currency: the ISO 4217 code of the workspace's currency
 */
void
parcours_library_set_currency (ParcoursLibrary *library,
                               const char      *currency)
{
  g_free (library->currency);
  library->currency = g_strdup (currency);
}

/**
 * parcours_library_add:
 * @library: a library that is still being filled
 * @kind: such as `list`
 * @slug: its name in files
 * @label: (nullable): its name for people, or %NULL for the slug
 * @attributes: (nullable) (transfer none): its columns
 *
 * Adds an entity, or replaces the one of that name.
 */
void
parcours_library_add (ParcoursLibrary *library,
                      const char      *kind,
                      const char      *slug,
                      const char      *label,
                      JsonObject      *attributes)
{
  GHashTable *entities = g_hash_table_lookup (library->kinds, kind);
  ParcoursEntity *entity = g_new0 (ParcoursEntity, 1);

  if (entities == NULL)
    {
      entities = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entity_free);
      g_hash_table_insert (library->kinds, g_strdup (kind), entities);
    }
  entity->kind = g_strdup (kind);
  entity->slug = g_strdup (slug);
  entity->label = g_strdup (label != NULL ? label : slug);
  entity->attributes = parcours_json_copy_object (attributes);
  g_hash_table_replace (entities, entity->slug, entity);
}

/**
 * parcours_library_lookup:
 * @library: (nullable): a library
 * @kind: such as `list`
 * @slug: its name in files
 *
 * Returns: (transfer none) (nullable): the entity, or %NULL if there is none of that name
 */
const ParcoursEntity *
parcours_library_lookup (const ParcoursLibrary *library,
                         const char            *kind,
                         const char            *slug)
{
  GHashTable *entities = library != NULL ? g_hash_table_lookup (library->kinds, kind) : NULL;

  return entities != NULL && slug != NULL ? g_hash_table_lookup (entities, slug) : NULL;
}

/**
 * parcours_library_label:
 * @library: (nullable): a library
 * @kind: such as `list`
 * @slug: a slug
 *
 * Returns: (transfer none): what people call it, or @slug itself
 */
const char *
parcours_library_label (const ParcoursLibrary *library,
                        const char            *kind,
                        const char            *slug)
{
  const ParcoursEntity *entity = parcours_library_lookup (library, kind, slug);

  return entity != NULL ? entity->label : slug;
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  const ParcoursEntity *one = *(const ParcoursEntity *const *) a;
  const ParcoursEntity *other = *(const ParcoursEntity *const *) b;
  int order = g_utf8_collate (one->label, other->label);

  return order != 0 ? order : strcmp (one->slug, other->slug);
}

/**
 * parcours_library_list:
 * @library: (nullable): a library
 * @kind: such as `list`
 *
 * Returns: (transfer full) (element-type ParcoursEntity): all of that kind by label
 */
GPtrArray *
parcours_library_list (const ParcoursLibrary *library,
                       const char            *kind)
{
  GHashTable *entities = library != NULL ? g_hash_table_lookup (library->kinds, kind) : NULL;
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entity;

  if (entities == NULL)
    return list;
  g_hash_table_iter_init (&iter, entities);
  while (g_hash_table_iter_next (&iter, NULL, &entity))
    g_ptr_array_add (list, entity);
  g_ptr_array_sort (list, compare_labels);

  return list;
}

/**
 * parcours_field_type_parse:
 * @name: (nullable): the name of a type; `long-text` is text
 *
 * Returns: the type
 */
ParcoursFieldType
parcours_field_type_parse (const char *name)
{
  if (g_strcmp0 (name, "long-text") == 0)
    return PARCOURS_FIELD_TEXT;
  for (guint i = 1; i < G_N_ELEMENTS (field_type_names); i++)
    {
      if (g_strcmp0 (field_type_names[i], name) == 0)
        return (ParcoursFieldType) i;
    }

  return PARCOURS_FIELD_UNKNOWN;
}

/**
 * parcours_field_type_name:
 * @type: a type
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_field_type_name (ParcoursFieldType type)
{
  return field_type_names[type];
}

/**
 * parcours_library_field_type:
 * @library: (nullable): a library
 * @kind: `field`, `deal-field` or `account-field`
 * @slug: a slug
 *
 * Returns: the type of the field, or %PARCOURS_FIELD_UNKNOWN
 */
ParcoursFieldType
parcours_library_field_type (const ParcoursLibrary *library,
                             const char            *kind,
                             const char            *slug)
{
  const ParcoursEntity *entity = parcours_library_lookup (library, kind, slug);

  return entity != NULL ? parcours_field_type_parse (parcours_json_member_string (entity->attributes, "type"))
                        : PARCOURS_FIELD_UNKNOWN;
}
