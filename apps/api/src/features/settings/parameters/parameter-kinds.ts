/** Where a parameter stands on the page. */
export type ParameterGroup = 'security' | 'sync' | 'audit' | 'confidential' | 'care' | 'lab' | 'display';

interface Described {
  readonly group: ParameterGroup;
  /** Chinese, as on the page. */
  readonly name: string;
  /** What it does, in one sentence for the administrator. */
  readonly description: string;
}

export interface NumberParameter extends Described {
  readonly kind: 'number';
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
}

export interface FlagParameter extends Described {
  readonly kind: 'flag';
  readonly default: boolean;
}

export interface ChoiceParameter<C extends string = string> extends Described {
  readonly kind: 'choice';
  readonly default: C;
  /** Value to Chinese. */
  readonly choices: Readonly<Record<C, string>>;
}

export interface TextParameter extends Described {
  readonly kind: 'text';
  readonly default: string;
  readonly mostLength: number;
}

export type ParameterKind = NumberParameter | FlagParameter | ChoiceParameter | TextParameter;

/** What a parameter's value is in code. */
export type ValueOf<P> = P extends { kind: 'number' }
  ? number
  : P extends { kind: 'flag' }
    ? boolean
    : P extends { kind: 'choice'; choices: Readonly<Record<infer C, string>> }
      ? C
      : string;

/** Why a value cannot be taken, in Chinese; null when it can. */
export function refusalOf(parameter: ParameterKind, value: unknown): string | null {
  switch (parameter.kind) {
    case 'number':
      return typeof value === 'number' && Number.isInteger(value) && value >= parameter.least && value <= parameter.most
        ? null
        : `请填写 ${parameter.least} 至 ${parameter.most} 之间的整数（${parameter.unit}）`;
    case 'flag':
      return typeof value === 'boolean' ? null : '请选择是或否';
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(parameter.choices, value) ? null : `请在 ${Object.values(parameter.choices).join('、')} 中选择`;
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && value.length <= parameter.mostLength ? null : `请填写 1 至 ${parameter.mostLength} 个字`;
  }
}
