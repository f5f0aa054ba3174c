/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-case.h"
#include "parcours-play.h"

G_BEGIN_DECLS

NaiveCase *naive_case_from_scenario (ParcoursCase *scenario);

G_END_DECLS
