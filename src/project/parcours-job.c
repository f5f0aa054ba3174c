/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-job.h"

/* No eye follows more. */
#define REPORT_INTERVAL (G_USEC_PER_SEC / 30)

struct _ParcoursJob
{
  GObject parent_instance;

  char *title;               /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GMainContext *context;     /* (owned) of the thread that made it */
  gboolean over;

  GMutex mutex;
  gint64 done;               /* by @mutex, as the next two */
  gint64 total;
  gboolean is_queued;        /* a notification is on its way */
  gint64 reported;           /* when, only used by the thread that works */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DONE,
  PROP_OVER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ParcoursJob, parcours_job, G_TYPE_OBJECT)

static void
parcours_job_finalize (GObject *object)
{
  ParcoursJob *self = PARCOURS_JOB (object);

  g_free (self->title);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (parcours_job_parent_class)->finalize (object);
}

static void
parcours_job_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  ParcoursJob *self = PARCOURS_JOB (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DONE:
      g_value_set_int64 (value, parcours_job_done (self));
      break;
    case PROP_OVER:
      g_value_set_boolean (value, self->over);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_job_class_init (ParcoursJobClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = parcours_job_finalize;
  object_class->get_property = parcours_job_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DONE] = g_param_spec_int64 ("done", NULL, NULL, 0, G_MAXINT64, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OVER] = g_param_spec_boolean ("over", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
parcours_job_init (ParcoursJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
}

/**
 * parcours_job_new:
 * @title: what is being done, for people
 *
 * Returns: (transfer full): a job that has not begun
 */
ParcoursJob *
parcours_job_new (const char *title)
{
  ParcoursJob *self = g_object_new (PARCOURS_TYPE_JOB, NULL);

  self->title = g_strdup (title);

  return self;
}

/**
 * parcours_job_title:
 * @self: a job
 *
 * Returns: (transfer none): what is being done, for people
 */
const char *
parcours_job_title (ParcoursJob *self)
{
  return self->title;
}

/**
 * parcours_job_cancellable:
 * @self: a job
 *
 * Returns: (transfer none): what the thread that works asks whether to go on
 */
GCancellable *
parcours_job_cancellable (ParcoursJob *self)
{
  return self->cancellable;
}

/**
 * parcours_job_cancel:
 * @self: a job
 *
 * Asks for its end; it is over when parcours_job_finish() has been called.
 */
void
parcours_job_cancel (ParcoursJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * parcours_job_done:
 * @self: a job
 *
 * Returns: how much of parcours_job_total() is done
 */
gint64
parcours_job_done (ParcoursJob *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->done;
}

/**
 * parcours_job_total:
 * @self: a job
 *
 * Returns: how much there is to do, 0 while that is not known
 */
gint64
parcours_job_total (ParcoursJob *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->total;
}

/**
 * parcours_job_fraction:
 * @self: a job
 *
 * Returns: how much is done, from 0 to 1
 */
double
parcours_job_fraction (ParcoursJob *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->total > 0 ? CLAMP ((double) self->done / (double) self->total, 0., 1.) : 0.;
}

/**
 * parcours_job_is_over:
 * @self: a job
 *
 * Returns: whether it has ended, well or not
 */
gboolean
parcours_job_is_over (ParcoursJob *self)
{
  return self->over;
}

/**
 * parcours_job_finish:
 * @self: a job
 *
 * Says that it has ended, well or not.
 */
void
parcours_job_finish (ParcoursJob *self)
{
  if (self->over)
    return;
  self->over = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVER]);
}

static gboolean
notify_done (gpointer data)
{
  ParcoursJob *self = data;

  g_mutex_lock (&self->mutex);
  self->is_queued = FALSE;
  g_mutex_unlock (&self->mutex);
  if (!self->over)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);

  return G_SOURCE_REMOVE;
}

/**
 * parcours_job_report:
 * @done: how much is done
 * @total: of how much
 * @job: a #ParcoursJob
 *
 * Says how far it is, from whichever thread works; in the shape of a progress callback.
 */
void
parcours_job_report (gint64   done,
                     gint64   total,
                     gpointer job)
{
  ParcoursJob *self = PARCOURS_JOB (job);
  gint64 now = g_get_monotonic_time ();
  gboolean queue;
  GSource *source;

  g_mutex_lock (&self->mutex);
  self->done = done;
  self->total = total;
  queue = !self->is_queued && (now - self->reported >= REPORT_INTERVAL || done >= total);
  self->is_queued |= queue;
  g_mutex_unlock (&self->mutex);
  if (!queue)
    return;
  self->reported = now;
  source = g_idle_source_new ();
  g_source_set_callback (source, notify_done, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}
