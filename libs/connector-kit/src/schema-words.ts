import type { z } from 'zod';

/** What is wrong and where, e.g. `streams[0].mapping.fields.name.from`. */
export interface DataProblem {
  readonly path: string;
  /** Chinese; says what to do. */
  readonly message: string;
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  undefined: '空',
};

/** A parser's findings in words that whoever writes a mapping understands. */
export function dataProblems(issues: readonly z.core.$ZodIssue[]): DataProblem[] {
  return issues.flatMap((issue): DataProblem[] => {
    const path = pathText(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: '不支持的内容，请删除' }));
    }
    return [{ path, message: words(issue) }];
  });
}

function words(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `缺少，应为${TYPES[issue.expected] ?? issue.expected}`
        : `应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `过长或过大，最多 ${String(issue.maximum)}`;
    case 'too_small':
      return `过短或过小，至少 ${String(issue.minimum)}`;
    case 'invalid_value':
      return `应为其中之一：${issue.values.map(String).join('、')}`;
    case 'invalid_union':
      return '内容不在支持的形式之内';
    case 'invalid_key':
      return '名称格式不正确';
    case 'custom':
      return issue.message;
    default:
      return '格式不正确';
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
