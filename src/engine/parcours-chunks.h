/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/* ParcoursChunkFunc:
 * @runner: by which to run the contacts
 * @chunk: which chunk it is
 * @first: the first contact
 * @end: and the one after the last
 * @user_data: user data
 *
 * Called once a chunk, by several threads at once.
 */
typedef void (*ParcoursChunkFunc) (ParcoursRunner *runner,
                                   guint           chunk,
                                   guint           first,
                                   guint           end,
                                   gpointer        user_data);

void     parcours_simulation_set_chunk     (ParcoursSimulation  *self,
                                            guint                chunk);
guint    parcours_simulation_n_chunks      (ParcoursSimulation  *self,
                                            guint               *n_contacts);
gboolean parcours_simulation_foreach_chunk (ParcoursSimulation  *self,
                                            guint                n_contacts,
                                            guint                n_threads,
                                            ParcoursChunkFunc    func,
                                            gpointer             user_data,
                                            ParcoursProgress     progress,
                                            gpointer             progress_data,
                                            GCancellable        *cancellable,
                                            GError             **error);

G_END_DECLS
