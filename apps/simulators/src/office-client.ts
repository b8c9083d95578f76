import { readFileSync } from 'node:fs';

/** An account that the product made for its demonstration. */
interface Account {
  readonly username: string;
  readonly password: string;
}

/** The account is not let in any more: its password was changed, or it was shut. Trying on would lock it. */
export class ShutOut extends Error {}

/** One of the staff at the product's pages: signs in with an account of the demonstration and says what a page would say. */
export class OfficeClient {
  private token = '';
  private cookie = '';

  private constructor(
    private readonly url: string,
    private readonly account: Account,
  ) {}

  /** @param accountsFile the product's list of its demonstration accounts @throws Error when `username` is not in it */
  static of(url: string, accountsFile: string, username: string): OfficeClient {
    const accounts = JSON.parse(readFileSync(accountsFile, 'utf8')) as Account[];
    const account = accounts.find((one) => one.username === username);
    if (!account) throw new Error(`${accountsFile} has no account ${username}`);
    return new OfficeClient(url, account);
  }

  get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.ask<T>('POST', path, body);
  }

  /** @throws ShutOut; Error in the product's words for whatever else it refuses */
  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    if (!this.token) await this.signIn();
    let answer = await this.send(method, path, body);
    if (answer.status === 401) {
      await this.goOn();
      answer = await this.send(method, path, body);
    }
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  private send(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, {
      method, signal: AbortSignal.timeout(30_000),
      headers: { authorization: `Bearer ${this.token}`, cookie: this.cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }

  /** Renews the session: signing in anew every time would push the sessions of whoever looks at the demonstration out. */
  private async goOn(): Promise<void> {
    const answer = await this.send('POST', '/auth/refresh');
    if (answer.ok) await this.keep(answer);
    else await this.signIn();
  }

  private async signIn(): Promise<void> {
    this.token = '';
    const { username, password } = this.account;
    const answer = await this.send('POST', '/auth/login', { username, password });
    if (answer.status === 429 || answer.status >= 500) throw new Error(`signing in: ${answer.status}`);
    if (!answer.ok) throw new ShutOut(`${username}: ${await answer.text()}`);
    await this.keep(answer);
  }

  private async keep(answer: Response): Promise<void> {
    const { accessToken } = (await answer.json()) as { accessToken?: string };
    if (!accessToken) throw new ShutOut(`${this.account.username}: a second factor is wanted`);
    this.token = accessToken;
    this.cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  }
}
