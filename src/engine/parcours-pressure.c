/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-chunks.h"
#include "parcours-pressure.h"
#include "parcours-runner-private.h"
#include "parcours-time.h"

struct _ParcoursPressure
{
  ParcoursProgram *program; /* (owned) */
  guint n_contacts;
  guint64 n_messages;
  guint days[PARCOURS_PRESSURE_MOST + 1];
  guint weeks[PARCOURS_PRESSURE_MOST + 1];
  GArray *most;             /* (owned) (element-type ParcoursPressed) the most pressed first */
  GPtrArray *collisions;    /* (owned) (element-type ParcoursCollision) in the order in which they were found */
  GPtrArray *circles;       /* (owned) (element-type ParcoursCircle) the same */
};

/* An automation has written a field or a list of the contact that runs. */
typedef struct
{
  gboolean is_list;
  guint target;             /* of the frame */
  int automation;
  int step;
  gint64 at;
} Written;

/* The contact has entered an automation. */
typedef struct
{
  int automation;
  guint number;
  int cause;                /* which entry let it in, or -1 */
} Entered;

typedef struct
{
  ParcoursSimulation *simulation;
  ParcoursPressure **parts; /* (owned) a chunk each */
} Gathering;

/* What happens to the contact that runs. */
typedef struct
{
  ParcoursPressure *part;
  ParcoursRunner *runner;
  guint64 key;
  GArray *sent;             /* (owned) (element-type gint64) */
  GArray *written;          /* (owned) (element-type Written) */
  GArray *entered;          /* (owned) (element-type Entered) */
} Watching;

static void
collision_free (gpointer data)
{
  ParcoursCollision *collision = data;

  g_free (collision->slug);
  g_array_unref (collision->named);
  g_free (collision);
}

static void
circle_free (gpointer data)
{
  ParcoursCircle *circle = data;

  g_array_unref (circle->automations);
  g_array_unref (circle->named);
  g_free (circle);
}

static ParcoursPressure *
pressure_new (ParcoursProgram *program)
{
  ParcoursPressure *self = g_new0 (ParcoursPressure, 1);

  self->program = parcours_program_ref (program);
  self->most = g_array_new (FALSE, FALSE, sizeof (ParcoursPressed));
  self->collisions = g_ptr_array_new_with_free_func (collision_free);
  self->circles = g_ptr_array_new_with_free_func (circle_free);

  return self;
}

static ParcoursCollision *
find_collision (ParcoursPressure *self,
                gboolean          is_list,
                const char       *slug,
                int               one,
                int               other)
{
  ParcoursCollision *collision;

  for (guint i = 0; i < self->collisions->len; i++)
    {
      collision = g_ptr_array_index (self->collisions, i);
      if (collision->is_list == is_list && collision->one == one && collision->other == other &&
          g_str_equal (collision->slug, slug))
        return collision;
    }
  collision = g_new0 (ParcoursCollision, 1);
  *collision = (ParcoursCollision){ .is_list = is_list, .slug = g_strdup (slug), .one = one, .other = other };
  collision->named = g_array_new (FALSE, FALSE, sizeof (ParcoursCollided));
  g_ptr_array_add (self->collisions, collision);

  return collision;
}

static ParcoursCircle *
find_circle (ParcoursPressure *self,
             const GArray     *automations)
{
  ParcoursCircle *circle;

  for (guint i = 0; i < self->circles->len; i++)
    {
      circle = g_ptr_array_index (self->circles, i);
      if (circle->automations->len == automations->len &&
          memcmp (circle->automations->data, automations->data, automations->len * sizeof (int)) == 0)
        return circle;
    }
  circle = g_new0 (ParcoursCircle, 1);
  circle->automations = g_array_new (FALSE, FALSE, sizeof (int));
  circle->named = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_vals (circle->automations, automations->data, automations->len);
  g_ptr_array_add (self->circles, circle);

  return circle;
}

/* The entry of the passage that runs, or -1. */
static int
find_cause (Watching *watching)
{
  const ParcoursRunner *runner = watching->runner;
  const Enrolment *running;
  int base;

  if (runner->running < 0)
    return -1;
  running = &runner->enrolments[runner->running];
  base = runner->program->automations[running->automation].base;
  for (guint i = watching->entered->len; i > 0; i--)
    {
      const Entered *entered = &g_array_index (watching->entered, Entered, i - 1);

      if (entered->automation == base && entered->number == running->number)
        return (int) i - 1;
    }

  return -1;
}

/* The automations from the one at @from, in which the contact has been before, to the last but one: the least first. */
static GArray *
trace_circle (Watching *watching,
              int       from,
              int       cause)
{
  GArray *backwards = g_array_new (FALSE, FALSE, sizeof (int));
  GArray *circle = g_array_new (FALSE, FALSE, sizeof (int));
  guint least = 0;

  for (int i = cause; ; i = g_array_index (watching->entered, Entered, i).cause)
    {
      g_array_append_val (backwards, g_array_index (watching->entered, Entered, i).automation);
      if (i == from)
        break;
    }
  for (guint i = 1; i < backwards->len; i++)
    {
      if (g_array_index (backwards, int, i) < g_array_index (backwards, int, least))
        least = i;
    }
  for (guint i = 0; i < backwards->len; i++)
    g_array_append_val (circle, g_array_index (backwards, int, (least + backwards->len - i) % backwards->len));
  g_array_unref (backwards);

  return circle;
}

static void
note_entry (Watching                  *watching,
            const ParcoursObservation *observation)
{
  Entered entered = { observation->automation, observation->enrolment, find_cause (watching) };
  int from = entered.cause;

  while (from >= 0 && g_array_index (watching->entered, Entered, from).automation != entered.automation)
    from = g_array_index (watching->entered, Entered, from).cause;
  if (from >= 0)
    {
      g_autoptr (GArray) automations = trace_circle (watching, from, entered.cause);
      ParcoursCircle *circle = find_circle (watching->part, automations);

      circle->n_laps++;
      if (circle->n_contacts == 0 || circle->last != watching->key)
        {
          circle->n_contacts++;
          circle->last = watching->key;
          if (circle->named->len < PARCOURS_PRESSURE_NAMED)
            g_array_append_val (circle->named, watching->key);
        }
    }
  g_array_append_val (watching->entered, entered);
}

static void
note_target (Watching                  *watching,
             const ParcoursObservation *observation,
             gint64                     now,
             gboolean                   is_list,
             guint                      target)
{
  Written written = { is_list, target, observation->automation, observation->step, now };

  g_array_append_val (watching->written, written);
}

/* A step is done: what has it written? */
static void
note_step (Watching                  *watching,
           const ParcoursObservation *observation,
           gint64                     now)
{
  const ProgramStep *step = &watching->runner->program->steps[observation->step];

  switch (step->op)
    {
    case OP_FIELD_SET:
    case OP_FIELD_COMPUTE:
      note_target (watching, observation, now, FALSE, (guint) step->data->slot);
      break;
    case OP_LIST_SUBSCRIBE:
    case OP_LIST_UNSUBSCRIBE:
    case OP_LIST_REMOVE:
      for (guint i = 0; step->data->list < 0 && i < watching->runner->program->frame->lists->len; i++)
        note_target (watching, observation, now, TRUE, i);
      if (step->data->list >= 0)
        note_target (watching, observation, now, TRUE, (guint) step->data->list);
      break;
    default:
      break;
    }
}

static gboolean
is_sending (const ProgramTopicIds *ids,
            guint16                topic)
{
  return topic == ids->email_sent || topic == ids->sms_sent || topic == ids->push_sent ||
         topic == ids->site_message_queued || topic == ids->wallet_notification_sent;
}

static void
follow (const ParcoursObservation *observation,
        const ParcoursState       *state,
        gpointer                   user_data)
{
  Watching *watching = user_data;

  switch (observation->what)
    {
    case PARCOURS_WHAT_EVENT:
      if (is_sending (&watching->runner->program->ids, observation->event->topic))
        g_array_append_val (watching->sent, state->now);
      break;
    case PARCOURS_WHAT_ENTERED:
      note_entry (watching, observation);
      break;
    case PARCOURS_WHAT_PASSED:
      if (observation->why == PARCOURS_OUTCOME_DONE && observation->step >= 0)
        note_step (watching, observation, state->now);
      break;
    default:
      break;
    }
}

/* The most messages within @seconds, a window that slides: (t - seconds, t]. */
static guint
find_most (const GArray *sent,
           gint64        seconds,
           gint64       *since)
{
  guint most = 0;

  for (guint first = 0, i = 0; i < sent->len; i++)
    {
      while (g_array_index (sent, gint64, first) <= g_array_index (sent, gint64, i) - seconds)
        first++;
      if (i + 1 - first > most)
        {
          most = i + 1 - first;
          *since = g_array_index (sent, gint64, first);
        }
    }

  return most;
}

static int
compare_pressed (gconstpointer a,
                 gconstpointer b)
{
  const ParcoursPressed *one = a;
  const ParcoursPressed *other = b;

  if (one->week != other->week)
    return one->week > other->week ? -1 : 1;
  if (one->day != other->day)
    return one->day > other->day ? -1 : 1;
  if (one->total != other->total)
    return one->total > other->total ? -1 : 1;

  return one->key < other->key ? -1 : one->key > other->key;
}

static void
add_pressed (ParcoursPressure      *self,
             const ParcoursPressed *pressed)
{
  guint i = self->most->len;

  if (pressed->total == 0)
    return;
  while (i > 0 && compare_pressed (pressed, &g_array_index (self->most, ParcoursPressed, i - 1)) < 0)
    i--;
  if (i == PARCOURS_PRESSURE_NAMED)
    return;
  g_array_insert_vals (self->most, i, pressed, 1);
  g_array_set_size (self->most, MIN (self->most->len, PARCOURS_PRESSURE_NAMED));
}

/* Each pair of automations of which one wrote what another one had written before, once a contact. */
static void
add_collisions (Watching *watching)
{
  const ParcoursFrame *frame = watching->runner->program->frame;

  for (guint i = 1; i < watching->written->len; i++)
    {
      const Written *written = &g_array_index (watching->written, Written, i);

      for (guint j = i; j > 0; j--)
        {
          const Written *first = &g_array_index (watching->written, Written, j - 1);
          ParcoursCollided collided = { watching->key, first->step, first->at, written->step, written->at };
          ParcoursCollision *collision;

          if (first->is_list != written->is_list || first->target != written->target ||
              first->automation == written->automation)
            continue;
          collision = find_collision (watching->part, first->is_list,
                                      first->is_list ? parcours_frame_list (frame, first->target)->slug
                                                     : parcours_frame_field (frame, first->target)->slug,
                                      MIN (first->automation, written->automation),
                                      MAX (first->automation, written->automation));
          if (collision->n_contacts == 0 || collision->last != watching->key)
            {
              collision->n_contacts++;
              collision->last = watching->key;
              if (collision->named->len < PARCOURS_PRESSURE_NAMED)
                g_array_append_val (collision->named, collided);
            }
          break;
        }
    }
}

static void
finish_contact (Watching *watching)
{
  ParcoursPressure *part = watching->part;
  ParcoursPressed pressed = { watching->key, 0, 0, watching->sent->len, 0 };
  gint64 since;

  pressed.day = find_most (watching->sent, PARCOURS_DAY, &since);
  pressed.week = find_most (watching->sent, 7 * PARCOURS_DAY, &pressed.since);
  part->n_contacts++;
  part->n_messages += pressed.total;
  part->days[MIN (pressed.day, PARCOURS_PRESSURE_MOST)]++;
  part->weeks[MIN (pressed.week, PARCOURS_PRESSURE_MOST)]++;
  add_pressed (part, &pressed);
  add_collisions (watching);
  g_array_set_size (watching->sent, 0);
  g_array_set_size (watching->written, 0);
  g_array_set_size (watching->entered, 0);
}

static void
watch_chunk (ParcoursRunner *runner,
             guint           chunk,
             guint           first,
             guint           end,
             gpointer        user_data)
{
  Gathering *gathering = user_data;
  Watching watching = { pressure_new (parcours_simulation_program (gathering->simulation)), runner };

  watching.sent = g_array_new (FALSE, FALSE, sizeof (gint64));
  watching.written = g_array_new (FALSE, FALSE, sizeof (Written));
  watching.entered = g_array_new (FALSE, FALSE, sizeof (Entered));
  gathering->parts[chunk] = watching.part;
  parcours_runner_set_observer (runner, follow, &watching);
  for (guint i = first; i < end; i++)
    {
      watching.key = parcours_simulation_key (gathering->simulation, i);
      parcours_runner_run (runner, i);
      finish_contact (&watching);
    }
  g_array_unref (watching.sent);
  g_array_unref (watching.written);
  g_array_unref (watching.entered);
}

/* So many are named of those that both have. */
static void
add_named (GArray       *named,
           const GArray *more)
{
  if (named->len < PARCOURS_PRESSURE_NAMED && more->len > 0)
    g_array_append_vals (named, more->data, MIN (more->len, PARCOURS_PRESSURE_NAMED - named->len));
}

static void
add_part (ParcoursPressure       *self,
          const ParcoursPressure *part)
{
  self->n_contacts += part->n_contacts;
  self->n_messages += part->n_messages;
  for (guint i = 0; i <= PARCOURS_PRESSURE_MOST; i++)
    {
      self->days[i] += part->days[i];
      self->weeks[i] += part->weeks[i];
    }
  for (guint i = 0; i < part->most->len; i++)
    add_pressed (self, &g_array_index (part->most, ParcoursPressed, i));
  for (guint i = 0; i < part->collisions->len; i++)
    {
      const ParcoursCollision *more = g_ptr_array_index (part->collisions, i);
      ParcoursCollision *collision = find_collision (self, more->is_list, more->slug, more->one, more->other);

      collision->n_contacts += more->n_contacts;
      add_named (collision->named, more->named);
    }
  for (guint i = 0; i < part->circles->len; i++)
    {
      const ParcoursCircle *more = g_ptr_array_index (part->circles, i);
      ParcoursCircle *circle = find_circle (self, more->automations);

      circle->n_laps += more->n_laps;
      circle->n_contacts += more->n_contacts;
      add_named (circle->named, more->named);
    }
}

/**
 * parcours_pressure_new:
 * @simulation: a simulation
 * @n_contacts: how many contacts to run, from the first; %G_MAXUINT for all
 * @n_threads: how many threads shall run, at least 1; the result does not depend on it
 * @progress: (nullable) (scope call): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full): what the automations together do to people, or %NULL if it was cancelled
 */
ParcoursPressure *
parcours_pressure_new (ParcoursSimulation  *simulation,
                       guint                n_contacts,
                       guint                n_threads,
                       ParcoursProgress     progress,
                       gpointer             user_data,
                       GCancellable        *cancellable,
                       GError             **error)
{
  guint n_chunks = parcours_simulation_n_chunks (simulation, &n_contacts);
  g_autofree ParcoursPressure **parts = g_new0 (ParcoursPressure *, n_chunks + 1);
  Gathering gathering = { simulation, parts };
  g_autoptr (ParcoursPressure) self = pressure_new (parcours_simulation_program (simulation));
  gboolean done = parcours_simulation_foreach_chunk (simulation, n_contacts, n_threads, watch_chunk, &gathering, progress,
                                                     user_data, cancellable, error);

  for (guint i = 0; i < n_chunks; i++)
    {
      if (parts[i] != NULL)
        add_part (self, parts[i]);
      g_clear_pointer (&parts[i], parcours_pressure_free);
    }

  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * parcours_pressure_free:
 * @self: (transfer full): what was found
 */
void
parcours_pressure_free (ParcoursPressure *self)
{
  g_array_unref (self->most);
  g_ptr_array_unref (self->collisions);
  g_ptr_array_unref (self->circles);
  parcours_program_unref (self->program);
  g_free (self);
}

/**
 * parcours_pressure_n_messages:
 * @self: what was found
 *
 * Returns: how many messages were sent to people
 */
guint64
parcours_pressure_n_messages (const ParcoursPressure *self)
{
  return self->n_messages;
}

/**
 * parcours_pressure_n_in_day:
 * @self: what was found
 * @n_messages: a number up to %PARCOURS_PRESSURE_MOST, which stands for more too
 *
 * Returns: how many contacts get so many messages in their worst 24 hours
 */
guint
parcours_pressure_n_in_day (const ParcoursPressure *self,
                            guint                   n_messages)
{
  return self->days[n_messages];
}

/**
 * parcours_pressure_n_in_week:
 * @self: what was found
 * @n_messages: a number up to %PARCOURS_PRESSURE_MOST, which stands for more too
 *
 * Returns: how many contacts get so many messages in their worst 7 days
 */
guint
parcours_pressure_n_in_week (const ParcoursPressure *self,
                             guint                   n_messages)
{
  return self->weeks[n_messages];
}

/**
 * parcours_pressure_most:
 * @self: what was found
 *
 * Returns: (transfer none) (element-type ParcoursPressed): up to %PARCOURS_PRESSURE_NAMED contacts, the most pressed first
 */
const GArray *
parcours_pressure_most (const ParcoursPressure *self)
{
  return self->most;
}

/**
 * parcours_pressure_collisions:
 * @self: what was found
 *
 * Returns: (transfer none) (element-type ParcoursCollision): what two automations have written
 */
const GPtrArray *
parcours_pressure_collisions (const ParcoursPressure *self)
{
  return self->collisions;
}

/**
 * parcours_pressure_circles:
 * @self: what was found
 *
 * Returns: (transfer none) (element-type ParcoursCircle): automations that let people into each other again and again
 */
const GPtrArray *
parcours_pressure_circles (const ParcoursPressure *self)
{
  return self->circles;
}

typedef struct
{
  const ParcoursPressure *self;
  char *(*name) (guint64  key,
                 gpointer user_data);
  gpointer user_data;
} Naming;

static void
set_name (const Naming *naming,
          JsonObject   *object,
          guint64       key)
{
  g_autofree char *text = naming->name (key, naming->user_data);

  json_object_set_string_member (object, "contact", text);
}

static void
set_instant (JsonObject *object,
             const char *member,
             gint64      at)
{
  g_autofree char *text = parcours_instant_format (at);

  json_object_set_string_member (object, member, text);
}

static const char *
slug_of (const ParcoursPressure *self,
         int                     automation)
{
  return parcours_automation_slug (self->program->automations[automation].automation);
}

static JsonObject *
shares_to_json (const guint *shares)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i <= PARCOURS_PRESSURE_MOST; i++)
    {
      g_autofree char *n = g_strdup_printf (i < PARCOURS_PRESSURE_MOST ? "%u" : ">=%u", i);

      json_object_set_int_member (object, n, shares[i]);
    }

  return object;
}

static JsonObject *
pressed_to_json (const Naming          *naming,
                 const ParcoursPressed *pressed)
{
  JsonObject *object = json_object_new ();

  set_name (naming, object, pressed->key);
  json_object_set_int_member (object, "day", pressed->day);
  json_object_set_int_member (object, "week", pressed->week);
  json_object_set_int_member (object, "total", pressed->total);
  set_instant (object, "since", pressed->since);

  return object;
}

static JsonObject *
write_to_json (const Naming *naming,
               int           step,
               gint64        at)
{
  const ParcoursPressure *self = naming->self;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "automation", slug_of (self, self->program->steps[step].automation));
  json_object_set_string_member (object, "step", self->program->steps[step].step->id);
  set_instant (object, "at", at);

  return object;
}

static JsonObject *
collision_to_json (const Naming            *naming,
                   const ParcoursCollision *collision)
{
  JsonObject *object = json_object_new ();
  JsonArray *automations = json_array_new ();
  JsonArray *named = json_array_new ();

  json_array_add_string_element (automations, slug_of (naming->self, collision->one));
  json_array_add_string_element (automations, slug_of (naming->self, collision->other));
  for (guint i = 0; i < collision->named->len; i++)
    {
      const ParcoursCollided *collided = &g_array_index (collision->named, ParcoursCollided, i);
      JsonObject *contact = json_object_new ();

      set_name (naming, contact, collided->key);
      json_object_set_object_member (contact, "first", write_to_json (naming, collided->first_step, collided->first_at));
      json_object_set_object_member (contact, "then", write_to_json (naming, collided->step, collided->at));
      json_array_add_object_element (named, contact);
    }
  json_object_set_array_member (object, "automations", automations);
  json_object_set_string_member (object, collision->is_list ? "list" : "field", collision->slug);
  json_object_set_int_member (object, "contacts", collision->n_contacts);
  json_object_set_array_member (object, "examples", named);

  return object;
}

static JsonObject *
circle_to_json (const Naming         *naming,
                const ParcoursCircle *circle)
{
  JsonObject *object = json_object_new ();
  JsonArray *automations = json_array_new ();
  JsonArray *named = json_array_new ();

  for (guint i = 0; i < circle->automations->len; i++)
    json_array_add_string_element (automations, slug_of (naming->self, g_array_index (circle->automations, int, i)));
  for (guint i = 0; i < circle->named->len; i++)
    {
      g_autofree char *text = naming->name (g_array_index (circle->named, guint64, i), naming->user_data);

      json_array_add_string_element (named, text);
    }
  json_object_set_array_member (object, "automations", automations);
  json_object_set_int_member (object, "laps", (gint64) circle->n_laps);
  json_object_set_int_member (object, "contacts", circle->n_contacts);
  json_object_set_array_member (object, "examples", named);

  return object;
}

/**
 * parcours_pressure_to_json:
 * @self: what was found
 * @name: (scope call): what a contact is called, to be freed
 * @user_data: for @name
 *
 * Returns: (transfer full): all of it
 */
JsonNode *
parcours_pressure_to_json (const ParcoursPressure *self,
                           char                 *(*name) (guint64  key,
                                                          gpointer user_data),
                           gpointer                user_data)
{
  const Naming naming = { self, name, user_data };
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *most = json_array_new ();
  JsonArray *collisions = json_array_new ();
  JsonArray *circles = json_array_new ();

  for (guint i = 0; i < self->most->len; i++)
    json_array_add_object_element (most, pressed_to_json (&naming, &g_array_index (self->most, ParcoursPressed, i)));
  for (guint i = 0; i < self->collisions->len; i++)
    json_array_add_object_element (collisions, collision_to_json (&naming, g_ptr_array_index (self->collisions, i)));
  for (guint i = 0; i < self->circles->len; i++)
    json_array_add_object_element (circles, circle_to_json (&naming, g_ptr_array_index (self->circles, i)));
  json_object_set_int_member (object, "contacts", self->n_contacts);
  json_object_set_int_member (object, "messages", (gint64) self->n_messages);
  json_object_set_object_member (object, "in-24-hours", shares_to_json (self->days));
  json_object_set_object_member (object, "in-7-days", shares_to_json (self->weeks));
  json_object_set_array_member (object, "most-pressed", most);
  json_object_set_array_member (object, "collisions", collisions);
  json_object_set_array_member (object, "circles", circles);
  json_node_take_object (node, object);

  return node;
}
