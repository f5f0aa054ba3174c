/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-contact-item.h"
#include "parcours-text.h"

struct _ParcoursContactItem
{
  GObject parent_instance;

  gint64 id;
  ParcoursContact *contact;        /* (owned) (nullable) %NULL until it is loaded */
  ParcoursStoredEvent *last_event; /* (owned) (nullable) */
  gboolean is_loaded;
};

enum
{
  PROP_0,
  PROP_CONTACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint notify_signal;

G_DEFINE_FINAL_TYPE (ParcoursContactItem, parcours_contact_item, G_TYPE_OBJECT)

static void
parcours_contact_item_finalize (GObject *object)
{
  ParcoursContactItem *self = PARCOURS_CONTACT_ITEM (object);

  g_clear_pointer (&self->contact, parcours_contact_free);
  g_clear_pointer (&self->last_event, parcours_stored_event_free);
  G_OBJECT_CLASS (parcours_contact_item_parent_class)->finalize (object);
}

static void
parcours_contact_item_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  ParcoursContactItem *self = PARCOURS_CONTACT_ITEM (object);

  switch (id)
    {
    case PROP_CONTACT:
      g_value_set_pointer (value, self->contact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_contact_item_class_init (ParcoursContactItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = parcours_contact_item_finalize;
  object_class->get_property = parcours_contact_item_get_property;

  properties[PROP_CONTACT] =
    g_param_spec_pointer ("contact", NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  notify_signal = g_signal_lookup ("notify", G_TYPE_OBJECT);
}

static void
parcours_contact_item_init (ParcoursContactItem *self)
{
}

/**
 * parcours_contact_item_new:
 * @id: the number of a contact
 *
 * Returns: (transfer full): an item whose contact is not loaded yet
 */
ParcoursContactItem *
parcours_contact_item_new (gint64 id)
{
  ParcoursContactItem *self = g_object_new (PARCOURS_TYPE_CONTACT_ITEM, NULL);

  self->id = id;

  return self;
}

/**
 * parcours_contact_item_id:
 * @self: an item
 *
 * Returns: the number of its contact
 */
gint64
parcours_contact_item_id (ParcoursContactItem *self)
{
  return self->id;
}

/**
 * parcours_contact_item_contact:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its contact, or %NULL if it is not loaded yet or deleted
 */
ParcoursContact *
parcours_contact_item_contact (ParcoursContactItem *self)
{
  return self->contact;
}

/**
 * parcours_contact_item_last_event:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what happened to the contact last
 */
const ParcoursStoredEvent *
parcours_contact_item_last_event (ParcoursContactItem *self)
{
  return self->last_event;
}

/**
 * parcours_contact_item_is_gone:
 * @self: an item
 *
 * Returns: whether the contact was looked for and is not there any more
 */
gboolean
parcours_contact_item_is_gone (ParcoursContactItem *self)
{
  return self->is_loaded && self->contact == NULL;
}

/**
 * parcours_contact_item_is_watched:
 * @self: an item
 *
 * Returns: whether somebody shows it and waits for its changes
 */
gboolean
parcours_contact_item_is_watched (ParcoursContactItem *self)
{
  return g_signal_has_handler_pending (self, notify_signal, g_quark_from_static_string ("contact"), FALSE);
}

/**
 * parcours_contact_item_set:
 * @self: an item
 * @contact: (transfer full) (nullable): its contact as it is now, or %NULL if there is none any more
 * @last_event: (transfer full) (nullable): what happened to it last
 */
void
parcours_contact_item_set (ParcoursContactItem *self,
                           ParcoursContact     *contact,
                           ParcoursStoredEvent *last_event)
{
  g_clear_pointer (&self->contact, parcours_contact_free);
  g_clear_pointer (&self->last_event, parcours_stored_event_free);
  self->contact = contact;
  self->last_event = last_event;
  self->is_loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTACT]);
}

/**
 * parcours_contact_name:
 * @contact: a contact
 *
 * Returns: (transfer full): what people call the contact: its name, else its address, else its number
 */
char *
parcours_contact_name (ParcoursContact *contact)
{
  const char *first = parcours_contact_field (contact, "first-name");
  const char *last = parcours_contact_field (contact, "last-name");
  const char *email = parcours_contact_field (contact, "email");
  const char *phone = parcours_contact_field (contact, "phone");

  if (!parcours_text_is_blank (first) && !parcours_text_is_blank (last))
    return g_strconcat (first, " ", last, NULL);
  if (!parcours_text_is_blank (first) || !parcours_text_is_blank (last))
    return g_strdup (!parcours_text_is_blank (first) ? first : last);
  if (email != NULL || phone != NULL)
    return g_strdup (email != NULL ? email : phone);

  return g_strdup_printf ("%" G_GINT64_FORMAT, contact->id);
}

/**
 * parcours_contact_item_name:
 * @self: an item
 *
 * Returns: (transfer full) (nullable): what people call the contact, or %NULL if it is not loaded
 */
char *
parcours_contact_item_name (ParcoursContactItem *self)
{
  return self->contact != NULL ? parcours_contact_name (self->contact) : NULL;
}
