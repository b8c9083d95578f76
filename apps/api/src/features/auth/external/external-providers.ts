import { Injectable } from '@nestjs/common';
import { Environment } from '../../../config/config.module.js';
import type { EnvironmentValues } from '../../../config/environment.js';
import { Conflict, Refusal } from '../../../platform/http/refusal.js';
import { answerOf, type ProviderAnswer, textOf } from './provider-answer.js';

export const PROVIDERS = ['wecom', 'wechat'] as const;
export type ProviderCode = (typeof PROVIDERS)[number];

/** Who somebody is at the provider; the subject never changes. */
export interface ExternalPerson {
  readonly subject: string;
  readonly displayName: string | null;
}

export interface ExternalProvider {
  readonly code: ProviderCode;
  readonly name: string;
  /** Where the browser goes to prove who sits there. */
  addressFor(state: string, returnTo: string): string;
  /** Redeems the code that came back. The provider takes it once. */
  identify(code: string): Promise<ExternalPerson>;
}

const query = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

/** The identity services that this installation has been given keys for. */
@Injectable()
export class ExternalProviders {
  readonly all: readonly ExternalProvider[];
  private readonly base: string;

  constructor({ values }: Environment) {
    this.all = [wecom(values), wechat(values)].flatMap((one) => one ?? []);
    this.base = values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`;
  }

  of(code: ProviderCode): ExternalProvider {
    const found = this.all.find((one) => one.code === code);
    if (!found) throw new Conflict('PROVIDER_MISSING', '本系统没有启用这种登录方式，请使用账号密码登录。');
    return found;
  }

  returnAddress(code: ProviderCode): string {
    return `${this.base}/sign-in/${code}`;
  }
}

/** 企业微信, as its document of web sign-in describes it. */
function wecom({ WECOM_BASE_URL, WECOM_LOGIN_URL, WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_SECRET }: EnvironmentValues): ExternalProvider | null {
  if (!WECOM_CORP_ID || !WECOM_AGENT_ID || !WECOM_SECRET) return null;
  const name = '企业微信';
  const ask = (path: string, fields: Readonly<Record<string, string>>) => doneBy(name, `${WECOM_BASE_URL}/cgi-bin/${path}?${query(fields)}`);
  return {
    code: 'wecom', name,
    addressFor: (state, returnTo) =>
      `${WECOM_LOGIN_URL}/wwlogin/sso/login?${query({ login_type: 'CorpApp', appid: WECOM_CORP_ID, agentid: WECOM_AGENT_ID, redirect_uri: returnTo, state })}`,
    identify: async (code) => {
      const { access_token: token } = await ask('gettoken', { corpid: WECOM_CORP_ID, corpsecret: WECOM_SECRET });
      const { userid } = await ask('auth/getuserinfo', { access_token: String(token), code });
      // Somebody from outside the company has an open id only, and no place here.
      if (typeof userid !== 'string' || userid === '') throw refusedBy(name);
      const person = await ask('user/get', { access_token: String(token), userid });
      return { subject: `${WECOM_CORP_ID}:${userid}`, displayName: textOf(person['name']) };
    },
  };
}

/** 微信开放平台, sign-in of web sites by QR code. */
function wechat({ WECHAT_BASE_URL, WECHAT_LOGIN_URL, WECHAT_APP_ID, WECHAT_SECRET }: EnvironmentValues): ExternalProvider | null {
  if (!WECHAT_APP_ID || !WECHAT_SECRET) return null;
  const name = '微信';
  const ask = (path: string, fields: Readonly<Record<string, string>>) => doneBy(name, `${WECHAT_BASE_URL}/sns/${path}?${query(fields)}`);
  return {
    code: 'wechat', name,
    addressFor: (state, returnTo) =>
      `${WECHAT_LOGIN_URL}/connect/qrconnect?${query({ appid: WECHAT_APP_ID, redirect_uri: returnTo, response_type: 'code', scope: 'snsapi_login', state })}#wechat_redirect`,
    identify: async (code) => {
      const got = await ask('oauth2/access_token', { appid: WECHAT_APP_ID, secret: WECHAT_SECRET, code, grant_type: 'authorization_code' });
      const openid = textOf(got['openid']);
      if (openid === null) throw refusedBy(name);
      // The nickname only if he consents; without it he signs in all the same.
      const person = await ask('userinfo', { access_token: String(got['access_token']), openid }).catch(() => ({}) as Record<string, unknown>);
      return { subject: `${WECHAT_APP_ID}:${openid}`, displayName: textOf(person['nickname']) };
    },
  };
}

/** Throws Refusal 401 for what the provider did not do. */
async function doneBy(name: string, address: string): Promise<ProviderAnswer> {
  const answer = await answerOf(name, address);
  if (answer['errcode']) throw refusedBy(name);
  return answer;
}

const refusedBy = (name: string): Refusal => new Refusal(401, 'EXTERNAL_REFUSED', `${name}没有确认您的身份，二维码可能已过期，请重新扫码或使用账号密码登录。`);
