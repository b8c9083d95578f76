import { useState } from 'react';
import { App, Button, Drawer } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { APPOINTMENT_STATUS, readAgain, RECEPTION_STATUS, STATUS_TAGS, type DueAppointment } from './receptions.js';

const OVER: readonly string[] = ['cancelled', 'rejected', 'no-show'];

/** 今日预约: who was booked for today, and one click that begins his reception. */
export function DueAppointmentsDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Drawer open={open} title="今日预约" size={860} onClose={onClose} destroyOnHidden>
      <Due />
    </Drawer>
  );
}

function Due() {
  const answer = useApi('/appointments/today', { query: { page: 1, pageSize: 100 }, topics: ['appointments'] });
  return (
    <Answered answer={answer} rows={8}>
      {({ items, total }) =>
        items.length === 0 ? (
          <p className="weak">今天没有预约。</p>
        ) : (
          <>
            <p className="weak">
              共 {total} 条{total > items.length && `，列出最早的 ${items.length} 条`}。“开始接待”按预约登记科室、医生和计划时间，接待人员为本人，开始时间由系统记录。
            </p>
            <table className="plain-table">
              <HeadRow titles={['就诊人员', '级别', '预约时间', '项目', '科室', '医生', '预约状态', '接待']} />
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <PersonCell name={one.name} sex={one.sex} age={one.age} />
                    </th>
                    <td>
                      <CareLevelTag level={one.careLevel} />
                    </td>
                    <td>{formatTime(one.appointedAt)}</td>
                    <td>{textOr(one.itemName)}</td>
                    <td>{textOr(one.departmentName)}</td>
                    <td>{textOr(one.doctorName)}</td>
                    <td>{APPOINTMENT_STATUS[one.status] ?? one.status}</td>
                    <td>
                      <Start appointment={one} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )
      }
    </Answered>
  );
}

function Start({ appointment: { id, name, status, receptionStatus } }: { appointment: DueAppointment }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  if (receptionStatus) return <span className={`tag ${STATUS_TAGS[receptionStatus] ?? 'tag-off'}`}>{RECEPTION_STATUS[receptionStatus] ?? receptionStatus}</span>;
  if (OVER.includes(status) || !can('reception:write')) return <span className="weak">—</span>;
  const start = async () => {
    setBusy(true);
    try {
      await api.request(`/appointments/${id}/start-reception`, { method: 'POST' });
      await readAgain();
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} onClick={() => void start()} aria-label={`开始接待${name}`}>
      开始接待
    </Button>
  );
}
