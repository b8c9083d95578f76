import { useSyncExternalStore } from 'react';
import { ApiProblem, createApiClient } from '@cadre/api-client/client';
import type { Schema } from '@cadre/api-client/typed-paths';
import { onItsOwn } from './activity.js';

/** checking: asking for a new token by cookie · ended: the page stays, signing in again goes on where it was. */
export type SessionState = 'checking' | 'signed-out' | 'signed-in' | 'ended';

type SignInAnswer = Schema<'SignInAnswer'>;

export const BASE_URL = '/api/v1';
/** Says that somebody signed in with this browser, so that a first visit does not ask for a session that cannot be. */
const HINT = 'signed-in';
/** Says that the pages are covered until somebody has proved who sits there. */
const LOCK = 'locked';
/** Public paths and sign-in: no token goes along, a 401 is an answer and not a reason to renew. */
export const publicApi = createApiClient(BASE_URL);

let state: SessionState = 'checking';
/** Only in memory: a script that reads storage finds nothing, and a closed window forgets it. */
let accessToken: string | null = null;
let renewal: Promise<boolean> | null = null;
let signedInAgain: ((again: boolean) => void) | null = null;
/** Calls that wait for a fresh proof; all of them hear of the one that is given. */
let proving: { readonly done: Promise<boolean>; readonly settle: (proven: boolean) => void } | null = null;
const watchers = new Set<() => void>();

function become(next: SessionState, token: string | null): void {
  state = next;
  accessToken = token;
  watchers.forEach((tell) => tell());
}

/** A refresh cookie is good once: two windows of one browser take turns (where the browser can; plain http cannot). */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('session-refresh', work) : work();
}

async function refresh(): Promise<string | null> {
  try {
    return (await inTurn(() => publicApi.request('/auth/refresh', { method: 'POST' }))).accessToken;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** First one silent refresh; when that is refused, the call waits until the user has signed in again over the page. */
async function renewOnce(): Promise<boolean> {
  const token = await refresh();
  if (token) {
    become('signed-in', token);
    return true;
  }
  const again = new Promise<boolean>((resolve) => {
    signedInAgain = resolve;
  });
  become('ended', null);
  return again;
}

function admit(answer: SignInAnswer): string | null {
  if (!answer.accessToken) return answer.secondFactor?.challenge ?? null;
  localStorage.setItem(HINT, '1');
  unlock();
  become('signed-in', answer.accessToken);
  signedInAgain?.(true);
  signedInAgain = null;
  return null;
}

function unlock(): void {
  localStorage.removeItem(LOCK);
  watchers.forEach((tell) => tell());
}

function endProving(proven: boolean): void {
  proving?.settle(proven);
  proving = null;
  watchers.forEach((tell) => tell());
}

export const session = {
  token: () => accessToken,
  onItsOwn,
  renew: () =>
    (renewal ??= renewOnce().finally(() => {
      renewal = null;
    })),
  /** A sensitive call waits until the user has said once more who he is, or has given up. */
  prove: (): Promise<boolean> => {
    if (!proving) {
      let settle: (proven: boolean) => void = () => undefined;
      const done = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      proving = { done, settle };
      watchers.forEach((tell) => tell());
    }
    return proving.done;
  },
  /** @throws ApiProblem when the proof is wrong; the call goes on waiting */
  giveProof: async (proof: Schema<'Proof'>): Promise<void> => {
    await signedIn.request('/auth/reauthenticate', { method: 'POST', body: proof });
    unlock();
    endProving(true);
  },
  /** Covers the pages of this browser, in every window and also when it is loaded anew. */
  lock(): void {
    localStorage.setItem(LOCK, '1');
    watchers.forEach((tell) => tell());
  },
  giveUpProof: (): void => endProving(false),
  /** At start: a valid cookie opens the pages at once. */
  async resume(): Promise<void> {
    const token = localStorage.getItem(HINT) ? await refresh().catch(() => null) : null;
    become(token ? 'signed-in' : 'signed-out', token);
  },
  /** Resolves the challenge of the second step, or null when signed in. */
  signIn: async (username: string, password: string) =>
    admit(await publicApi.request('/auth/login', { method: 'POST', body: { username, password } })),
  verify: async (challenge: string, code: string) =>
    admit(await publicApi.request('/auth/login/second-factor', { method: 'POST', body: { challenge, code } })),
  /** Back from a scan: resolves the challenge of the second step, an identity that no account has yet, or null when signed in. */
  scan: async (provider: string, given: Schema<'ProviderReturn'>): Promise<string | Schema<'UnboundIdentity'> | null> => {
    const answer = await publicApi.request(`/auth/external/${provider}/finish`, { method: 'POST', body: given });
    return answer.unbound ?? admit(answer);
  },
  bindScan: async (proof: Schema<'BindingProof'>) => admit(await publicApi.request('/auth/external/bind', { method: 'POST', body: proof })),
  /** Leaves for good. The page is loaded anew, so that nothing of one user is left in memory for the next. */
  async signOut(): Promise<void> {
    // A token that has just run out is renewed first: the session must end at the server, not only here.
    const renew = async () => {
      accessToken = await refresh();
      return accessToken !== null;
    };
    await createApiClient(BASE_URL, { token: () => accessToken, renew })
      .open('/auth/logout', { method: 'POST' })
      .catch(() => undefined);
    localStorage.removeItem(HINT);
    localStorage.removeItem(LOCK);
    sessionStorage.clear();
    location.assign('/');
  },
};

/** Speaks for the session, but is never asked for a proof itself. */
const signedIn = createApiClient(BASE_URL, { token: session.token, renew: session.renew, onItsOwn });

function watch(tell: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => key === LOCK && tell();
  watchers.add(tell);
  window.addEventListener('storage', elsewhere);
  return () => {
    watchers.delete(tell);
    window.removeEventListener('storage', elsewhere);
  };
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(watch, () => state);
}

/** Whether a call waits for a fresh proof. */
export function useProving(): boolean {
  return useSyncExternalStore(watch, () => proving !== null);
}

/** Whether the pages are covered. */
export function useLocked(): boolean {
  return useSyncExternalStore(watch, () => localStorage.getItem(LOCK) !== null);
}
