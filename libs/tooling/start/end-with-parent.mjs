// Loaded into every process we start: when we are gone, even by kill -9, it ends too and frees its ports.
const PATIENCE_MS = 8000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
});
process.channel?.unref();
