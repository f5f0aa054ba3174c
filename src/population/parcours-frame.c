/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-frame.h"
#include "parcours-json.h"
#include "parcours-text.h"

static guint8
next_bit (ParcoursFrame *frame)
{
  return (guint8) (frame->n_bits++ % 64);
}

static void
field_free (gpointer data)
{
  ParcoursFrameField *field = data;

  g_free (field->slug);
  g_strfreev (field->options);
  g_free (field);
}

static void
set_free (gpointer data)
{
  ParcoursFrameSet *set = data;

  g_free (set->slug);
  g_free (set);
}

static void
list_free (gpointer data)
{
  ParcoursFrameList *list = data;

  g_free (list->slug);
  g_free (list);
}

static void
query_free (gpointer data)
{
  ParcoursQuery *query = data;

  g_free (query->subject);
  g_clear_pointer (&query->filter, parcours_filter_free);
  g_clear_pointer (&query->where, json_node_unref);
  parcours_condition_unref (query->owner);
  g_free (query->sums);
  g_free (query);
}

static void
kind_free (gpointer data)
{
  ParcoursFrameKind *kind = data;

  g_free (kind->kind);
  g_free (kind);
}

static void
mark_free (gpointer data)
{
  ParcoursMark *mark = data;

  g_free (mark->automation);
  g_free (mark->step);
  g_free (mark);
}

/**
 * parcours_frame_new:
 * @texts: (transfer none): the pool of the population that it will be laid on
 * @library: (transfer none): what slugs mean
 *
 * Returns: (transfer full): an empty frame
 */
ParcoursFrame *
parcours_frame_new (ParcoursTexts   *texts,
                    ParcoursLibrary *library)
{
  ParcoursFrame *frame = g_new0 (ParcoursFrame, 1);

  g_atomic_ref_count_init (&frame->ref_count);
  frame->texts = parcours_texts_ref (texts);
  frame->library = parcours_library_ref (library);
  frame->fields = g_ptr_array_new_with_free_func (field_free);
  frame->sets = g_ptr_array_new_with_free_func (set_free);
  frame->lists = g_ptr_array_new_with_free_func (list_free);
  frame->senders = g_ptr_array_new_with_free_func (g_free);
  frame->queries = g_ptr_array_new_with_free_func (query_free);
  frame->kinds = g_ptr_array_new_with_free_func (kind_free);
  frame->marks = g_ptr_array_new_with_free_func (mark_free);
  frame->n_topics = parcours_catalog_n_topics (parcours_catalog_get ());
  frame->queries_by_topic = g_new0 (GArray *, frame->n_topics);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    frame->channel_bits[i] = next_bit (frame);
  frame->any_list_bit = next_bit (frame);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    frame->any_set_bits[i] = next_bit (frame);
  frame->passages_bit = next_bit (frame);

  return frame;
}

/**
 * parcours_frame_ref:
 * @frame: a frame
 *
 * Returns: (transfer full): @frame
 */
ParcoursFrame *
parcours_frame_ref (ParcoursFrame *frame)
{
  g_atomic_ref_count_inc (&frame->ref_count);

  return frame;
}

/**
 * parcours_frame_unref:
 * @frame: (transfer full): a frame
 */
void
parcours_frame_unref (ParcoursFrame *frame)
{
  if (!g_atomic_ref_count_dec (&frame->ref_count))
    return;
  g_ptr_array_unref (frame->fields);
  g_ptr_array_unref (frame->sets);
  g_ptr_array_unref (frame->lists);
  g_ptr_array_unref (frame->senders);
  g_ptr_array_unref (frame->queries);
  g_ptr_array_unref (frame->kinds);
  g_ptr_array_unref (frame->marks);
  for (guint i = 0; i < frame->n_topics; i++)
    g_clear_pointer (&frame->queries_by_topic[i], g_array_unref);
  g_free (frame->queries_by_topic);
  parcours_library_unref (frame->library);
  parcours_texts_unref (frame->texts);
  g_free (frame);
}

static char **
options_of (const ParcoursEntity *entity)
{
  JsonArray *array = parcours_json_member_array (entity->attributes, "options");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
}

static int
find_field (const ParcoursFrame *frame,
            const char          *slug,
            gboolean             is_score)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (frame, i);

      if (field->is_score == is_score && g_str_equal (field->slug, slug))
        return (int) i;
    }

  return -1;
}

/**
 * parcours_frame_add_field:
 * @frame: a frame
 * @slug: a field of contacts
 *
 * Returns: its number, or -1 if the library knows no such field
 */
int
parcours_frame_add_field (ParcoursFrame *frame,
                          const char    *slug)
{
  const ParcoursEntity *entity = parcours_library_lookup (frame->library, "field", slug);
  int i = find_field (frame, slug, FALSE);
  ParcoursFrameField *field;

  if (i >= 0 || entity == NULL || parcours_json_member_boolean (entity->attributes, "hidden", FALSE))
    return i;
  field = g_new0 (ParcoursFrameField, 1);
  field->slug = g_strdup (slug);
  field->text = parcours_texts_intern (frame->texts, slug);
  field->type = parcours_library_field_type (frame->library, "field", slug);
  if (field->type == PARCOURS_FIELD_UNKNOWN)
    field->type = PARCOURS_FIELD_TEXT;
  field->options = options_of (entity);
  field->bit = next_bit (frame);
  g_ptr_array_add (frame->fields, field);

  return (int) frame->fields->len - 1;
}

/**
 * parcours_frame_add_score:
 * @frame: a frame
 * @slug: a score of contacts
 *
 * Returns: its number among the fields, or -1 if the library knows no such score
 */
int
parcours_frame_add_score (ParcoursFrame *frame,
                          const char    *slug)
{
  const ParcoursEntity *entity = parcours_library_lookup (frame->library, "score", slug);
  int i = find_field (frame, slug, TRUE);
  ParcoursFrameField *field;

  if (i >= 0 || entity == NULL)
    return i;
  field = g_new0 (ParcoursFrameField, 1);
  field->slug = g_strdup (slug);
  field->text = parcours_texts_intern (frame->texts, slug);
  field->type = PARCOURS_FIELD_NUMBER;
  field->is_score = TRUE;
  field->start = parcours_json_member_number (entity->attributes, "start", 0.);
  field->bit = next_bit (frame);
  g_ptr_array_add (frame->fields, field);

  return (int) frame->fields->len - 1;
}

/**
 * parcours_frame_find_set:
 * @frame: a frame
 * @kind: what kind of set
 * @text: the number of its slug
 *
 * Returns: its number, or -1 if nobody asks about it
 */
int
parcours_frame_find_set (const ParcoursFrame *frame,
                         ParcoursSetKind      kind,
                         guint32              text)
{
  for (guint i = 0; i < frame->sets->len; i++)
    {
      const ParcoursFrameSet *set = parcours_frame_set (frame, i);

      if (set->text == text && set->kind == kind)
        return (int) i;
    }

  return -1;
}

/**
 * parcours_frame_add_set:
 * @frame: a frame
 * @kind: what kind of set
 * @slug: a tag, a group or an audience, known to the library or not
 *
 * Returns: its number
 */
guint
parcours_frame_add_set (ParcoursFrame   *frame,
                        ParcoursSetKind  kind,
                        const char      *slug)
{
  guint32 text = parcours_texts_intern (frame->texts, slug);
  int i = parcours_frame_find_set (frame, kind, text);
  ParcoursFrameSet *set;

  if (i >= 0)
    return (guint) i;
  set = g_new0 (ParcoursFrameSet, 1);
  set->kind = kind;
  set->slug = g_strdup (slug);
  set->text = text;
  set->bit = next_bit (frame);
  g_ptr_array_add (frame->sets, set);

  return frame->sets->len - 1;
}

/**
 * parcours_frame_find_list:
 * @frame: a frame
 * @text: the number of its slug
 *
 * Returns: its number, or -1 if nobody asks about it
 */
int
parcours_frame_find_list (const ParcoursFrame *frame,
                          guint32              text)
{
  for (guint i = 0; i < frame->lists->len; i++)
    {
      if (parcours_frame_list (frame, i)->text == text)
        return (int) i;
    }

  return -1;
}

/**
 * parcours_frame_add_list:
 * @frame: a frame
 * @slug: a list, known to the library or not
 *
 * Returns: its number
 */
guint
parcours_frame_add_list (ParcoursFrame *frame,
                         const char    *slug)
{
  guint32 text = parcours_texts_intern (frame->texts, slug);
  int i = parcours_frame_find_list (frame, text);
  const ParcoursEntity *entity = parcours_library_lookup (frame->library, "list", slug);
  ParcoursFrameList *list;

  if (i >= 0)
    return (guint) i;
  list = g_new0 (ParcoursFrameList, 1);
  list->slug = g_strdup (slug);
  list->text = text;
  list->double_opt_in = entity != NULL && parcours_json_member_boolean (entity->attributes, "double-opt-in", FALSE);
  list->bit = next_bit (frame);
  g_ptr_array_add (frame->lists, list);

  return frame->lists->len - 1;
}

/**
 * parcours_frame_add_sender:
 * @frame: a frame
 * @slug: a sender that contacts may have blocked
 *
 * Returns: its number, below 64
 */
guint
parcours_frame_add_sender (ParcoursFrame *frame,
                           const char    *slug)
{
  for (guint i = 0; i < frame->senders->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (frame->senders, i), slug))
        return i;
    }
  /* More senders than bits share the last one: it errs on the side of not sending. */
  if (frame->senders->len == 64)
    return 63;
  g_ptr_array_add (frame->senders, g_strdup (slug));

  return frame->senders->len - 1;
}

/**
 * parcours_frame_find_kind:
 * @frame: a frame
 * @kind: a kind of records
 *
 * Returns: its number, or -1 if nobody asks about it
 */
int
parcours_frame_find_kind (const ParcoursFrame *frame,
                          const char          *kind)
{
  for (guint i = 0; i < frame->kinds->len; i++)
    {
      const ParcoursFrameKind *known = g_ptr_array_index (frame->kinds, i);

      if (g_str_equal (known->kind, kind))
        return (int) i;
    }

  return -1;
}

/**
 * parcours_frame_add_kind:
 * @frame: a frame
 * @kind: a kind of records, such as `deal`
 *
 * Returns: its number
 */
guint
parcours_frame_add_kind (ParcoursFrame *frame,
                         const char    *kind)
{
  int i = parcours_frame_find_kind (frame, kind);
  ParcoursFrameKind *added;

  if (i >= 0)
    return (guint) i;
  added = g_new0 (ParcoursFrameKind, 1);
  added->kind = g_strdup (kind);
  added->bit = next_bit (frame);
  g_ptr_array_add (frame->kinds, added);

  return frame->kinds->len - 1;
}

/**
 * parcours_frame_add_mark:
 * @frame: a frame
 * @automation: (nullable): the slug of the automation, %NULL for the one that is being compiled
 * @step: the id of a step whose last passing is asked about
 *
 * Returns: its number
 */
guint
parcours_frame_add_mark (ParcoursFrame *frame,
                         const char    *automation,
                         const char    *step)
{
  ParcoursMark *mark;

  for (guint i = 0; i < frame->marks->len; i++)
    {
      const ParcoursMark *known = g_ptr_array_index (frame->marks, i);

      if (g_str_equal (known->step, step) && g_strcmp0 (known->automation, automation) == 0)
        return i;
    }
  mark = g_new0 (ParcoursMark, 1);
  mark->automation = g_strdup (automation);
  mark->step = g_strdup (step);
  g_ptr_array_add (frame->marks, mark);

  return frame->marks->len - 1;
}

static gboolean
same_sums (const ParcoursQuery     *query,
           const ParcoursCondition *condition)
{
  guint n_sums = condition->sums != NULL ? condition->sums->len : 0;

  if (query->n_sums != n_sums)
    return FALSE;
  for (guint i = 0; i < n_sums; i++)
    {
      if (!g_str_equal (g_quark_to_string (query->sums[i]), g_array_index (condition->sums, ParcoursSum, i).key))
        return FALSE;
    }

  return TRUE;
}

static char *
subject_of (const ParcoursCondition *condition,
            const ParcoursTopic     *topic)
{
  if (condition->subject == NULL || g_str_equal (condition->subject, "any"))
    return NULL;
  if (g_str_equal (topic->subject, "url"))
    return g_strdup (condition->subject);

  return parcours_text_fold (condition->subject);
}

static JsonNode *
where_of (const ParcoursCondition *condition)
{
  return json_object_get_member (json_node_get_object (condition->node), "where");
}

static int
find_query (const ParcoursFrame     *frame,
            const ParcoursTopic     *topic,
            const char              *subject,
            const ParcoursCondition *condition)
{
  GArray *queries = frame->queries_by_topic[topic->index];

  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      guint16 number = g_array_index (queries, guint16, i);
      const ParcoursQuery *query = parcours_frame_query (frame, number);

      if (g_strcmp0 (query->subject, subject) == 0 && same_sums (query, condition) &&
          parcours_json_equal (query->where, where_of (condition)))
        return number;
    }

  return -1;
}

/**
 * parcours_frame_add_query:
 * @frame: a frame
 * @condition: a leaf about events
 *
 * Returns: the number of the question, shared by leaves that differ only in count and window, or -1 if there
 *   is no such topic
 */
int
parcours_frame_add_query (ParcoursFrame           *frame,
                          const ParcoursCondition *condition)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), condition->topic);
  g_autofree char *subject = NULL;
  ParcoursQuery *query;
  guint16 number;
  int found;

  if (topic == NULL)
    return -1;
  subject = subject_of (condition, topic);
  found = find_query (frame, topic, subject, condition);
  if (found >= 0)
    return found;

  query = g_new0 (ParcoursQuery, 1);
  query->topic = topic;
  if (subject != NULL && strchr (subject, '*') == NULL && !g_str_equal (topic->subject, "url"))
    query->subject_text = parcours_texts_intern (frame->texts, subject);
  query->subject = g_steal_pointer (&subject);
  query->owner = parcours_condition_ref ((ParcoursCondition *) condition);
  query->filter = parcours_filter_new (condition->where, frame->texts);
  if (where_of (condition) != NULL)
    query->where = json_node_ref (where_of (condition));
  query->n_sums = condition->sums != NULL ? condition->sums->len : 0;
  query->sums = g_new (GQuark, query->n_sums);
  for (guint i = 0; i < query->n_sums; i++)
    query->sums[i] = g_quark_from_string (g_array_index (condition->sums, ParcoursSum, i).key);
  query->bit = next_bit (frame);
  g_ptr_array_add (frame->queries, query);

  number = (guint16) (frame->queries->len - 1);
  if (frame->queries_by_topic[topic->index] == NULL)
    frame->queries_by_topic[topic->index] = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_array_append_val (frame->queries_by_topic[topic->index], number);

  return number;
}

/**
 * parcours_query_is_about:
 * @query: a question about events
 * @subject: the number of a subject
 * @texts: the pool of texts
 *
 * Returns: whether events about @subject are what the question is about, as far as the subject tells
 */
gboolean
parcours_query_is_about (const ParcoursQuery *query,
                         guint32              subject,
                         ParcoursTexts       *texts)
{
  if (query->subject_text != PARCOURS_TEXT_MISSING)
    return subject == query->subject_text || parcours_texts_fold (texts, subject) == query->subject_text;
  if (query->subject == NULL)
    return TRUE;
  if (subject >= PARCOURS_TEXT_SERIAL)
    return FALSE;

  return g_str_equal (query->topic->subject, "url")
           ? parcours_url_match (query->subject, parcours_texts_get (texts, subject))
           : parcours_pattern_match (query->subject, parcours_texts_get_folded (texts, subject));
}

/**
 * parcours_query_matches:
 * @query: a question about events
 * @event: an event of its topic
 * @texts: the pool of texts
 * @zone: the zone of the contact
 *
 * Relative times in the filter are read at the instant of the event.
 *
 * Returns: whether the event is one that the question is about
 */
gboolean
parcours_query_matches (const ParcoursQuery *query,
                        const ParcoursEvent *event,
                        ParcoursTexts       *texts,
                        const ParcoursZone  *zone)
{
  return parcours_query_is_about (query, event->subject, texts) &&
         parcours_filter_test (query->filter, event, parcours_event_lookup, event->at, zone);
}
