/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-frame.h"
#include "parcours-store.h"

G_BEGIN_DECLS

ParcoursPopulation *parcours_store_load_population (ParcoursStore  *store,
                                                    ParcoursFrame  *frame,
                                                    ParcoursTexts  *texts,
                                                    GCancellable   *cancellable,
                                                    GError        **error);

G_END_DECLS
