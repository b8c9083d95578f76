import { App, InputNumber, Switch } from 'antd';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { alertName } from './alert-words.js';

interface Props {
  readonly kind: string;
  readonly enabled: boolean;
  readonly days: number | null;
  readonly disabled: boolean;
  readonly onChoose: (choice: { enabled: boolean; days?: number }) => Promise<void>;
}

const USUAL_DAYS = 30;

/** One rule: on or off, and for levels how long before. Chosen is saved. */
export function AlertChoice({ kind, enabled, days, disabled, onChoose }: Props) {
  const { message } = App.useApp();
  const choose = (choice: { enabled: boolean; days?: number }) =>
    void onChoose(choice).then(
      () => void message.success('已保存'),
      (problem: unknown) => void message.error(sentenceOf(problem)),
    );
  const kept = kind === 'level-expiry' ? { days: days ?? USUAL_DAYS } : {};
  return (
    <span className="alert-choice">
      <Switch
        checked={enabled}
        disabled={disabled}
        aria-label={`${alertName(kind)}提醒`}
        onChange={(on) => choose({ enabled: on, ...kept })}
      />
      {kind === 'level-expiry' && (
        <>
          提前{' '}
          <InputNumber
            key={days}
            size="small"
            min={1}
            max={366}
            precision={0}
            aria-label="提前天数"
            disabled={disabled || !enabled}
            defaultValue={days ?? USUAL_DAYS}
            onBlur={({ target }) => {
              const typed = Number(target.value);
              if (typed >= 1 && typed <= 366 && typed !== days) choose({ enabled, days: typed });
            }}
            style={{ width: 72 }}
          />{' '}
          天
        </>
      )}
    </span>
  );
}
