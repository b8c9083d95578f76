/** When a hand was last on the keyboard or the mouse, in any window of this browser; in ms. */
const KEY = 'last-input';
const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'pointermove'] as const;
/** Other windows need not know it more exactly. */
const TELL_EVERY_MS = 5_000;
/** After this long without a hand a page's requests are its own doing. */
const OWN_DOING_MS = 60_000;

let last = Date.now();
let told = 0;

function touched(): void {
  last = Date.now();
  if (last - told < TELL_EVERY_MS) return;
  told = last;
  localStorage.setItem(KEY, String(last));
}

/** Begins to watch; once, when the pages start. */
export function watchHands(): void {
  for (const input of INPUTS) window.addEventListener(input, touched, { passive: true, capture: true });
}

/** How long nobody has touched any page of this browser, in ms. */
export function idleMs(): number {
  return Date.now() - Math.max(last, Number(localStorage.getItem(KEY)) || 0);
}

/** Whether a request that is made now is the page's own: it then does not keep the session alive. */
export const onItsOwn = (): boolean => idleMs() > OWN_DOING_MS;
