/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the people of the sample have done in two years: come, read mails, looked
 * around, filled carts, ordered, left. One thing follows from another, so that a
 * timeline reads like one person's. The chances are those of the behaviour that
 * comes with the sample. */

#include "config.h"

#include <math.h>

#include "parcours-json.h"
#include "parcours-sample-private.h"
#include "parcours-store-numbers.h"
#include "parcours-text.h"

#define SITE "maison-lavande.example.org"

static gint64
number_of (Sample     *sample,
           const char *text)
{
  gint64 *number = g_hash_table_lookup (sample->subjects, text);
  gint64 given;

  if (number != NULL || sample->error != NULL)
    return number != NULL ? *number : 0;
  given = parcours_store_text_number (sample->store, text, &sample->error);
  g_hash_table_insert (sample->subjects, g_strdup (text), g_memdup2 (&given, sizeof given));

  return given;
}

static void
happen (Sample             *sample,
        const SamplePerson *person,
        SampleTopic         topic,
        gint64              at,
        gint64              subject,
        const char         *id,
        const char         *payload)
{
  if (sample->error == NULL)
    parcours_store_bulk_add_event (sample->bulk, sample->topics[topic], person->id, at, subject, id, payload,
                                   &sample->error);
}

/* Something that the person does. */
static void
act (Sample       *sample,
     SamplePerson *person,
     SampleTopic   topic,
     gint64        at,
     const char   *subject,
     const char   *payload)
{
  happen (sample, person, topic, at, number_of (sample, subject), NULL, payload);
  person->active = MAX (person->active, at);
}

static void
tag (Sample       *sample,
     SamplePerson *person,
     SampleTag     which,
     const char   *slug,
     gint64        at)
{
  if (person->tags & 1u << which || at >= sample->until)
    return;
  person->tags |= 1u << which;
  happen (sample, person, TOPIC_TAG_ADDED, at, number_of (sample, slug), NULL, NULL);
  if (sample->error == NULL)
    parcours_store_bulk_add_member (sample->bulk, sample->tags[which], person->id, at, &sample->error);
}

/* After some time, most often short: the median, and a long tail. */
static gint64
later (SamplePerson *person,
       gint64        median)
{
  double z = parcours_normal_quantile (CLAMP (sample_uniform (person), 1e-4, 1. - 1e-4));

  return (gint64) (median * exp (1.1 * z)) + 1;
}

static void
join_list (Sample       *sample,
           SamplePerson *person,
           SampleList    list,
           const char   *slug,
           gint64        at,
           const char   *payload)
{
  person->lists[list] = PARCOURS_LIST_ACTIVE;
  person->since[list] = at;
  person->consent = PARCOURS_CONSENT_SUBSCRIBED;
  act (sample, person, TOPIC_SUBSCRIBED, at, slug, payload);
}

static void
leave_newsletter (Sample       *sample,
                  SamplePerson *person,
                  gint64        at)
{
  person->lists[LIST_NEWSLETTER] = PARCOURS_LIST_UNSUBSCRIBED;
  person->since[LIST_NEWSLETTER] = at;
  if (person->lists[LIST_WHOLESALE] != PARCOURS_LIST_ACTIVE && person->lists[LIST_CLUB] != PARCOURS_LIST_ACTIVE)
    person->consent = PARCOURS_CONSENT_UNSUBSCRIBED;
  act (sample, person, TOPIC_UNSUBSCRIBED, at, "newsletter", NULL);
}

/* A form asks for a confirmation, which not all give. */
static void
ask_newsletter (Sample       *sample,
                SamplePerson *person,
                const char   *form)
{
  gint64 at = person->created;
  gint64 confirmed = at + later (person, 6 * PARCOURS_MINUTE);

  act (sample, person, TOPIC_FORM_SUBMITTED, at, form, "{\"kind\":\"sign-up\"}");
  act (sample, person, TOPIC_OPT_IN_REQUESTED, at, "newsletter", NULL);
  person->lists[LIST_NEWSLETTER] = PARCOURS_LIST_UNCONFIRMED;
  person->since[LIST_NEWSLETTER] = at;
  person->consent = PARCOURS_CONSENT_UNCONFIRMED;
  if (!sample_chance (person, 0.9) || confirmed >= sample->until)
    return;
  act (sample, person, TOPIC_OPT_IN_CONFIRMED, confirmed, "newsletter", NULL);
  join_list (sample, person, LIST_NEWSLETTER, "newsletter", confirmed, NULL);
}

static void
arrive (Sample       *sample,
        SamplePerson *person)
{
  switch (person->source)
    {
    case SOURCE_FORM:
      ask_newsletter (sample, person, "newsletter-footer");
      break;
    case SOURCE_GIFT_GUIDE:
      ask_newsletter (sample, person, "gift-guide");
      tag (sample, person, TAG_GIFT_GUIDE, "gift-guide", person->created);
      break;
    case SOURCE_FAIR:
      join_list (sample, person, LIST_NEWSLETTER, "newsletter", person->created, "{\"origin\":\"import\"}");
      break;
    case SOURCE_WHOLESALE:
      act (sample, person, TOPIC_FORM_SUBMITTED, person->created, "wholesale-enquiry", "{\"kind\":\"sign-up\"}");
      join_list (sample, person, LIST_WHOLESALE, "wholesale", person->created, NULL);
      tag (sample, person, TAG_WHOLESALE, "wholesale", person->created);
      break;
    case SOURCE_CHECKOUT:
    default:
      if (sample_chance (person, 0.6))
        join_list (sample, person, LIST_NEWSLETTER, "newsletter", person->created, NULL);
    }
  if (person->lists[LIST_NEWSLETTER] == PARCOURS_LIST_ACTIVE && sample_chance (person, 0.18))
    join_list (sample, person, LIST_SPRING, "spring-offers", person->since[LIST_NEWSLETTER], NULL);
}

typedef struct
{
  gint64 email;
  const char *kind;
  const char *link;
  gint64 at;
  double opened;
  double clicked;
  double unsubscribed;
} Mail;

/* Sends a mail; returns when a link in it was clicked, or 0. */
static gint64
receive (Sample       *sample,
         SamplePerson *person,
         const Mail   *mail)
{
  g_autofree char *payload = g_strdup_printf ("{\"kind\":\"%s\"}", mail->kind);
  g_autofree char *click = NULL;
  gint64 at = mail->at;

  if (at >= sample->until)
    return 0;
  happen (sample, person, TOPIC_SENT, at, mail->email, NULL, payload);
  if (sample_chance (person, 0.004))
    {
      happen (sample, person, TOPIC_BOUNCED, at + 4, mail->email, NULL, "{\"hard\":true}");
      person->consent = PARCOURS_CONSENT_BOUNCED;
      for (guint i = 0; i < N_LISTS; i++)
        person->lists[i] = person->lists[i] != PARCOURS_LIST_NONE ? PARCOURS_LIST_BOUNCED : PARCOURS_LIST_NONE;
      return 0;
    }
  happen (sample, person, TOPIC_DELIVERED, at + 2, mail->email, NULL, payload);
  at += later (person, 5 * PARCOURS_HOUR);
  if (!sample_chance (person, mail->opened) || at >= sample->until)
    return 0;
  happen (sample, person, TOPIC_OPENED, at, mail->email, NULL, payload);
  person->active = MAX (person->active, at);
  if (at > sample->until - 90 * PARCOURS_DAY)
    person->engagement += 3.;
  if (sample_chance (person, mail->unsubscribed) && person->lists[LIST_NEWSLETTER] == PARCOURS_LIST_ACTIVE)
    {
      happen (sample, person, TOPIC_EMAIL_UNSUBSCRIBED, at + 60, mail->email, NULL, payload);
      leave_newsletter (sample, person, at + 60);
      return 0;
    }
  at += later (person, 2 * PARCOURS_MINUTE);
  if (!sample_chance (person, mail->clicked) || at >= sample->until)
    return 0;
  click = g_strdup_printf ("{\"kind\":\"%s\",\"link\":\"%s\",\"url\":\"" SITE "/%s\"}", mail->kind, mail->link, mail->link);
  happen (sample, person, TOPIC_CLICKED, at, mail->email, NULL, click);
  if (at > sample->until - 90 * PARCOURS_DAY)
    person->engagement += 5.;

  return at;
}

/* Puts one to three products into a cart. */
static void
fill_cart (Sample       *sample,
           SamplePerson *person,
           SampleOrder  *cart)
{
  g_autoptr (GString) items = g_string_new (NULL);
  guint n = 1 + (guint) (sample_next (person) % 3);

  g_string_append_c (items, '[');
  for (guint i = 0; i < n; i++)
    {
      guint which = (guint) (sample_uniform (person) * sample_uniform (person) * sample->products->len);
      const SampleProduct *product = &g_array_index (sample->products, SampleProduct, which);
      guint quantity = sample_chance (person, 0.25) ? 2 + (guint) (sample_next (person) % 3) : 1;
      g_autofree char *price = parcours_money_format (product->price);

      g_string_append_printf (items, "%s{\"categories\":[\"%s\"],\"name\":\"%s\",\"price\":\"%s\",\"product\":\"%s\","
                                     "\"quantity\":%u}", i > 0 ? "," : "", product->category, product->name, price,
                              product->slug, quantity);
      if (g_str_equal (product->category, "soaps"))
        cart->n_soaps += quantity;
      cart->total += product->price * quantity;
    }
  g_string_append_c (items, ']');
  cart->items = g_string_free (g_steal_pointer (&items), FALSE);
}

static void
order (Sample       *sample,
       SamplePerson *person,
       SampleOrder  *cart,
       gint64        at)
{
  g_autofree char *id = g_strdup_printf ("ML-%u", cart->number);
  g_autofree char *total = parcours_money_format (cart->total);
  g_autofree char *payload =
    g_strdup_printf ("{\"cart\":\"C-%u\",\"currency\":\"EUR\",\"items\":%s,\"status\":\"paid\",\"store\":\"boutique\","
                     "\"total\":\"%s\"}", cart->number, cart->items, total);

  cart->ordered = TRUE;
  cart->updated = at;
  happen (sample, person, TOPIC_ORDERED, at, 0, id, payload);
  if (person->n_orders == 0)
    act (sample, person, TOPIC_CONVERSION, at, "first-order", NULL);
  person->n_orders++;
  person->n_soaps += cart->n_soaps;
  person->spent += cart->total;
  person->last_order = MAX (person->last_order, at);
  person->active = MAX (person->active, at);
  if (at > sample->until - 180 * PARCOURS_DAY)
    person->engagement += 10.;
}

/* Fills a cart, and orders what is in it or not. */
static void
shop (Sample       *sample,
      SamplePerson *person,
      gint64        at,
      double        ordered)
{
  SampleOrder cart = { ++sample->n_orders, at, at };
  g_autofree char *id = g_strdup_printf ("C-%u", cart.number);
  g_autofree char *total = NULL;
  g_autofree char *payload = NULL;
  gint64 paid = at + later (person, 15 * PARCOURS_MINUTE);

  if (at >= sample->until)
    return;
  fill_cart (sample, person, &cart);
  total = parcours_money_format (cart.total);
  payload = g_strdup_printf ("{\"items\":%s,\"store\":\"boutique\",\"total\":\"%s\"}", cart.items, total);
  happen (sample, person, TOPIC_CART_ADDED, at, 0, id, payload);
  person->active = MAX (person->active, at);
  if (sample_chance (person, ordered) && paid < sample->until)
    {
      happen (sample, person, TOPIC_CHECKOUT, at + (paid - at) / 2, 0, id, "{\"store\":\"boutique\"}");
      order (sample, person, &cart, paid);
    }
  g_array_append_val (person->orders, cart);
}

static void
read_welcome (Sample       *sample,
              SamplePerson *person)
{
  Mail mail = { number_of (sample, "welcome"), "automation", "soaps", person->since[LIST_NEWSLETTER] + 30,
                0.45 + 0.45 * person->warmth, 0.35 + 0.3 * person->warmth, 0.004 };
  gint64 clicked = receive (sample, person, &mail);

  person->welcomed = person->since[LIST_NEWSLETTER];
  mail.at = person->welcomed + 3 * PARCOURS_DAY;
  if (clicked == 0)
    {
      if (sample_chance (person, 0.3))
        tag (sample, person, TAG_WELCOME_COLD, "welcome-cold", mail.at);
      return;
    }
  mail.email = number_of (sample, "your-code");
  mail.link = "bestsellers";
  clicked = receive (sample, person, &mail);
  if (clicked != 0 && sample_chance (person, 0.35))
    shop (sample, person, clicked + 300, 0.8);
}

static void
read_campaigns (Sample       *sample,
                SamplePerson *person)
{
  for (guint i = 0; i < sample->campaigns->len; i++)
    {
      const SampleCampaign *campaign = &g_array_index (sample->campaigns, SampleCampaign, i);
      Mail mail = { campaign->email, "campaign", campaign->link, campaign->at, 0.16 + 0.6 * person->warmth,
                    0.07 + 0.3 * person->warmth, 0.012 };
      gint64 clicked;

      if (person->lists[LIST_NEWSLETTER] != PARCOURS_LIST_ACTIVE || campaign->at < person->since[LIST_NEWSLETTER] ||
          person->consent == PARCOURS_CONSENT_BOUNCED)
        continue;
      clicked = receive (sample, person, &mail);
      if (clicked != 0 && sample_chance (person, 0.2 + 0.3 * person->warmth))
        shop (sample, person, clicked + 200, 0.75);
    }
}

static void
look_around (Sample       *sample,
             SamplePerson *person)
{
  static const char *const pages[] = { "", "/soaps", "/home-scents", "/gift-boxes", "/journal", "/about", "/soaps/honey" };
  static const char *const trade[] = { "/wholesale", "/wholesale/catalogue", "/soaps" };
  double days = (double) (sample->until - person->created) / PARCOURS_DAY;
  guint n = (guint) (MIN (days, 400.) * (0.004 + 0.03 * person->warmth) + 1.5 * sample_uniform (person));

  for (guint i = 0; i < MIN (n, 24); i++)
    {
      gint64 at = sample_daytime (person, person->created + (gint64) (sample_uniform (person) * days * PARCOURS_DAY));
      guint which = (guint) (sample_next (person) % (person->source == SOURCE_WHOLESALE ? 3 : 7));
      g_autofree char *url = g_strconcat (SITE, person->source == SOURCE_WHOLESALE ? trade[which] : pages[which], NULL);

      if (at <= person->created || at >= sample->until)
        continue;
      act (sample, person, TOPIC_VISITED, at, url, NULL);
      if (sample_chance (person, 0.12 + 0.12 * person->warmth))
        shop (sample, person, at + 240, 0.35 + 0.3 * person->warmth);
    }
}

/* A score of somebody who is somewhere in the shop's mind. */
static void
answer (Sample       *sample,
        SamplePerson *person)
{
  static const char *const results[] = { "Soap", "Oil", "Home scent", "Bath" };
  gint64 at = sample_daytime (person, person->created + (gint64) (sample_uniform (person) *
                                                                  (sample->until - person->created)));
  g_autofree char *payload = g_strdup_printf ("{\"points\":%u,\"result\":\"%s\"}", (guint) (sample_next (person) % 9),
                                              results[sample_next (person) % 4]);

  if (at <= person->created || at >= sample->until)
    return;
  if (sample_chance (person, 0.09))
    act (sample, person, TOPIC_RECORDED, at, "quiz-finished", payload);
  if (sample_chance (person, 0.004) && person->consent == PARCOURS_CONSENT_SUBSCRIBED)
    {
      happen (sample, person, TOPIC_COMPLAINED, at, number_of (sample, "welcome"), NULL, NULL);
      person->consent = PARCOURS_CONSENT_BLOCKED;
    }
}

/* What the shop has made of its people. */
static void
settle (Sample       *sample,
        SamplePerson *person)
{
  gint64 at = person->last_order + 60;

  if (person->n_soaps >= 3)
    tag (sample, person, TAG_SOAP_LOVER, "soap-lover", at);
  if (person->n_orders >= 3)
    tag (sample, person, TAG_FIDELE, "fidele", at);
  if (person->spent >= 250.)
    tag (sample, person, TAG_VIP, "vip", at);
  if (person->n_orders > 0 && person->last_order < sample->until - 210 * PARCOURS_DAY && sample_chance (person, 0.5))
    tag (sample, person, TAG_DORMANT, "dormant", person->last_order + 200 * PARCOURS_DAY);
  if (person->n_orders >= 2 && sample_chance (person, 0.45))
    {
      person->joined_club = MIN (at + PARCOURS_DAY, sample->until - 1);
      act (sample, person, TOPIC_JOINED_CLUB, person->joined_club, "club", NULL);
      if (person->consent == PARCOURS_CONSENT_SUBSCRIBED || person->consent == PARCOURS_CONSENT_NONE)
        join_list (sample, person, LIST_CLUB, "club-lavande", person->joined_club, NULL);
    }
  person->engagement = MIN (round (person->engagement), 100.);
}

/* Has the person live from the day they came to the end of the sample. */
void
sample_live (Sample       *sample,
             SamplePerson *person)
{
  arrive (sample, person);
  if (person->source == SOURCE_CHECKOUT)
    shop (sample, person, person->created, 0.92);
  if (person->lists[LIST_NEWSLETTER] == PARCOURS_LIST_ACTIVE)
    read_welcome (sample, person);
  read_campaigns (sample, person);
  look_around (sample, person);
  answer (sample, person);
  settle (sample, person);
}
