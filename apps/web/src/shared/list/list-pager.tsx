import { useState } from 'react';
import { Button, Input, Select } from 'antd';
import { formatCount } from '../format/numbers.js';
import { PAGE_SIZES, type PageSize } from './list-url.js';
import { pagesAround } from './page-numbers.js';

interface Props {
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly page: number;
  readonly pageSize: PageSize;
  readonly count: number;
  readonly onTurn: (page: number, pageSize?: PageSize) => void;
}

/** Up to 10,000 rows one may jump to any page; beyond, the total is not counted and one walks. */
export function ListPager({ total, totalIsExact, page, pageSize, count, onTurn }: Props) {
  const [typed, setTyped] = useState('');
  const last = Math.max(1, Math.ceil(total / pageSize));
  const isLast = totalIsExact ? page >= last : count < pageSize;
  const jump = () => {
    const wanted = Math.min(last, Math.max(1, Math.floor(Number(typed)) || page));
    setTyped('');
    if (wanted !== page) onTurn(wanted);
  };
  return (
    <nav className="pager" aria-label="分页">
      <span aria-live="polite">{totalIsExact ? `共 ${formatCount(total)} 条` : `共 ${formatCount(total)}+ 条`}</span>
      <Select
        aria-label="每页条数"
        value={pageSize}
        onChange={(size: PageSize) => onTurn(1, size)}
        options={PAGE_SIZES.map((size) => ({ value: size, label: `${size} 条/页` }))}
      />
      <Button disabled={page <= 1} onClick={() => onTurn(page - 1)} aria-label="上一页">
        ‹
      </Button>
      {totalIsExact ? (
        pagesAround(page, last).map((one, index) =>
          one === null ? (
            <span key={`gap${index}`} aria-hidden>
              …
            </span>
          ) : (
            <Button
              key={one}
              type={one === page ? 'primary' : 'default'}
              aria-current={one === page ? 'page' : undefined}
              onClick={() => onTurn(one)}
            >
              {one}
            </Button>
          ),
        )
      ) : (
        <span>第 {formatCount(page)} 页</span>
      )}
      <Button disabled={isLast} onClick={() => onTurn(page + 1)} aria-label="下一页">
        ›
      </Button>
      {totalIsExact && last > 5 && (
        <span className="pager-jump">
          跳至{' '}
          <Input
            aria-label="跳至页码"
            inputMode="numeric"
            value={typed}
            onChange={({ target }) => setTyped(target.value.replace(/\D/g, ''))}
            onPressEnter={jump}
            onBlur={jump}
          />{' '}
          页
        </span>
      )}
    </nav>
  );
}
