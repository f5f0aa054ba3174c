/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_JOB (parcours_job_get_type ())

/**
 * ParcoursJob:
 *
 * Something that takes long enough to be shown: a title, how far it is, and a
 * way to cancel it. It belongs to the thread that made it; the thread that works
 * only reports. `notify::done` is emitted at most thirty times a second.
 */
G_DECLARE_FINAL_TYPE (ParcoursJob, parcours_job, PARCOURS, JOB, GObject)

ParcoursJob  *parcours_job_new         (const char   *title);
const char   *parcours_job_title       (ParcoursJob  *job);
GCancellable *parcours_job_cancellable (ParcoursJob  *job);
void          parcours_job_cancel      (ParcoursJob  *job);
gint64        parcours_job_done        (ParcoursJob  *job);
gint64        parcours_job_total       (ParcoursJob  *job);
double        parcours_job_fraction    (ParcoursJob  *job);
gboolean      parcours_job_is_over     (ParcoursJob  *job);
void          parcours_job_finish      (ParcoursJob  *job);
void          parcours_job_report      (gint64        done,
                                        gint64        total,
                                        gpointer      job);

G_END_DECLS
