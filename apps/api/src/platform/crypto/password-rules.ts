import { commonPart } from './common-passwords.js';

/** `djbh3`: the classified protection scheme, level 3. `nist`: NIST SP 800-63B. */
export type PasswordProfile = 'djbh3' | 'nist';

interface Rules {
  /** Characters, not bytes: a Chinese character is one. */
  readonly least: number;
  /** Of small letters, capitals, digits and everything else. */
  readonly classes: number;
  readonly days: number | null;
  /** How many earlier passwords are not taken again, the present one included. */
  readonly earlier: number;
}

const RULES: Readonly<Record<PasswordProfile, Rules>> = {
  djbh3: { least: 10, classes: 3, days: 90, earlier: 5 },
  nist: { least: 12, classes: 1, days: null, earlier: 1 },
};

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u];
const DAY_MS = 86_400_000;
/** Shorter words stand in too many good passwords. */
const SHORTEST_WORD = 3;

export const earlierPasswords = (profile: PasswordProfile): number => RULES[profile].earlier;

/** When a password runs out, or null when it does not by this profile. One that was never chosen has run out. */
export function passwordEnd(profile: PasswordProfile, changedAt: Date | null): Date | null {
  const { days } = RULES[profile];
  return days === null ? null : new Date((changedAt?.getTime() ?? 0) + days * DAY_MS);
}

/** The rules in Chinese sentences, for whoever chooses a password. */
export function passwordRules(profile: PasswordProfile): string[] {
  const { least, classes, days, earlier } = RULES[profile];
  return [
    `至少 ${least} 位，可以使用汉字和空格`,
    ...(classes > 1 ? [`大写字母、小写字母、数字、其他字符中至少 ${classes} 类`] : []),
    '不含账号、工号、医院名称和常见密码',
    earlier > 1 ? `不与最近 ${earlier} 次使用的密码相同` : '不与当前密码相同',
    ...(days === null ? [] : [`每 ${days} 天更换一次`]),
  ];
}

/** What is wrong with a new password, in Chinese; empty when it may be taken. `words` belong to the account or the hospital. */
export function passwordProblems(profile: PasswordProfile, password: string, words: readonly (string | null)[]): string[] {
  const { least, classes } = RULES[profile];
  const problems: string[] = [];
  if ([...password].length < least) problems.push(`密码至少需要 ${least} 位。`);
  if (CLASSES.filter((kind) => kind.test(password)).length < classes) {
    problems.push(`密码需要包含大写字母、小写字母、数字、其他字符中的至少 ${classes} 类。`);
  }
  const plain = password.toLowerCase();
  if (words.some((word) => word !== null && [...word].length >= SHORTEST_WORD && plain.includes(word.toLowerCase()))) {
    problems.push('密码不能包含账号、工号、手机号或医院名称。');
  }
  if (commonPart(password)) problems.push('这个密码过于常见，容易被猜到，请换一个。');
  return problems;
}
