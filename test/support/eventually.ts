/** Tries until it holds or the time is over; then the last failure is thrown. */
export async function eventually<T>(look: () => Promise<T>, within = 10_000): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await look();
    } catch (problem) {
      if (Date.now() > end) throw problem;
      await new Promise((go) => setTimeout(go, 100));
    }
  }
}
