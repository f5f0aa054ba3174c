/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SQLite's own locks last for a transaction; two windows on one workspace would
 * both write, each behind the other's back. So the writer holds a lock for its
 * whole life, on a file beside the workspace: on the workspace itself it would
 * come in the way of SQLite's. It is an open file description lock: it goes with
 * the process, also with kill -9, and other connections of this process cannot
 * drop it by closing the file, as they would an ordinary POSIX lock. */

/* F_OFD_SETLK */
#define _GNU_SOURCE

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "parcours-store-error.h"
#include "parcours-store-lock.h"

struct _ParcoursStoreLock
{
  char *path; /* (owned) of the side file */
  int fd;
};

static gboolean
is_same_file (int         fd,
              const char *path)
{
  GStatBuf held, named;

  return fstat (fd, &held) == 0 && g_stat (path, &named) == 0 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

static gboolean
try_lock (int fd)
{
  struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &all) == 0;
}

/* Whoever holds the lock has written its process number into the file. */
static void
fail_locked (int          fd,
             const char  *path,
             GError     **error)
{
  char process[16] = "";
  g_autofree char *name = g_filename_display_name (path);
  gssize length = pread (fd, process, sizeof process - 1, 0);

  process[MAX (length, 0)] = '\0';
  g_strstrip (process);
  if (*process != '\0')
    g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_LOCKED,
                 _("“%s” is open in another Parcours (process %s). Close it there and try again."), name, process);
  else
    g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_LOCKED,
                 _("“%s” is open in another Parcours. Close it there and try again."), name);
}

static void
fail_open (const char  *path,
           int          system_error,
           GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  gboolean read_only = system_error == EACCES || system_error == EROFS || system_error == EPERM;

  g_set_error (error, PARCOURS_STORE_ERROR,
               read_only ? PARCOURS_STORE_ERROR_READ_ONLY : PARCOURS_STORE_ERROR_FAILED,
               _("“%s” cannot be opened for writing: %s"), name, g_strerror (system_error));
}

/**
 * parcours_store_lock_new:
 * @path: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL if another process writes to @path
 *   (%PARCOURS_STORE_ERROR_LOCKED) or nothing can be written beside it (%PARCOURS_STORE_ERROR_READ_ONLY)
 */
ParcoursStoreLock *
parcours_store_lock_new (const char  *path,
                         GError     **error)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);
  g_autofree char *process = g_strdup_printf ("%d\n", (int) getpid ());
  ParcoursStoreLock *lock;
  int fd = -1;

  /* Who closes the workspace deletes the file: the one locked here may be gone. */
  do
    {
      if (fd >= 0)
        close (fd);
      fd = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (fd < 0)
        {
          fail_open (path, errno, error);
          return NULL;
        }
      if (!try_lock (fd))
        {
          fail_locked (fd, path, error);
          close (fd);
          return NULL;
        }
    }
  while (!is_same_file (fd, lock_path));

  lock = g_new0 (ParcoursStoreLock, 1);
  lock->path = g_steal_pointer (&lock_path);
  lock->fd = fd;
  /* Only for the message: a disk without room must not keep anybody out. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, process, strlen (process), 0) < 0)
    g_debug ("Cannot write to %s", lock->path);

  return lock;
}

/**
 * parcours_store_lock_free:
 * @lock: (transfer full): a lock
 */
void
parcours_store_lock_free (ParcoursStoreLock *lock)
{
  g_unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
