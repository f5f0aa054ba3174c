/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-condition.h"
#include "parcours-population.h"

G_BEGIN_DECLS

/**
 * ParcoursSubscription:
 * @status: the status on a list
 * @since: from when on, in seconds since 1970
 * @source: (nullable): where it came from, such as `import`
 */
typedef struct
{
  ParcoursListStatus status;
  gint64 since;
  char *source;
} ParcoursSubscription;

/**
 * ParcoursContact:
 * @id: its number in the workspace, 0 for a new one
 * @key: the contact key, 0 for a new one
 * @fields: (element-type utf8 utf8): values as files spell them, built-in and custom, by slug
 * @scores: (element-type utf8 double): by slug
 * @lists: (element-type utf8 ParcoursSubscription): by slug
 * @sets: (element-type utf8 gint64): tags, groups and audiences, since when, by slug
 * @channels: a status a channel
 * @blocked_senders: (element-type utf8): the slugs of senders, as a set
 *
 * A contact for the hands of a person: all of its own data as text. For many
 * contacts at once there are populations and pages.
 */
typedef struct
{
  gint64 id;
  guint64 key;
  GHashTable *fields;
  GHashTable *scores;
  GHashTable *lists;
  GHashTable *sets[PARCOURS_N_SET_KINDS];
  ParcoursConsent channels[PARCOURS_N_CHANNELS];
  GHashTable *blocked_senders;
} ParcoursContact;

ParcoursContact *parcours_contact_new          (const char         *email);
void             parcours_contact_free         (ParcoursContact    *contact);
const char      *parcours_contact_field        (ParcoursContact    *contact,
                                                const char         *slug);
void             parcours_contact_set_field    (ParcoursContact    *contact,
                                                const char         *slug,
                                                const char         *value);
void             parcours_contact_set_score    (ParcoursContact    *contact,
                                                const char         *slug,
                                                double              value);
void             parcours_contact_set_list     (ParcoursContact    *contact,
                                                const char         *slug,
                                                ParcoursListStatus  status,
                                                gint64              since,
                                                const char         *source);
void             parcours_contact_add_member   (ParcoursContact    *contact,
                                                ParcoursSetKind     kind,
                                                const char         *slug,
                                                gint64              since);
JsonNode        *parcours_contact_to_json      (ParcoursContact    *contact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursContact, parcours_contact_free)

G_END_DECLS
