/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-check.h"
#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CHECK_WATCH (parcours_check_watch_get_type ())

/**
 * ParcoursCheckWatch:
 *
 * Checks every automation of a workspace, and again after each change, in a thread
 * of its own. It emits `checked` with the slug of the automation, and tells its
 * item how many problems it has. What is being edited may be left to
 * #ParcoursLive, which also counts the contacts that are concerned.
 */
G_DECLARE_FINAL_TYPE (ParcoursCheckWatch, parcours_check_watch, PARCOURS, CHECK_WATCH, GObject)

ParcoursCheckWatch *parcours_check_watch_new       (ParcoursProject    *project);
GPtrArray          *parcours_check_watch_lookup    (ParcoursCheckWatch *watch,
                                                    const char         *slug);
void                parcours_check_watch_leave_out (ParcoursCheckWatch *watch,
                                                    const char         *slug);
void                parcours_check_watch_take      (ParcoursCheckWatch *watch,
                                                    const char         *slug,
                                                    GPtrArray          *checks);

G_END_DECLS
