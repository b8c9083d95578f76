import { isMobile, normalizePhone } from '@cadre/clinical/phone';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../../config/config.module.js';
import { Conflict, Refusal } from '../../../platform/http/refusal.js';
import { answerOf, type ProviderAnswer, textOf } from './provider-answer.js';

/** What 通讯录 says of somebody. Employee number, department and rights are never taken from it. */
export interface WecomProfile {
  readonly name: string | null;
  readonly phone: string | null;
}

const NAME = '企业微信';
/** `userid not found`, as the list of global errors has it. */
const UNKNOWN = 60111;
/** `status` of a member: 5 has left the company. */
const LEFT = 5;

/** 企业微信 通讯录: user/get of its document, for whoever is bound. */
@Injectable()
export class WecomDirectory {
  constructor(private readonly environment: Environment) {}

  get isThere(): boolean {
    const { WECOM_CORP_ID, WECOM_SECRET } = this.environment.values;
    return Boolean(WECOM_CORP_ID && WECOM_SECRET);
  }

  /** Good for two hours; asked once for everybody who is looked up together. */
  async enter(): Promise<string> {
    const { WECOM_CORP_ID = '', WECOM_SECRET = '' } = this.environment.values;
    if (!this.isThere) throw new Conflict('PROVIDER_MISSING', '本系统没有启用企业微信。');
    const answer = await this.ask('gettoken', { corpid: WECOM_CORP_ID, corpsecret: WECOM_SECRET });
    const token = textOf(answer['access_token']);
    if (token === null) throw refused();
    return token;
  }

  /** `subject` as the binding keeps it, company and user. Null: he is not in the company any more. */
  async profileOf(token: string, subject: string): Promise<WecomProfile | null> {
    const answer = await this.ask('user/get', { access_token: token, userid: subject.slice(subject.indexOf(':') + 1) });
    if (answer['errcode'] === UNKNOWN || answer['status'] === LEFT) return null;
    if (answer['errcode']) throw refused();
    const phone = normalizePhone(textOf(answer['mobile']) ?? '');
    return { name: textOf(answer['name'])?.trim().slice(0, 50) || null, phone: isMobile(phone) ? phone : null };
  }

  private ask(path: string, fields: Readonly<Record<string, string>>): Promise<ProviderAnswer> {
    return answerOf(NAME, `${this.environment.values.WECOM_BASE_URL}/cgi-bin/${path}?${new URLSearchParams(fields).toString()}`);
  }
}

const refused = (): Refusal =>
  new Refusal(503, 'DIRECTORY_REFUSED', '企业微信没有提供通讯录资料，可能是本系统的应用没有通讯录读取权限。请联系信息科检查企业微信设置。');
