/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A trace as JSON Lines (DESIGN section 9), each line canonical. What people
 * have named is spelled once; names of ours need no escapes. */

#include "config.h"

#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-trace-private.h"

#define BUFFER_SIZE (256 * 1024)

typedef struct
{
  const ParcoursTrace *trace;
  char **automations;       /* (owned) (array) an automation each, spelled */
  char **steps;             /* (owned) (array) a step each, spelled */
  char **names;             /* (owned) (array) a contact each, spelled when it is first needed */
  GHashTable *subjects;     /* (owned) (element-type guint32 utf8) spelled */
  ParcoursContactNameFunc name;
  gpointer user_data;
  GString *buffer;          /* (owned) */
  gint64 at;                /* what @instant spells */
  char *instant;            /* (owned) (nullable) */
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;            /* (owned) (nullable) */
} Writer;

static const char *what_names[] = {
  [PARCOURS_WHAT_EVENT] = "event",
  [PARCOURS_WHAT_REFUSED] = "refused",
  [PARCOURS_WHAT_ENTERED] = "entered",
  [PARCOURS_WHAT_PASSED] = "passed",
  [PARCOURS_WHAT_WAITING] = "waiting",
  [PARCOURS_WHAT_SENT] = "sent",
  [PARCOURS_WHAT_SKIPPED] = "skipped",
  [PARCOURS_WHAT_ENDED] = "ended",
  [PARCOURS_WHAT_FAILED] = "failed",
  [PARCOURS_WHAT_SWAPPED] = "swapped",
};

/**
 * parcours_what_name:
 * @what: what an observation is about
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_what_name (ParcoursWhat what)
{
  return what_names[what];
}

/**
 * parcours_what_why:
 * @what: what happened
 * @why: the reason in an observation of it
 *
 * Returns: (transfer none) (nullable): the reason's name in files, %NULL where there is none to tell
 */
const char *
parcours_what_why (ParcoursWhat what,
                   int          why)
{
  switch (what)
    {
    case PARCOURS_WHAT_REFUSED:
      return parcours_refusal_name ((ParcoursRefusal) why);
    case PARCOURS_WHAT_ENDED:
    case PARCOURS_WHAT_FAILED:
      return parcours_ending_name ((ParcoursEnding) why);
    case PARCOURS_WHAT_SWAPPED:
      return parcours_fate_name ((ParcoursFate) why);
    case PARCOURS_WHAT_PASSED:
    case PARCOURS_WHAT_SKIPPED:
      return why != PARCOURS_OUTCOME_DONE ? parcours_outcome_name ((ParcoursOutcome) why) : NULL;
    default:
      return NULL;
    }
}

static char *
spell (const char *text)
{
  g_autoptr (JsonNode) node = parcours_json_new_string (text);

  return parcours_json_to_line (node);
}

static Writer *
writer_new (const ParcoursTrace *trace)
{
  Writer *writer = g_new0 (Writer, 1);

  writer->trace = trace;
  writer->automations = g_new0 (char *, trace->program->n_automations + 1);
  writer->steps = g_new0 (char *, trace->program->n_steps + 1);
  writer->names = g_new0 (char *, trace->n_contacts + 1);
  writer->subjects = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  writer->buffer = g_string_sized_new (BUFFER_SIZE + 1024);
  for (guint i = 0; i < trace->program->n_automations; i++)
    writer->automations[i] = spell (parcours_automation_slug (trace->program->automations[i].automation));
  for (guint i = 0; i < trace->program->n_steps; i++)
    writer->steps[i] = spell (trace->program->steps[i].step->id);

  return writer;
}

static void
writer_free (Writer *writer)
{
  g_strfreev (writer->automations);
  g_strfreev (writer->steps);
  for (guint i = 0; i < writer->trace->n_contacts; i++)
    g_free (writer->names[i]);
  g_free (writer->names);
  g_hash_table_unref (writer->subjects);
  g_string_free (writer->buffer, TRUE);
  g_free (writer->instant);
  g_clear_error (&writer->error);
  g_free (writer);
}

static const char *
instant_of (Writer *writer,
            gint64  at)
{
  if (writer->instant == NULL || writer->at != at)
    {
      g_free (writer->instant);
      writer->instant = parcours_instant_format (at);
      writer->at = at;
    }

  return writer->instant;
}

static const char *
name_of (Writer *writer,
         guint   contact)
{
  guint64 key = parcours_simulation_key (writer->trace->simulation, contact);
  g_autofree char *name = NULL;

  if (writer->names[contact] != NULL)
    return writer->names[contact];
  if (writer->name != NULL)
    name = writer->name (contact, key, writer->user_data);
  if (name == NULL)
    name = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", key);
  writer->names[contact] = spell (name);

  return writer->names[contact];
}

static const char *
subject_of (Writer  *writer,
            guint32  subject)
{
  char *spelled = g_hash_table_lookup (writer->subjects, GUINT_TO_POINTER (subject));
  g_autofree char *text = NULL;

  if (spelled != NULL)
    return spelled;
  text = parcours_texts_format (writer->trace->program->texts, subject);
  spelled = spell (text);
  g_hash_table_insert (writer->subjects, GUINT_TO_POINTER (subject), spelled);

  return spelled;
}

static gboolean
flush (Writer *writer)
{
  gboolean written = g_output_stream_write_all (writer->stream, writer->buffer->str, writer->buffer->len, NULL,
                                                writer->cancellable, &writer->error);

  g_string_truncate (writer->buffer, 0);

  return written;
}

/* A name of ours, or null. */
static void
append_name (GString    *buffer,
             const char *name)
{
  if (name == NULL)
    g_string_append (buffer, "null");
  else
    g_string_append_printf (buffer, "\"%s\"", name);
}

static const char *
port_of (const Writer           *writer,
         const ParcoursTraceRow *row)
{
  ParcoursStep *step = row->step >= 0 ? writer->trace->program->steps[row->step].step : NULL;

  return step != NULL && row->port >= 0 && row->port < (int) parcours_step_n_ports (step)
           ? parcours_step_nth_port (step, (guint) row->port) : NULL;
}

static gboolean
write_row (const ParcoursTraceRow *row,
           gpointer                user_data)
{
  Writer *writer = user_data;
  GString *buffer = writer->buffer;

  g_string_append_printf (buffer, "{\"at\":\"%s\",\"automation\":%s,\"contact\":%s,\"enrolment\":",
                          instant_of (writer, row->at), row->automation >= 0 ? writer->automations[row->automation]
                                                                             : "null",
                          name_of (writer, row->contact));
  if (row->enrolment > 0)
    g_string_append_printf (buffer, "%u", row->enrolment);
  else
    g_string_append (buffer, "null");
  g_string_append (buffer, ",\"port\":");
  append_name (buffer, port_of (writer, row));
  g_string_append (buffer, ",\"step\":");
  g_string_append (buffer, row->step >= 0 ? writer->steps[row->step] : "null");
  if (row->subject != PARCOURS_TEXT_MISSING)
    g_string_append_printf (buffer, ",\"subject\":%s", subject_of (writer, row->subject));
  g_string_append_printf (buffer, ",\"what\":\"%s\",\"why\":", parcours_what_name (row->what));
  append_name (buffer, row->what == PARCOURS_WHAT_EVENT
                         ? parcours_catalog_nth_topic (parcours_catalog_get (), row->topic)->name
                         : parcours_what_why (row->what, row->why));
  g_string_append (buffer, "}\n");

  return buffer->len < BUFFER_SIZE || flush (writer);
}

/**
 * parcours_trace_write:
 * @trace: a trace
 * @stream: where to write
 * @name: (nullable) (scope call): tells what the contacts are called
 * @user_data: for @name
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Writes the trace as JSON Lines in the order of time (DESIGN section 9). Rows
 * about events and messages also have a `subject`; the `why` of an event is its topic.
 *
 * Returns: whether all was written
 */
gboolean
parcours_trace_write (const ParcoursTrace      *trace,
                      GOutputStream            *stream,
                      ParcoursContactNameFunc   name,
                      gpointer                  user_data,
                      GCancellable             *cancellable,
                      GError                  **error)
{
  Writer *writer = writer_new (trace);
  gboolean written;

  writer->name = name;
  writer->user_data = user_data;
  writer->stream = stream;
  writer->cancellable = cancellable;
  parcours_trace_foreach_in_time (trace, write_row, writer);
  written = writer->error == NULL && flush (writer);
  if (!written)
    g_propagate_error (error, g_steal_pointer (&writer->error));
  writer_free (writer);

  return written;
}
