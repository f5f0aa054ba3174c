/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-http.h"
#include "parcours-remote-change.h"
#include "parcours-remote-error.h"

G_BEGIN_DECLS

/*
 * What a server's answers mean: readers for parcours_http_send(). They are plain
 * functions of the answer and of what was asked.
 */

#define PARCOURS_TYPE_REMOTE_PAGE (parcours_remote_page_get_type ())

/**
 * ParcoursRemotePage:
 * @items: (element-type ParcoursPublication): what the page lists
 * @cursor: with which the list goes on
 * @more: whether there is more already
 *
 * A part of a list. It never changes.
 */
typedef struct
{
  GPtrArray *items;
  char *cursor;
  gboolean more;

  /*< private >*/
  gatomicrefcount ref_count;
} ParcoursRemotePage;

GType               parcours_remote_page_get_type       (void);
ParcoursRemotePage *parcours_remote_page_ref            (ParcoursRemotePage        *page);
void                parcours_remote_page_unref          (ParcoursRemotePage        *page);

gpointer            parcours_remote_answer_to_change    (const ParcoursHttpAnswer  *answer,
                                                         gpointer                   change,
                                                         GError                   **error);
gpointer            parcours_remote_answer_to_fetch     (const ParcoursHttpAnswer  *answer,
                                                         gpointer                   id,
                                                         GError                   **error);
gpointer            parcours_remote_answer_to_list      (const ParcoursHttpAnswer  *answer,
                                                         gpointer                   data,
                                                         GError                   **error);
gpointer            parcours_remote_answer_to_revisions (const ParcoursHttpAnswer  *answer,
                                                         gpointer                   id,
                                                         GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRemotePage, parcours_remote_page_unref)

G_END_DECLS
