/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-play.h"

G_BEGIN_DECLS

/**
 * ParcoursCoverage:
 *
 * Which ports of the steps of some automations were ever taken, over several runs.
 */
typedef struct _ParcoursCoverage ParcoursCoverage;

ParcoursCoverage  *parcours_coverage_new     (void);
void               parcours_coverage_free    (ParcoursCoverage        *self);
void               parcours_coverage_add     (ParcoursCoverage        *self,
                                              const ParcoursCounts    *counts);
void               parcours_coverage_merge   (ParcoursCoverage        *self,
                                              const ParcoursCoverage  *other);
char             **parcours_coverage_names   (const ParcoursCoverage  *self);
gboolean           parcours_coverage_has     (const ParcoursCoverage  *self,
                                              const char              *name);
guint              parcours_coverage_times   (const ParcoursCoverage  *self,
                                              const char              *name);
guint              parcours_coverage_n_ports (const ParcoursCoverage  *self);
guint              parcours_coverage_n_taken (const ParcoursCoverage  *self);
char             **parcours_coverage_never   (const ParcoursCoverage  *self);
JsonNode          *parcours_coverage_to_json (const ParcoursCoverage  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCoverage, parcours_coverage_free)

G_END_DECLS
