import type { Schema } from '@cadre/api-client/typed-paths';

/** What a provider sent the browser back with. */
export interface ScanReturn {
  readonly provider: string;
  readonly given: Schema<'ProviderReturn'>;
}

/** Reads it from the address and takes it out of there: it is good once, and none of a history's business. */
export function takeScanReturn(): ScanReturn | null {
  const provider = /^\/sign-in\/(wecom|wechat)$/.exec(location.pathname)?.[1];
  if (!provider) return null;
  const asked = new URLSearchParams(location.search);
  const [code, state] = [asked.get('code'), asked.get('state')];
  history.replaceState(null, '', '/');
  return code && state ? { provider, given: { code, state } } : null;
}
