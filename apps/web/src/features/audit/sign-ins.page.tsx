import { lastDays } from '../../shared/format/dates.js';
import { TrailList } from './trail-list.js';

const NOTE = '登录、退出与登录失败，默认看近 7 天。账号一栏为尝试登录时输入的账号；连续失败会出现在异常访问中。';
const [from, to] = lastDays(7);
const FIRST = { from, to, action: 'sign-in' };

/** 登录日志: the part of the trail that is about coming and going. */
export function SignInsPage() {
  return <TrailList id="sign-ins" title="登录日志" note={NOTE} first={FIRST} />;
}
