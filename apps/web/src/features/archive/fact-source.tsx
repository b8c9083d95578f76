import { Button, Tooltip } from 'antd';
import { formatFullTime } from '../../shared/format/dates.js';
import type { Fact } from './archive-types.js';

const OPENS: Readonly<Record<string, 'lab' | 'visit' | 'checkup'>> = { 'lab-report': 'lab', visit: 'visit', checkup: 'checkup', 'checkup-summary': 'checkup' };

/** Where a fact came from: system, number, time; opens the record where this system has one to show. */
export function FactSource({ fact, onOpen }: { fact: Fact; onOpen?: ((kind: 'lab' | 'visit' | 'checkup', id: string) => void) | undefined }) {
  const { system, number, at, kind, id } = fact.source;
  const target = OPENS[kind];
  const words = `${system} ${number}`;
  return (
    <>
      <Tooltip title={`来源版本 ${formatFullTime(at)}`}>
        {target && id && onOpen ? (
          <Button type="link" size="small" style={{ padding: 0, height: 'auto' }} onClick={() => onOpen(target, id)}>
            {words}
          </Button>
        ) : (
          <span className="weak">{words}</span>
        )}
      </Tooltip>
      {fact.corrected && <span className="tag tag-late"> 已更正</span>}
    </>
  );
}
