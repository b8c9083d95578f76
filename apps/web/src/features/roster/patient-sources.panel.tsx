import { useState } from 'react';
import { SyncOutlined } from '@ant-design/icons';
import type { Schema } from '@cadre/api-client/typed-paths';
import { App, Button } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime, NOTHING } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { FIELD_NAMES, type PersonDetail, type PersonField } from './person-words.js';
import './roster.css';

type Source = Schema<'PersonSourceState'>;
const LOOK_AGAIN_MS = 2_000;
const HEADS = ['来源', '本人记录', '记录数', '最近变更', '来源读取至', '由其提供的资料'];
const isDown = ({ state }: Source): boolean => state === 'failing' || state === 'failed';

/** What became of asking: a source that is down is asked again by itself. */
function statusOf(source: Source): string {
  if (source.status === 'not-found') return '未找到本人';
  if (source.status === 'waiting') return isDown(source) ? '来源未应答，恢复后自动读取' : '正在读取…';
  return '已读取';
}

/** 同步: what each system has told of this person, and asking all of them at once. */
export function PatientSourcesPanel({ person }: { person: PersonDetail }) {
  const { message } = App.useApp();
  const [asked, setAsked] = useState(false);
  const at = `/beneficiaries/${person.id}/sources` as const;
  const answer = useApi(at, { topics: ['sync', 'roster'], beneficiaryId: person.id, ...(asked && { every: LOOK_AGAIN_MS }) });
  const under = answer.data?.items.some((source) => source.status === 'waiting' && !isDown(source)) ?? false;
  const ask = async () => {
    setAsked(true);
    try {
      queries.setQueryData([at, {}], await api.request(`/beneficiaries/${person.id}/sync`, { method: 'POST' }));
    } catch (problem) {
      void message.error(sentenceOf(problem));
    }
  };
  const told = (source: string) => person.fieldOrigins.filter((origin) => origin.source === source).map(({ field }) => nameOf(field));
  return (
    <section className="patient-card">
      <h2>
        各来源同步情况{' '}
        <Button size="small" icon={<SyncOutlined />} loading={asked && under} onClick={() => void ask()}>
          立即同步此人
        </Button>
      </h2>
      <p className="weak">
        各系统的变更平时自动读取；这里立即重读此人在各系统的全部记录。
        {person.lockedFields.length > 0 && `本地优先、来源不覆盖的字段：${person.lockedFields.map(nameOf).join('、')}。`}
      </p>
      <Answered answer={answer} rows={6}>
        {({ items }) => (
          <table className="person-table">
            <HeadRow titles={HEADS} />
            <tbody>
              {items.map((source) => (
                <tr key={source.source}>
                  <th scope="row">{source.name}</th>
                  <td>{statusOf(source)}</td>
                  <td>{source.records}</td>
                  <td>{source.changedAt ? formatFullTime(source.changedAt) : NOTHING}</td>
                  <td>{source.dataAt ? formatFullTime(source.dataAt) : NOTHING}</td>
                  <td>{told(source.source).join('、') || NOTHING}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </section>
  );
}

const nameOf = (field: string): string => FIELD_NAMES[field as PersonField] ?? field;
