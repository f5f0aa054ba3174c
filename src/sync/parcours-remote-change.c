/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-remote-change.h"

static const char *const operation_names[] = {
  [PARCOURS_REMOTE_PUBLISH] = "publish",
  [PARCOURS_REMOTE_ACTIVATE] = "activate",
  [PARCOURS_REMOTE_PAUSE] = "pause",
  [PARCOURS_REMOTE_DELETE] = "delete",
};

G_DEFINE_BOXED_TYPE (ParcoursRemoteChange, parcours_remote_change,
                     parcours_remote_change_ref, parcours_remote_change_unref)

/**
 * parcours_remote_change_new:
 * @row: the number under which whoever keeps it knows it
 * @operation: what is to be done
 * @automation: the id of the automation
 * @base: (nullable): the digest of the document that it is based on
 * @key: (nullable): the Idempotency-Key; %NULL makes one
 * @document: (nullable): the canonical document on one line, which publishing takes
 *
 * Returns: (transfer full): the change
 */
ParcoursRemoteChange *
parcours_remote_change_new (gint64                   row,
                            ParcoursRemoteOperation  operation,
                            const char              *automation,
                            const char              *base,
                            const char              *key,
                            GBytes                  *document)
{
  ParcoursRemoteChange *change = g_new0 (ParcoursRemoteChange, 1);

  g_return_val_if_fail ((operation == PARCOURS_REMOTE_PUBLISH) == (document != NULL), NULL);

  g_atomic_ref_count_init (&change->ref_count);
  change->row = row;
  change->operation = operation;
  change->automation = g_strdup (automation);
  change->base = g_strdup (base);
  change->key = key != NULL ? g_strdup (key) : g_uuid_string_random ();
  change->document = document != NULL ? g_bytes_ref (document) : NULL;

  return change;
}

/**
 * parcours_remote_change_new_publish:
 * @automation: an automation
 * @base: (nullable): the digest of the document that is on the server, or %NULL if there is none
 *
 * Returns: (transfer full): the change that publishes @automation, under a new key
 */
ParcoursRemoteChange *
parcours_remote_change_new_publish (const ParcoursAutomation *automation,
                                    const char               *base)
{
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);
  char *line = parcours_json_to_line (node);
  g_autoptr (GBytes) document = g_bytes_new_take (line, strlen (line));

  return parcours_remote_change_new (0, PARCOURS_REMOTE_PUBLISH, parcours_automation_id (automation), base, NULL,
                                     document);
}

/**
 * parcours_remote_change_ref:
 * @change: a change
 *
 * Returns: (transfer full): @change
 */
ParcoursRemoteChange *
parcours_remote_change_ref (ParcoursRemoteChange *change)
{
  g_atomic_ref_count_inc (&change->ref_count);

  return change;
}

/**
 * parcours_remote_change_unref:
 * @change: (transfer full): a change
 */
void
parcours_remote_change_unref (ParcoursRemoteChange *change)
{
  if (!g_atomic_ref_count_dec (&change->ref_count))
    return;
  g_free (change->automation);
  g_free (change->base);
  g_free (change->key);
  g_clear_pointer (&change->document, g_bytes_unref);
  g_free (change);
}

/**
 * parcours_remote_change_digest:
 * @change: a change
 *
 * Returns: (transfer full) (nullable): the digest that the server's document has once the change is done, on
 *   which the next change may be based; %NULL if it has none
 */
char *
parcours_remote_change_digest (const ParcoursRemoteChange *change)
{
  if (change->document != NULL)
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, change->document);

  return change->operation != PARCOURS_REMOTE_DELETE ? g_strdup (change->base) : NULL;
}

/**
 * parcours_remote_operation_name:
 * @operation: an operation
 *
 * Returns: (transfer none): the word for it in files
 */
const char *
parcours_remote_operation_name (ParcoursRemoteOperation operation)
{
  return operation_names[operation];
}

/**
 * parcours_remote_operation_from_name:
 * @name: a word from a file
 * @operation: (out): the operation
 *
 * Returns: whether there is such an operation
 */
gboolean
parcours_remote_operation_from_name (const char              *name,
                                     ParcoursRemoteOperation *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (operation_names); i++)
    {
      if (g_strcmp0 (name, operation_names[i]) == 0)
        {
          *operation = (ParcoursRemoteOperation) i;
          return TRUE;
        }
    }

  return FALSE;
}
