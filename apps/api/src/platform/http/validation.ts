import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { BadInput, type FieldProblem } from './refusal.js';

const WORDS: Readonly<Record<string, string>> = {
  whitelistValidation: '不支持的字段',
  isIn: '不在可选范围内',
  isEnum: '不在可选范围内',
  isInt: '应为整数',
  isNumber: '应为数字',
  isBoolean: '应为 true 或 false',
  isUuid: '编号格式不正确',
  isDateString: '日期格式应为 2026-01-31',
  isISO8601: '时间格式不正确',
  isString: '应为文字',
  isObject: '应为对象',
  isArray: '应为列表',
  isLength: '长度不符合要求',
  maxLength: '内容过长',
  minLength: '内容过短',
  matches: '格式不正确',
  min: '数值过小',
  max: '数值过大',
  isNotEmpty: '不能为空',
  arrayMaxSize: '数量过多',
  isCalendarDate: '日期格式应为 2026-01-31，且真实存在',
  isCleanText: '含有无法保存的字符',
};

/** Nothing unknown gets in, and every wrong field is named in Chinese at once. */
export function strictValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => new BadInput('填写的内容有误，请按提示修改。', errors.flatMap((error) => problemsOf(error))),
  });
}

function problemsOf(error: ValidationError, parent = ''): FieldProblem[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.keys(error.constraints ?? {});
  return [
    ...(own.length ? [{ field, message: WORDS[own[0]!] ?? '内容不正确' }] : []),
    ...(error.children ?? []).flatMap((child) => problemsOf(child, field)),
  ];
}
