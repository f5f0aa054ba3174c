/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the columns are called in the exports of ActiveCampaign, Mailchimp and
 * Brevo, in English and French, and what people call them elsewhere. Names are
 * compared without regard to case, accents, spaces and signs. */

#include "config.h"

#include <string.h>

#include "parcours-import-private.h"
#include "parcours-text.h"

typedef struct
{
  const char *names; /* with spaces between */
  ParcoursImportTarget target;
  const char *slug;
} Header;

static const Header headers[] = {
  { "email emailaddress mail emailadress adressemail adresseemail courriel adressecourriel emailadresse correo",
    PARCOURS_IMPORT_FIELD, "email" },
  { "phone phonenumber telephone telephonenumber mobile mobilephone mobilenumber mobilephonenumber phonemobile sms tel cell "
    "cellphone portable numerodetelephone numerodemobile telephonemobile telephoneportable telmobile telportable handynummer",
    PARCOURS_IMPORT_FIELD, "phone" },
  { "firstname fname givenname prenom vorname nombre", PARCOURS_IMPORT_FIELD, "first-name" },
  { "lastname lname surname familyname nom nomdefamille nachname apellido", PARCOURS_IMPORT_FIELD, "last-name" },
  { "language lang langue locale sprache", PARCOURS_IMPORT_FIELD, "language" },
  { "timezone tz fuseauhoraire zeitzone", PARCOURS_IMPORT_FIELD, "timezone" },
  { "owner contactowner proprietaire", PARCOURS_IMPORT_FIELD, "owner" },
  { "createdat datecreated created dateadded addedat addedtime creationdate datedecreation dateajout datedajout "
    "createddate addeddate",
    PARCOURS_IMPORT_FIELD, "created-at" },
  { "lastactivityat lastactivity dernieractivite", PARCOURS_IMPORT_FIELD, "last-activity-at" },
  { "lastorderat lastorder lastorderdate lastpurchase lastpurchasedate dernierachat datedernierachat "
    "dernierecommande datedernierecommande datededernierecommande",
    PARCOURS_IMPORT_FIELD, "last-order-at" },
  { "ordercount orderscount numberoforders nombredecommandes nbcommandes", PARCOURS_IMPORT_FIELD, "order-count" },
  { "totalspent totalrevenue totaldepense", PARCOURS_IMPORT_FIELD, "total-spent" },
  { "tags tag etiquettes etiquette balises balise", PARCOURS_IMPORT_TAGS, NULL },
  { "groups groupes", PARCOURS_IMPORT_GROUPS, NULL },
  { "audiences", PARCOURS_IMPORT_AUDIENCES, NULL },
  { "lists list listname listnames liste listes", PARCOURS_IMPORT_LISTS, NULL },
  { "status emailstatus subscriptionstatus statut liststatus emailmarketing", PARCOURS_IMPORT_STATUS, NULL },
  { "optintime confirmtime subscribedate datesubscribed subscribedat dateabonnement", PARCOURS_IMPORT_SINCE, NULL },
  { "unsubtime cleantime", PARCOURS_IMPORT_SINCE, NULL },
  { "blocklisted blacklisted emailblocklisted emailblacklisted emailblacklist emailblocklist", PARCOURS_IMPORT_BLOCKED,
    "email" },
  { "smsblocklisted smsblacklisted smsblacklist smsblocklist", PARCOURS_IMPORT_BLOCKED, "sms" },
  { "blockedsenders", PARCOURS_IMPORT_BLOCKED_SENDERS, NULL },
  /* What only the other program can use. */
  { "contactid id leid euid gmtoff dstoff optinip confirmip ipaddress ip unsubcampaigntitle unsubcampaignid unsubreason "
    "unsubreasonother cleancampaigntitle cleancampaignid lastchanged modifiedtime modifiedat dateupdated updatedat "
    "whatsappblocklisted dateunsubscribed",
    PARCOURS_IMPORT_IGNORE, NULL },
};

/* Columns of our own export. */
static const struct
{
  const char *prefix;
  ParcoursImportTarget target;
} prefixes[] = {
  { "list:", PARCOURS_IMPORT_LIST },
  { "list-since:", PARCOURS_IMPORT_LIST_SINCE },
  { "consent:", PARCOURS_IMPORT_CONSENT },
  { "score:", PARCOURS_IMPORT_SCORE },
};

static char *
plain_name (const char *header)
{
  g_autofree char *slug = parcours_slug_from_label (header, "column");
  GString *plain = g_string_new (NULL);

  for (const char *c = slug; *c != '\0'; c++)
    {
      if (*c != '-')
        g_string_append_c (plain, *c);
    }

  return g_string_free (plain, FALSE);
}

static gboolean
has_word (const char *words,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (words, word); at != NULL; at = strstr (at + 1, word))
    {
      if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
        return TRUE;
    }

  return FALSE;
}

static gboolean
propose_own (ParcoursImportColumn *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (!g_str_has_prefix (column->header, prefixes[i].prefix))
        continue;
      column->target = prefixes[i].target;
      g_free (column->slug);
      column->slug = g_strdup (column->header + strlen (prefixes[i].prefix));
      return TRUE;
    }
  if (g_str_equal (column->header, "key"))
    {
      column->target = PARCOURS_IMPORT_KEY;
      return TRUE;
    }

  return FALSE;
}

/* Sets target and slug of a column whose header means something to everybody.
 * Returns whether it does. */
gboolean
parcours_import_propose (ParcoursImportColumn *column,
                         const char           *source)
{
  g_autofree char *name = plain_name (column->header);

  if (propose_own (column))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      if (!has_word (headers[i].names, name))
        continue;
      column->target = headers[i].target;
      g_free (column->slug);
      column->slug = g_strdup (headers[i].slug);
      return TRUE;
    }
  /* The country and the region by which Mailchimp knows an address. */
  if (g_str_equal (source, "mailchimp") && g_str_equal (name, "cc"))
    {
      g_free (column->header);
      column->header = g_strdup ("Country");
    }

  return FALSE;
}
