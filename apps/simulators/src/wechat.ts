import { type IdentityAnswer, type IdentityPerson, type IdentityService, Issued, openIdentityService, scanPage, sentBack } from './identity-service.js';

export interface WechatKeys {
  readonly appId: string;
  readonly secret: string;
}

const failed = (errcode: number, errmsg: string): IdentityAnswer => ({ json: { errcode, errmsg } });

/** 微信开放平台 as its document has it: the page with the QR code, sns/oauth2/access_token and sns/userinfo. Errors come with status 200. */
export function openWechat(port: number, keys: WechatKeys, people: readonly IdentityPerson[]): Promise<IdentityService> {
  const issued = new Issued();
  return openIdentityService(port, issued, (path, asked) => {
    const of = (name: string): string => asked.get(name) ?? '';
    if (path === '/connect/qrconnect') return { html: scanPage('微信登录', people, asked) };
    if (path === '/scan') return sentBack(issued, asked);
    if (path === '/sns/oauth2/access_token') {
      if (of('appid') !== keys.appId || of('secret') !== keys.secret) return failed(40125, 'invalid appsecret');
      const id = issued.redeem(of('code'));
      return id === null ? failed(40029, 'invalid code') : { json: { access_token: issued.token(), expires_in: 7200, openid: id, scope: 'snsapi_login' } };
    }
    if (path === '/sns/userinfo') {
      if (!issued.knows(of('access_token'))) return failed(40001, 'invalid credential');
      const person = people.find(({ id }) => id === of('openid'));
      return person ? { json: { openid: person.id, nickname: person.name } } : failed(48001, 'api unauthorized');
    }
    return { status: 404 };
  });
}
