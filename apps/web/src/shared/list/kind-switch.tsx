import type { ReactNode } from 'react';
import { Segmented } from 'antd';
import { useSearchParams } from 'react-router-dom';

interface Props {
  /** What is chosen between, e.g. `医嘱或处方`. */
  readonly label: string;
  /** The first one is shown when the address names none. */
  readonly kinds: readonly { readonly value: string; readonly label: string; readonly content: ReactNode }[];
}

/** Several lists in one place; which of them is shown stands in the address as `kind`. */
export function KindSwitch({ label, kinds }: Props) {
  const [params, setParams] = useSearchParams();
  const shown = kinds.find(({ value }) => value === params.get('kind')) ?? kinds[0];
  const choose = (value: string) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.set('kind', value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className="part-page">
      <div className="part-tools">
        <Segmented value={shown?.value} options={kinds.map((kind) => ({ value: kind.value, label: kind.label }))} aria-label={label} onChange={choose} />
      </div>
      {shown?.content}
    </div>
  );
}
