/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-draw.h"
#include "parcours-sample.h"
#include "parcours-store-bulk.h"
#include "parcours-time.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

/* The tags, lists, topics and messages of the shop that its people meet. */
typedef enum
{
  TAG_VIP,
  TAG_FIDELE,
  TAG_GIFT_GUIDE,
  TAG_SOAP_LOVER,
  TAG_WHOLESALE,
  TAG_WELCOME_COLD,
  TAG_DORMANT,
  TAG_CART_COLD,
  N_TAGS,
} SampleTag;

typedef enum
{
  LIST_NEWSLETTER,
  LIST_CLUB,
  LIST_WHOLESALE,
  LIST_SPRING,
  N_LISTS,
} SampleList;

typedef enum
{
  TOPIC_FORM_SUBMITTED,
  TOPIC_OPT_IN_REQUESTED,
  TOPIC_OPT_IN_CONFIRMED,
  TOPIC_SUBSCRIBED,
  TOPIC_UNSUBSCRIBED,
  TOPIC_TAG_ADDED,
  TOPIC_SENT,
  TOPIC_DELIVERED,
  TOPIC_BOUNCED,
  TOPIC_OPENED,
  TOPIC_CLICKED,
  TOPIC_EMAIL_UNSUBSCRIBED,
  TOPIC_COMPLAINED,
  TOPIC_VISITED,
  TOPIC_CART_ADDED,
  TOPIC_CHECKOUT,
  TOPIC_ORDERED,
  TOPIC_RECORDED,
  TOPIC_SURVEY,
  TOPIC_CONVERSION,
  TOPIC_DEAL_CREATED,
  TOPIC_JOINED_CLUB,
  N_TOPICS,
} SampleTopic;

typedef struct
{
  char **values;
  char **slugs;    /* (nullable) as they stand in addresses */
  double *weights; /* running sums, the last is 1 */
  guint n;
} SampleChoice;

typedef struct
{
  char *name;
  char *language;
  char *timezone;
  char *phone;
  const ParcoursZone *zone;
  SampleChoice cities;
  guint names; /* which of the names */
} SampleCountry;

typedef struct
{
  char *slug;
  char *name;
  char *category;
  double price;
} SampleProduct;

typedef struct
{
  gint64 email; /* the number of its slug */
  const char *link;
  gint64 at;
} SampleCampaign;

/* What all people of a sample share. */
typedef struct
{
  ParcoursStore *store;
  ParcoursStoreBulk *bulk; /* (owned) (nullable) */
  JsonObject *shop;
  GError *error;           /* the first; nothing is written after it */
  guint64 salt;
  gint64 from;
  gint64 until;
  const ParcoursZone *zone;
  GArray *countries;       /* (owned) (element-type SampleCountry) */
  SampleChoice country_weights;
  SampleChoice *first_names;
  SampleChoice *last_names;
  guint n_names;
  SampleChoice shops;
  GArray *products;        /* (owned) (element-type SampleProduct) */
  GArray *campaigns;       /* (owned) (element-type SampleCampaign) */
  GHashTable *namesakes;   /* (owned) how many have had an address */
  GHashTable *subjects;    /* (owned) (element-type utf8 gint64) the numbers of texts */
  gint64 tags[N_TAGS];
  gint64 lists[N_LISTS];
  gint64 topics[N_TOPICS];
  guint n_orders;
  guint n_deals;
} Sample;

typedef enum
{
  SOURCE_FORM,
  SOURCE_GIFT_GUIDE,
  SOURCE_CHECKOUT,
  SOURCE_FAIR,
  SOURCE_WHOLESALE,
} SampleSource;

typedef struct
{
  guint number;
  gint64 created;
  gint64 updated;
  gboolean ordered;
  double total;
  guint n_soaps;
  char *items; /* (owned) JSON */
} SampleOrder;

/* One of them, and what is known at the end of the two years. */
typedef struct
{
  const Sample *sample;
  gint64 id;
  guint64 number;
  guint n_draws;
  const SampleCountry *country;
  const char *first_name;
  const char *last_name;
  char *email;
  char *phone;
  const char *city;
  char *company;          /* (nullable) */
  guint birthday;         /* month * 32 + day, or 0 */
  double warmth;          /* how much they care, 0 to 1 */
  SampleSource source;
  gint64 created;
  ParcoursListStatus lists[N_LISTS];
  gint64 since[N_LISTS];
  guint32 tags;           /* a bit a tag */
  ParcoursConsent consent;
  gint64 active;          /* the last thing that they did */
  gint64 last_order;
  guint n_orders;
  guint n_soaps;
  double spent;
  double engagement;
  gint64 joined_club;
  gint64 welcomed;        /* when they entered the welcome series, or 0 */
  GArray *orders;         /* (owned) (element-type SampleOrder) orders and open carts */
} SamplePerson;

guint64     sample_next           (SamplePerson        *person);
double      sample_uniform        (SamplePerson        *person);
gboolean    sample_chance         (SamplePerson        *person,
                                   double               chance);
guint       sample_choose         (SamplePerson        *person,
                                   const SampleChoice  *choice);
gint64      sample_daytime        (SamplePerson        *person,
                                   gint64               at);
void        sample_translate_shop (JsonObject           *shop);
void        sample_translate_automation (JsonObject     *automation);
void        sample_translate_test (JsonObject           *test);
gboolean    sample_read_people    (Sample              *sample,
                                   GError             **error);
void        sample_clear_people   (Sample              *sample);
void        sample_person_init    (SamplePerson        *person,
                                   Sample              *sample,
                                   guint                i);
void        sample_person_clear   (SamplePerson        *person);
void        sample_live           (Sample              *sample,
                                   SamplePerson        *person);
ParcoursStoreBulk *sample_new_bulk (Sample             *sample,
                                   GError             **error);
void        sample_write_person   (Sample              *sample,
                                   SamplePerson        *person);

G_END_DECLS
