import { useState } from 'react';
import { DesktopOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Select } from 'antd';
import { Link, useSearchParams } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { formatClock } from '../../shared/format/dates.js';
import { SourceBanner } from '../../shared/freshness/source-banner.js';
import { DepartmentField } from '../../shared/list/department-field.js';
import { NoRight } from '../../shared/list/list-states.js';
import { useConnected } from '../../shared/live/live.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { BedCard } from './bed-card.js';
import { BedList } from './bed-list.js';
import { BigScreen } from './big-screen.js';
import { byWard, wardOf, type Board } from './board.js';
import '../../shared/list/filter.css';
import '../../shared/list/list.css';
import './board.css';

const LEVELS = ['L1', 'L2', 'L3', 'L9'] as const;
const SOURCES = ['his'] as const;
const STALE_AFTER_MS = 5 * 60_000;
const NOTE =
  '现在在院的保健对象，按病区和床号。入院当天为第 1 天。“新结果”是您上次打开这次住院之后、近 7 天内报告的检验；打开后不再提示。同一床位有两人时两张卡都标“床位重复”，请与病区核对入院登记。只含您有权查看的对象。';

/** 在院看板: every bed of ours, live. */
export function BoardPage() {
  const { can } = useAccess();
  const [params, setParams] = useSearchParams();
  const levels = useDictionary('CARE_LEVEL');
  const [onScreen, setOnScreen] = useState(false);
  const query = {
    careLevel: LEVELS.filter((level) => params.get('careLevel')?.split(',').includes(level)),
    departmentCode: params.get('departmentCode') ?? '',
    ward: params.get('ward') ?? '',
    doctor: params.get('doctor') ?? '',
  };
  const answer = useApi('/ward-board', { query, topics: ['visits', 'labs', 'exams'], keep: true, every: 60_000, enabled: can('visit:read') });
  // The choice of wards must not shrink to the ward that was chosen.
  const all = useApi('/ward-board', { query: {}, topics: ['visits'], enabled: can('visit:read') });
  const wards = [...new Set((all.data?.items ?? []).map(wardOf))];
  const set = (name: string, value: string) =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const view = params.get('view') ?? 'cards';
  if (!can('visit:read')) return <NoRight />;
  return (
    <section className="list-page">
      <PageHead title="在院看板" note={NOTE}>
        <div className="list-tools">
          <Segmented
            value={view}
            onChange={(value) => set('view', value === 'cards' ? '' : value)}
            options={[
              { value: 'cards', label: '床位卡' },
              { value: 'list', label: '列表' },
            ]}
          />
          <Link to={`/ward-round?${new URLSearchParams(Object.entries({ ward: query.ward, departmentCode: query.departmentCode, doctor: query.doctor }).filter(([, value]) => value))}`}>
            <Button icon={<PrinterOutlined />}>查房一页纸</Button>
          </Link>
          <Button icon={<DesktopOutlined />} onClick={() => setOnScreen(true)}>
            大屏
          </Button>
        </div>
      </PageHead>
      <SourceBanner sources={SOURCES} />
      <div className="filter-bar" role="search" aria-label="筛选">
        <Item label="级别">
          <Select
            aria-label="级别"
            mode="multiple"
            allowClear
            placeholder="全部"
            options={[...levels]}
            value={query.careLevel}
            onChange={(chosen) => set('careLevel', chosen.join())}
          />
        </Item>
        <Item label="病区">
          <Select
            aria-label="病区"
            allowClear
            placeholder="全部"
            options={wards.map((value) => ({ value, label: value }))}
            value={query.ward || null}
            onChange={(ward) => set('ward', ward ?? '')}
          />
        </Item>
        <Item label="科室">
          <DepartmentField label="科室" value={query.departmentCode} onChange={(code) => set('departmentCode', code)} />
        </Item>
        <Item label="责任医师">
          <Input.Search
            aria-label="责任医师"
            allowClear
            key={query.doctor}
            defaultValue={query.doctor}
            placeholder="姓名或工号"
            onSearch={(doctor) => set('doctor', doctor.trim())}
          />
        </Item>
      </div>
      <Answered answer={answer} rows={8}>
        {(board) => <Beds board={board} view={view} readAt={answer.dataUpdatedAt} />}
      </Answered>
      {onScreen && <BigScreen query={query} onLeave={() => setOnScreen(false)} />}
    </section>
  );
}

function Item({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="filter-item">
      <span className="filter-label">{label}</span>
      {children}
    </div>
  );
}

function Beds({ board, view, readAt }: { board: Board; view: string; readAt: number }) {
  const connected = useConnected();
  const old = !connected && Date.now() - readAt > STALE_AFTER_MS;
  const wrong = board.items.filter(({ doublyTaken }) => doublyTaken);
  return (
    <div className={old ? 'board board-old' : 'board'}>
      <div className="board-counts">
        <dl aria-label="在院概况">
        <Count name="在院" value={board.inHospital} />
        <Count name="今日入院" value={board.admittedToday} />
        <Count name="今日出院" value={board.dischargedToday} />
        <Count name="危急" value={board.items.filter(({ criticalCount }) => !!criticalCount).length} />
        <Count name="有新结果" value={board.items.filter(({ unreadCount }) => !!unreadCount).length} />
        </dl>
        <span className="weak">数据时间 {formatClock(board.at)}</span>
      </div>
      {old && <p className="notice-line">⚠ 实时连接已中断超过 5 分钟，以下内容可能不是最新。</p>}
      {wrong.length > 0 && (
        <p className="notice-line" role="status">
          ⚠ 床位重复：{[...new Set(wrong.map((bed) => `${wardOf(bed)} ${bed.bedNo} 床`))].join('、')}{' '}
          登记了两名在院对象，请与病区核对。
        </p>
      )}
      {board.items.length === 0 ? (
        <p className="list-state" role="status">
          没有符合条件的在院对象。
        </p>
      ) : view === 'list' ? (
        <BedList beds={board.items} />
      ) : (
        <div className="board-wards" tabIndex={0} role="group" aria-label="病区床位">
          {byWard(board.items).map(([ward, beds]) => (
            <section key={ward} className="board-ward">
              <h2>
                {ward} <span className="weak">{beds.length} 人</span>
              </h2>
              <ul>
                {beds.map((bed) => (
                  <BedCard key={bed.id} bed={bed} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </div>
  );
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
