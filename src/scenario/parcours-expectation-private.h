/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-expectation.h"

G_BEGIN_DECLS

typedef struct _Item Item;

/* Who is being looked at. */
typedef struct
{
  const ParcoursExpectation *expectation;
  ParcoursPlay *play;
  ParcoursPlayView view;
  const char *name;       /* (nullable) of the contact */
  GPtrArray *failures;    /* (element-type ParcoursFailure) */
} Checking;

typedef gboolean (*ItemRead)  (ParcoursExpectation  *self,
                               Item                 *item,
                               const ParcoursPlace  *place,
                               GError              **error);
typedef void     (*ItemCheck) (const Item           *item,
                               Checking             *checking);

/* One key of an expectation. */
typedef struct
{
  const char *key;
  const char *about;           /* a kind of things, for keys that differ in it alone */
  ItemRead read;
  ItemCheck check;
  gboolean of_automation;      /* whether it is about one automation */
} ItemKind;

/* One thing that is asked of the key, such as a tag. */
typedef struct
{
  char *name;                  /* (owned) (nullable) */
  JsonNode *node;              /* (owned) */
  ParcoursComparison comparison;
  ParcoursWhere *where;        /* (owned) (nullable) */
  ParcoursFilter *filter;      /* (owned) (nullable) */
  const ParcoursPredicate *predicate; /* (unowned) (nullable) of the program */
  int number;                  /* a step, a place in the frame, a reason ... */
} Part;

struct _Item
{
  const ItemKind *kind;
  char *path;                  /* (owned) */
  JsonNode *node;              /* (owned) */
  GArray *parts;               /* (owned) (element-type Part) */
  gint64 within;               /* in seconds, or 0 */
};

struct _ParcoursExpectation
{
  ParcoursCase *expecting;     /* (unowned) */
  ParcoursProgram *program;    /* (owned) */
  char *path;                  /* (owned) */
  gint64 at;                   /* or PARCOURS_INSTANT_NEVER for the end */
  char *contact;               /* (owned) (nullable) */
  const ParcoursPredicate *who; /* (unowned) (nullable) of the program */
  gboolean about_contact;
  int automation;              /* or -1 */
  guint enrolment;
  int step;                    /* or -1 */
  GPtrArray *items;            /* (owned) (element-type Item) */
};

/* parcours-expectation.c */
Part          *parcours_item_add_part       (Item                    *item,
                                             const char              *name,
                                             JsonNode                *node);
const Part    *parcours_item_part           (const Item              *item,
                                             guint                    n);
void           parcours_checking_fail       (Checking                *checking,
                                             const Item              *item,
                                             const Part              *part,
                                             const char              *actual,
                                             int                      step);
gboolean       parcours_item_read_comparison (ParcoursExpectation    *self,
                                             Item                    *item,
                                             const ParcoursPlace     *place,
                                             GError                 **error);
gboolean       parcours_item_read_comparisons (ParcoursExpectation   *self,
                                             Item                    *item,
                                             const ParcoursPlace     *place,
                                             GError                 **error);
gboolean       parcours_item_read_fates     (ParcoursExpectation     *self,
                                             Item                    *item,
                                             const ParcoursPlace     *place,
                                             GError                 **error);
void           parcours_checking_compare    (Checking                *checking,
                                             const Item              *item,
                                             const Part              *part,
                                             guint64                  n);
int            parcours_expectation_find_step (ParcoursExpectation   *self,
                                             const ParcoursPlace     *place,
                                             const char              *id,
                                             GError                 **error);

/* parcours-expectation-path.c, -data.c, -run.c, -checks.c: the keys, ended by one without a name */
extern const ItemKind parcours_path_items[];
extern const ItemKind parcours_data_items[];
extern const ItemKind parcours_step_items[];
extern const ItemKind parcours_run_items[];
extern const ItemKind parcours_check_items[];

/* parcours-reasons.c */
char         **parcours_reasons             (ParcoursPlay            *play,
                                             gint64                   at,
                                             guint                    contact,
                                             int                      automation,
                                             int                      step);

G_END_DECLS
