/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A population loaded for one frame serves another that names no more. */

#include "config.h"

#include "parcours-frame.h"

/**
 * parcours_frame_needs_payload:
 * @frame: a frame
 * @topic: the number of a topic
 *
 * Returns: whether a filter or a sum of some question about the topic looks into its events
 */
gboolean
parcours_frame_needs_payload (const ParcoursFrame *frame,
                              guint                topic)
{
  const GArray *queries = frame->queries_by_topic[topic];

  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      const ParcoursQuery *query = parcours_frame_query (frame, g_array_index (queries, guint16, i));

      if (query->where != NULL || query->n_sums > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_field (const ParcoursFrame      *frame,
           const ParcoursFrameField *wanted)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (frame, i);

      if (field->is_score == wanted->is_score && field->type == wanted->type && g_str_equal (field->slug, wanted->slug))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_members (const ParcoursFrame *frame,
             const ParcoursFrame *other)
{
  for (guint i = 0; i < other->fields->len; i++)
    {
      if (!has_field (frame, parcours_frame_field (other, i)))
        return FALSE;
    }
  for (guint i = 0; i < other->sets->len; i++)
    {
      const ParcoursFrameSet *set = parcours_frame_set (other, i);

      if (parcours_frame_find_set (frame, set->kind, set->text) < 0)
        return FALSE;
    }
  for (guint i = 0; i < other->lists->len; i++)
    {
      if (parcours_frame_find_list (frame, parcours_frame_list (other, i)->text) < 0)
        return FALSE;
    }
  for (guint i = 0; i < other->senders->len; i++)
    {
      if (!g_ptr_array_find_with_equal_func (frame->senders, g_ptr_array_index (other->senders, i), g_str_equal, NULL))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_frame_covers:
 * @frame: a frame that a population was loaded for
 * @other: a frame with the same pool of texts
 *
 * Returns: whether the population holds all that @other names
 */
gboolean
parcours_frame_covers (const ParcoursFrame *frame,
                       const ParcoursFrame *other)
{
  g_return_val_if_fail (frame->texts == other->texts, FALSE);

  if (!has_members (frame, other))
    return FALSE;
  for (guint i = 0; i < other->kinds->len; i++)
    {
      if (parcours_frame_find_kind (frame, ((ParcoursFrameKind *) g_ptr_array_index (other->kinds, i))->kind) < 0)
        return FALSE;
    }
  for (guint i = 0; i < other->n_topics; i++)
    {
      if (other->queries_by_topic[i] != NULL &&
          (frame->queries_by_topic[i] == NULL ||
           (parcours_frame_needs_payload (other, i) && !parcours_frame_needs_payload (frame, i))))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_frame_add_frame:
 * @frame: a frame
 * @other: (transfer none): a frame with the same pool of texts and library
 *
 * Lets @frame name all that @other names.
 */
void
parcours_frame_add_frame (ParcoursFrame       *frame,
                          const ParcoursFrame *other)
{
  g_return_if_fail (frame->texts == other->texts);

  for (guint i = 0; i < other->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (other, i);

      if (field->is_score)
        parcours_frame_add_score (frame, field->slug);
      else
        parcours_frame_add_field (frame, field->slug);
    }
  for (guint i = 0; i < other->sets->len; i++)
    parcours_frame_add_set (frame, parcours_frame_set (other, i)->kind, parcours_frame_set (other, i)->slug);
  for (guint i = 0; i < other->lists->len; i++)
    parcours_frame_add_list (frame, parcours_frame_list (other, i)->slug);
  for (guint i = 0; i < other->senders->len; i++)
    parcours_frame_add_sender (frame, g_ptr_array_index (other->senders, i));
  for (guint i = 0; i < other->kinds->len; i++)
    parcours_frame_add_kind (frame, ((ParcoursFrameKind *) g_ptr_array_index (other->kinds, i))->kind);
  for (guint i = 0; i < other->queries->len; i++)
    parcours_frame_add_query (frame, parcours_frame_query (other, i)->owner);
}
