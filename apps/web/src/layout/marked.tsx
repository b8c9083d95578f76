import { useEffect, useState, type ReactNode } from 'react';
import { Watermark } from 'antd';
import { useAccess } from '../shared/access/access.js';
import { formatFullTime } from '../shared/format/dates.js';

const A_MINUTE_MS = 60_000;

/** Who photographs a page photographs his own name: 姓名, 工号 and the time lie over everything, while the parameter says so. */
export function Marked({ children }: { children: ReactNode }) {
  const { me } = useAccess();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const clock = window.setInterval(() => setNow(new Date()), A_MINUTE_MS);
    return () => window.clearInterval(clock);
  }, []);
  useEffect(() => {
    document.documentElement.dataset['abnormal'] = me.abnormalColours;
  }, [me.abnormalColours]);
  if (!me.watermark) return children;
  const minute = formatFullTime(now.toISOString()).slice(0, 16);
  return (
    <Watermark
      content={[`${me.name} ${me.staffNo ?? me.username}`, minute]}
      font={{ color: 'rgba(0, 0, 0, 0.07)', fontSize: 14 }}
      gap={[160, 140]}
      rotate={-20}
      style={{ height: '100%' }}
    >
      {children}
    </Watermark>
  );
}
