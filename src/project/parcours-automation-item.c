/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-automation-item.h"

struct _ParcoursAutomationItem
{
  GObject parent_instance;

  char *slug;                     /* (owned) */
  ParcoursAutomation *automation; /* (owned) as it is now */
  ParcoursDocument *document;     /* (owned) (nullable) */
  gboolean ready;
  gint64 active_since;            /* or 0 */
  guint n_errors;
  guint n_warnings;
  char *published;                /* (owned) (nullable) the digest of what the server has */
  gboolean is_changed;
};

enum
{
  PROP_0,
  PROP_SLUG,
  PROP_NAME,
  PROP_READY,
  PROP_ACTIVE_SINCE,
  PROP_N_PROBLEMS,
  PROP_CHANGED,
  PROP_AUTOMATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ParcoursAutomationItem, parcours_automation_item, G_TYPE_OBJECT)

static void
parcours_automation_item_finalize (GObject *object)
{
  ParcoursAutomationItem *self = PARCOURS_AUTOMATION_ITEM (object);

  g_free (self->slug);
  g_clear_pointer (&self->automation, parcours_automation_unref);
  g_clear_object (&self->document);
  g_free (self->published);
  G_OBJECT_CLASS (parcours_automation_item_parent_class)->finalize (object);
}

static void
parcours_automation_item_get_property (GObject    *object,
                                       guint       id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  ParcoursAutomationItem *self = PARCOURS_AUTOMATION_ITEM (object);

  switch (id)
    {
    case PROP_SLUG:
      g_value_set_string (value, self->slug);
      break;
    case PROP_NAME:
      g_value_set_string (value, parcours_automation_item_name (self));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_ACTIVE_SINCE:
      g_value_set_int64 (value, self->active_since);
      break;
    case PROP_N_PROBLEMS:
      g_value_set_uint (value, parcours_automation_item_n_problems (self));
      break;
    case PROP_CHANGED:
      g_value_set_boolean (value, self->is_changed);
      break;
    case PROP_AUTOMATION:
      g_value_set_pointer (value, self->automation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_automation_item_class_init (ParcoursAutomationItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = parcours_automation_item_finalize;
  object_class->get_property = parcours_automation_item_get_property;

  properties[PROP_SLUG] = g_param_spec_string ("slug", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_ACTIVE_SINCE] = g_param_spec_int64 ("active-since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_PROBLEMS] = g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, flags);
  properties[PROP_AUTOMATION] = g_param_spec_pointer ("automation", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
parcours_automation_item_init (ParcoursAutomationItem *self)
{
}

/**
 * parcours_automation_item_new:
 * @info: (transfer none): what the workspace says of it
 * @automation: (transfer none): the automation as it is now
 *
 * Returns: (transfer full): an item for it
 */
ParcoursAutomationItem *
parcours_automation_item_new (const ParcoursAutomationInfo *info,
                              ParcoursAutomation           *automation)
{
  ParcoursAutomationItem *self = g_object_new (PARCOURS_TYPE_AUTOMATION_ITEM, NULL);

  self->slug = g_strdup (info->slug);
  self->automation = parcours_automation_ref (automation);
  self->ready = info->ready;
  self->active_since = info->active_since;

  return self;
}

/**
 * parcours_automation_item_slug:
 * @self: an item
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_automation_item_slug (ParcoursAutomationItem *self)
{
  return self->slug;
}

/**
 * parcours_automation_item_name:
 * @self: an item
 *
 * Returns: (transfer none): its name for people
 */
const char *
parcours_automation_item_name (ParcoursAutomationItem *self)
{
  return parcours_automation_name (self->automation);
}

/**
 * parcours_automation_item_platform:
 * @self: an item
 *
 * Returns: the platform it is drawn for
 */
ParcoursPlatform
parcours_automation_item_platform (ParcoursAutomationItem *self)
{
  return parcours_automation_platform (self->automation);
}

/**
 * parcours_automation_item_automation:
 * @self: an item
 *
 * Returns: (transfer none): the automation as it is now
 */
ParcoursAutomation *
parcours_automation_item_automation (ParcoursAutomationItem *self)
{
  return self->automation;
}

/**
 * parcours_automation_item_document:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its document, once that has been opened
 */
ParcoursDocument *
parcours_automation_item_document (ParcoursAutomationItem *self)
{
  return self->document;
}

/* "Changed" compares the document with what the server has. */
static void
compare (ParcoursAutomationItem *self)
{
  gboolean is_changed = FALSE;

  if (self->published != NULL)
    {
      g_autofree char *digest = parcours_automation_digest (self->automation);

      is_changed = !g_str_equal (digest, self->published);
    }
  if (is_changed == self->is_changed)
    return;
  self->is_changed = is_changed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
}

static void
on_changed (ParcoursAutomationItem *self)
{
  g_autofree char *name = g_strdup (parcours_automation_item_name (self));

  parcours_automation_unref (self->automation);
  self->automation = parcours_automation_ref (parcours_document_automation (self->document));
  if (!g_str_equal (name, parcours_automation_item_name (self)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  compare (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTOMATION]);
}

/**
 * parcours_automation_item_set_document:
 * @self: an item whose document has not been opened
 * @document: (transfer none): its document
 */
void
parcours_automation_item_set_document (ParcoursAutomationItem *self,
                                       ParcoursDocument       *document)
{
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

/**
 * parcours_automation_item_is_ready:
 * @self: an item
 *
 * Returns: whether a person has called it ready
 */
gboolean
parcours_automation_item_is_ready (ParcoursAutomationItem *self)
{
  return self->ready;
}

/**
 * parcours_automation_item_set_ready:
 * @self: an item
 * @ready: whether a person has called it ready
 */
void
parcours_automation_item_set_ready (ParcoursAutomationItem *self,
                                    gboolean                ready)
{
  if (self->ready == ready)
    return;
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

/**
 * parcours_automation_item_active_since:
 * @self: an item
 *
 * Returns: the instant at which it was activated, 0 while it is paused
 */
gint64
parcours_automation_item_active_since (ParcoursAutomationItem *self)
{
  return self->active_since;
}

/**
 * parcours_automation_item_set_active_since:
 * @self: an item
 * @since: the instant at which it was activated, 0 while it is paused
 */
void
parcours_automation_item_set_active_since (ParcoursAutomationItem *self,
                                           gint64                  since)
{
  if (self->active_since == since)
    return;
  self->active_since = since;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_SINCE]);
}

/**
 * parcours_automation_item_n_problems:
 * @self: an item
 *
 * Returns: how many problems the checks have found
 */
guint
parcours_automation_item_n_problems (ParcoursAutomationItem *self)
{
  return self->n_errors + self->n_warnings;
}

/**
 * parcours_automation_item_n_errors:
 * @self: an item
 *
 * Returns: how many of the problems keep it from being published
 */
guint
parcours_automation_item_n_errors (ParcoursAutomationItem *self)
{
  return self->n_errors;
}

/**
 * parcours_automation_item_set_problems:
 * @self: an item
 * @n_errors: how many errors the checks have found
 * @n_warnings: how many warnings they have found
 */
void
parcours_automation_item_set_problems (ParcoursAutomationItem *self,
                                       guint                   n_errors,
                                       guint                   n_warnings)
{
  if (self->n_errors == n_errors && self->n_warnings == n_warnings)
    return;
  self->n_errors = n_errors;
  self->n_warnings = n_warnings;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PROBLEMS]);
}

/**
 * parcours_automation_item_published:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the digest of what the server has, %NULL if it was never published
 */
const char *
parcours_automation_item_published (ParcoursAutomationItem *self)
{
  return self->published;
}

/**
 * parcours_automation_item_set_published:
 * @self: an item
 * @digest: (nullable): the digest of what the server has
 */
void
parcours_automation_item_set_published (ParcoursAutomationItem *self,
                                        const char             *digest)
{
  g_free (self->published);
  self->published = g_strdup (digest);
  compare (self);
}

/**
 * parcours_automation_item_is_changed:
 * @self: an item
 *
 * Returns: whether it differs from what was last published
 */
gboolean
parcours_automation_item_is_changed (ParcoursAutomationItem *self)
{
  return self->is_changed;
}
