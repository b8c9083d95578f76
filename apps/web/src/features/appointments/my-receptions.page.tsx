import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { formatTime } from '../../shared/format/dates.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { Answered } from '../../shared/problem/answered.js';
import { ReceptionForm } from './reception.form.js';
import { RECEPTION_STATUS, useReceptionStep, type Reception } from './receptions.js';
import './appointments.css';

/** 我的接待: what is to do and going on, for one thumb: one card a person, one big button on it. */
export function MyReceptionsPage() {
  const { can } = useAccess();
  const [adding, setAdding] = useState(false);
  const answer = useApi('/receptions', {
    query: { mine: true, status: ['planned', 'in_progress'], sort: 'at', pageSize: 50 },
    topics: ['appointments'],
  });
  return (
    <section className="my-receptions">
      <header>
        <h1>我的接待</h1>
        <Link to="/receptions">全部记录</Link>
      </header>
      <Answered answer={answer} rows={4}>
        {({ items }) => (
          <>
            {items.length === 0 && (
              <p className="weak" role="status">
                没有待接待或接待中的对象。
              </p>
            )}
            <ul>
              {items.map((one) => (
                <li key={one.id}>
                  <Card reception={one} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
      {can('reception:write') && (
        <Button block size="large" type="dashed" className="big-button" onClick={() => setAdding(true)}>
          登记接待
        </Button>
      )}
      <ReceptionForm writing={adding ? { kind: 'new' } : null} onClose={() => setAdding(false)} />
    </section>
  );
}

function Card({ reception }: { reception: Reception }) {
  const { can } = useAccess();
  const step = useReceptionStep();
  const [busy, setBusy] = useState(false);
  const kinds = useDictionary('RECEPTION_KIND');
  const { name, sex, age, careLevel, kind, place, doctorName, plannedAt, startedAt, status } = reception;
  const waiting = status === 'planned';
  const go = async () => {
    setBusy(true);
    await step(waiting ? 'start' : 'finish', reception);
    setBusy(false);
  };
  return (
    <article className="reception-card">
      <p>
        <PersonCell name={name} sex={sex} age={age} /> <CareLevelTag level={careLevel} />
      </p>
      <p>
        {kinds.find(({ value }) => value === kind)?.label ?? kind}
        {place && ` · ${place}`}
        {doctorName && ` · ${doctorName}`}
      </p>
      <p className="weak">
        {RECEPTION_STATUS[status]}
        {startedAt ? `，${formatTime(startedAt)} 开始` : plannedAt && `，计划 ${formatTime(plannedAt)}`}
      </p>
      {can('reception:write') && (
        <Button block type="primary" size="large" className="big-button" loading={busy} onClick={() => void go()}>
          {waiting ? '开始' : '完成'}
        </Button>
      )}
    </article>
  );
}
