import { type IdentityAnswer, type IdentityPerson, type IdentityService, Issued, openIdentityService, scanPage, sentBack } from './identity-service.js';

export interface WecomKeys {
  readonly corpId: string;
  readonly secret: string;
}

const failed = (errcode: number, errmsg: string): IdentityAnswer => ({ json: { errcode, errmsg } });
const ok = (fields: object): IdentityAnswer => ({ json: { errcode: 0, errmsg: 'ok', ...fields } });

/** 企业微信 as its document has it: gettoken, auth/getuserinfo, user/get, and the page of web sign-in. Errors come with status 200. */
export function openWecom(port: number, keys: WecomKeys, people: readonly IdentityPerson[]): Promise<IdentityService> {
  const issued = new Issued();
  return openIdentityService(port, issued, (path, asked) => {
    const of = (name: string): string => asked.get(name) ?? '';
    if (path === '/wwlogin/sso/login') return { html: scanPage('企业微信登录', people, asked) };
    if (path === '/scan') return sentBack(issued, asked);
    if (path === '/cgi-bin/gettoken') {
      if (of('corpid') !== keys.corpId) return failed(40013, 'invalid corpid');
      return of('corpsecret') === keys.secret ? ok({ access_token: issued.token(), expires_in: 7200 }) : failed(40001, 'invalid credential');
    }
    if (!issued.knows(of('access_token'))) return failed(40014, 'invalid access_token');
    if (path === '/cgi-bin/auth/getuserinfo') {
      const id = issued.redeem(of('code'));
      if (id === null) return failed(40029, 'invalid code');
      return people.some((one) => one.id === id) ? ok({ userid: id }) : ok({ openid: id });
    }
    const person = people.find(({ id }) => id === of('userid'));
    if (path === '/cgi-bin/user/get') return person ? ok({ userid: person.id, name: person.name, department: [1], mobile: person.mobile ?? '', status: person.status ?? 1 }) : failed(60111, 'userid not found');
    return { status: 404 };
  });
}
