const LOOK_MS = 500;

/**
 * npm runs us through a shell and hands its signals to that shell, which may leave without passing them on. When the shell
 * is gone, nobody could stop us any more: we end as if we had been asked to.
 */
export function followShell() {
  if (!process.env['npm_lifecycle_event']) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  watch.unref();
}
