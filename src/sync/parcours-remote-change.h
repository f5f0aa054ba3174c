/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"

G_BEGIN_DECLS

/**
 * ParcoursRemoteOperation:
 * @PARCOURS_REMOTE_PUBLISH: make the document the next revision
 * @PARCOURS_REMOTE_ACTIVATE: start the revision that the change is based on
 * @PARCOURS_REMOTE_PAUSE: stop it
 * @PARCOURS_REMOTE_DELETE: delete the automation
 *
 * What a server can be asked to do.
 */
typedef enum
{
  PARCOURS_REMOTE_PUBLISH,
  PARCOURS_REMOTE_ACTIVATE,
  PARCOURS_REMOTE_PAUSE,
  PARCOURS_REMOTE_DELETE,
} ParcoursRemoteOperation;

#define PARCOURS_TYPE_REMOTE_CHANGE (parcours_remote_change_get_type ())

/**
 * ParcoursRemoteChange:
 * @row: the number under which whoever keeps it knows it
 * @operation: what is to be done
 * @automation: the id of the automation
 * @base: (nullable): the digest of the document that the change is based on; %NULL creates the automation,
 *   or pauses it whatever it is now
 * @key: the Idempotency-Key
 * @document: (nullable): the canonical document, if the operation takes one
 *
 * One change that a server is asked for. It never changes itself: sent again,
 * it is the same change, so the server carries it out once. As a digest is known
 * as soon as there is a document, a change may be based on one that has not been
 * sent yet.
 */
typedef struct
{
  gint64 row;
  ParcoursRemoteOperation operation;
  char *automation;
  char *base;
  char *key;
  GBytes *document;

  /*< private >*/
  gatomicrefcount ref_count;
} ParcoursRemoteChange;

GType                   parcours_remote_change_get_type    (void);
ParcoursRemoteChange   *parcours_remote_change_new         (gint64                      row,
                                                            ParcoursRemoteOperation     operation,
                                                            const char                 *automation,
                                                            const char                 *base,
                                                            const char                 *key,
                                                            GBytes                     *document);
ParcoursRemoteChange   *parcours_remote_change_new_publish (const ParcoursAutomation   *automation,
                                                            const char                 *base);
ParcoursRemoteChange   *parcours_remote_change_ref         (ParcoursRemoteChange       *change);
void                    parcours_remote_change_unref       (ParcoursRemoteChange       *change);
char                   *parcours_remote_change_digest      (const ParcoursRemoteChange *change);

const char             *parcours_remote_operation_name      (ParcoursRemoteOperation    operation);
gboolean                parcours_remote_operation_from_name (const char                *name,
                                                             ParcoursRemoteOperation   *operation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRemoteChange, parcours_remote_change_unref)

G_END_DECLS
