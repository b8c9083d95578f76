/** What guessers try first, as it looks once digits and signs at the ends are off and look-alikes are letters again. */
const WORDS = new Set([
  'password', 'passwd', 'passw', 'pass', 'pwd', 'mima', 'admin', 'administrator', 'root', 'guest', 'user', 'test', 'tester', 'demo', 'default', 'welcome',
  'login', 'changeme', 'letmein', 'secret', 'master', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman', 'shadow',
  'iloveyou', 'woaini', 'woaiwojia', 'wodemima', 'nihao', 'zhongguo', 'china', 'beijing', 'shenzhen', 'guangdong', 'hospital', 'yiyuan', 'doctor', 'nurse',
  'yisheng', 'hushi', 'ganbao', 'baojian', 'cadre', 'health', 'huawei', 'hello', 'helloworld', 'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl', 'zxcvbn',
  'zxcvbnm', 'qazwsx', 'qazwsxedc', 'qweasd', 'qweasdzxc', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'aaa', 'system', 'server', 'oracle', 'mysql', 'his',
  'computer', 'internet', 'company', 'spring', 'summer', 'autumn', 'winter', 'january', 'december', 'trustno', 'whatever', 'freedom', 'charlie',
  'jordan', 'michael', 'killer', 'pokemon', 'starwars', 'access', 'flower', 'ninja', 'mustang', 'money', 'qwer', 'asdf', 'zxcv', 'qaz', 'wsx',
  '密码', '我的密码', '管理员', '医院', '干保办', '保健', '深圳', '中国', '你好',
]);

const LOOK_ALIKES: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
/** The digit keys with the shift key held. */
const SHIFTED: Readonly<Record<string, string>> = Object.fromEntries([...'!@#$%^&*()'].map((sign, at) => [sign, '1234567890'[at]!]));
const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '1qaz2wsx3edc4rfv5tgb6yhn', 'qazwsxedcrfvtgb'];
/** A neighbourly run this long is no secret, and what stands beside it decides. */
const RUN = 4;

/** Whether a password is a common word with a decoration, the same over and over, or a walk along the keys. */
export function commonPart(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  const rest = withoutRuns([...plain].map((sign) => SHIFTED[sign] ?? sign).join(''));
  if ([...rest].length < RUN) return true;
  if (/^(.{1,4}?)\1+$/u.test(plain)) return true;
  const bare = trimmed(plain);
  const letters = trimmed(readable(plain));
  return [bare, letters, trimmed(rest)].some((word) => WORDS.has(word)) || WORDS.has(trimmed(readable(trimEnds(plain))));
}

const readable = (text: string): string => [...text].map((sign) => LOOK_ALIKES[sign] ?? sign).join('');
const trimEnds = (text: string): string => text.replace(/[\d\W_]+$/, '');
/** Without what people put before and behind a word to satisfy a rule. */
const trimmed = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/** Runs along a row of keys or the alphabet, either way, and repeated signs fall out. */
function withoutRuns(text: string): string {
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
  let rest = '';
  for (let at = 0; at < text.length; ) {
    let length = 1;
    while (at + length < text.length && (rows.some((row) => row.includes(text.slice(at, at + length + 1))) || new Set(text.slice(at, at + length + 1)).size === 1)) {
      length += 1;
    }
    if (length < RUN) rest += text.slice(at, at + length);
    at += length;
  }
  return rest;
}
