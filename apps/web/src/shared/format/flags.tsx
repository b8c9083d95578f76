import './format.css';

/** Abnormal flags of HL7 table 0078 as the house shows them: arrow, word, weight. */
const FLAGS: Record<string, { arrow: string; word: string; critical?: true }> = {
  H: { arrow: '↑', word: '偏高' },
  L: { arrow: '↓', word: '偏低' },
  HH: { arrow: '↑↑', word: '危急值', critical: true },
  LL: { arrow: '↓↓', word: '危急值', critical: true },
  A: { arrow: '*', word: '异常' },
  AA: { arrow: '**', word: '危急值', critical: true },
};

export function isAbnormal(flag: string | null | undefined): boolean {
  return !!flag && flag in FLAGS;
}

/** Below the range: red like the others, or blue where the hospital wants 高红低蓝. */
export const isLow = (flag: string | null | undefined): boolean => flag === 'L' || flag === 'LL';

/** `↑ 偏高`: red, and an arrow and a word beside it, because colour alone says nothing to some readers. `brief` leaves the word to the hover text. */
export function FlagMark({ flag, brief = false }: { flag: string | null | undefined; brief?: boolean }) {
  const known = flag ? FLAGS[flag] : undefined;
  if (!known) return null;
  const hidden = brief && !known.critical;
  return (
    <span className={['flag', known.critical && 'flag-critical', isLow(flag) && 'flag-low'].filter(Boolean).join(' ')} title={known.word}>
      {known.arrow}
      {hidden ? <span className="sr-only">{known.word}</span> : ` ${known.word}`}
    </span>
  );
}

/** A result as the laboratory sent it (7.80 stays 7.80, `<0.5` stays `<0.5`) with its mark. */
export function ResultValue({
  text,
  flag,
  brief = true,
}: {
  text: string;
  flag: string | null | undefined;
  brief?: boolean;
}) {
  return (
    <span className={isAbnormal(flag) ? `result-abnormal${isLow(flag) ? ' result-low' : ''}` : undefined}>
      {text}
      {isAbnormal(flag) && ' '}
      <FlagMark flag={flag} brief={brief} />
    </span>
  );
}

/** `异常 3` in red; none is a plain 0. */
export function AbnormalCount({ count }: { count: number | null | undefined }) {
  if (count === null || count === undefined) return <span className="weak">—</span>;
  return count ? <span className="flag">{count} 项</span> : <span className="weak">0</span>;
}
