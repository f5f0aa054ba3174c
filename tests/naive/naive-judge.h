/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-engine.h"

G_BEGIN_DECLS

void naive_judge (NaiveEngine *engine,
                  JsonObject  *expectation,
                  gint64       now,
                  GString     *failures);

void naive_judge_run (NaiveEngine *engine,
                      JsonObject  *expectation,
                      gint64       now,
                      GString     *failures);

G_END_DECLS
