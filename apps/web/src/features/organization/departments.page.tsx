import { useState } from 'react';
import { Button, Checkbox, Input, Select } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { DepartmentDrawer } from './department-drawer.panel.js';
import { DepartmentMoveForm } from './department-move.form.js';
import { DepartmentTable } from './department-table.panel.js';
import { type DepartmentFilter, type DepartmentNode } from './department-words.js';
import { DepartmentForm } from './department.form.js';
import './organization.css';
import { VisitHandlingDialog } from './visit-handling.panel.js';

const NOTE =
  '成员数是科室当前的在职人员，不含下级科室；上方四个数与表中所列一致。来自 HIS 的科室随同步更新，名称、上级和启停在 HIS 中修改。不处理就诊的科室不能选来办理新的预约和接诊。';

/** 科室: the tree, its figures, and what is ours of it. */
export function DepartmentsPage() {
  const { can } = useAccess();
  const [filter, setFilter] = useState<DepartmentFilter>({});
  const { data, error, refetch } = useApi('/departments/tree', { query: filter, keep: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string | null>(null);
  const [editing, setEditing] = useState<DepartmentNode | 'new' | null>(null);
  const [moving, setMoving] = useState<{ department: DepartmentNode; act: 'move' | 'merge' } | null>(null);
  const [handling, setHandling] = useState<boolean | null>(null);
  const narrow = (part: DepartmentFilter) => {
    setChosen(new Set());
    setFilter((before) => ({ ...before, ...part }));
  };
  const cards = data && [
    ['科室', data.summary.departments],
    ['启用', data.summary.active],
    ['需处理就诊', data.summary.handlingVisits],
    ['成员', data.summary.members],
  ] as const;
  return (
    <section className="list-page">
      <PageHead title="科室" note={NOTE}>
        <div className="list-tools">
          {can('department:export') && data && (
            <ExportButton path="/departments/export" query={filter} title="科室信息" total={`${data.items.length} 个科室`} />
          )}
          {can('department:write') && (
            <>
              <Button type="primary" onClick={() => setEditing('new')}>
                新增科室
              </Button>
              <Link to="/system/imports?new=department">批量导入</Link>
            </>
          )}
        </div>
      </PageHead>
      <div className="org-filter">
        <Input.Search placeholder="名称或编码" aria-label="名称或编码" allowClear style={{ width: 220 }} onSearch={(keyword) => narrow({ keyword })} />
        <Select
          aria-label="需处理就诊"
          style={{ width: 160 }}
          defaultValue=""
          onChange={(value) => narrow(value === '' ? { handlesVisits: undefined } : { handlesVisits: value === 'true' })}
          options={[
            { value: '', label: '是否处理就诊：全部' },
            { value: 'true', label: '需处理就诊' },
            { value: 'false', label: '不处理就诊' },
          ]}
        />
        <Checkbox onChange={({ target }) => narrow({ disabled: target.checked })}>含已停用</Checkbox>
      </div>
      {cards && (
        <div className="org-cards">
          {cards.map(([name, count]) => (
            <div key={name} className="org-card">
              {name}
              <b>{formatCount(count)}</b>
            </div>
          ))}
        </div>
      )}
      {chosen.size > 0 && (
        <div className="batch-bar">
          已选 {chosen.size} 个科室
          <Button onClick={() => setHandling(true)}>设为需处理就诊</Button>
          <Button onClick={() => setHandling(false)}>设为不处理就诊</Button>
        </div>
      )}
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={8} />}
      {data?.items.length === 0 && <p className="weak">没有符合条件的科室。</p>}
      {data && data.items.length > 0 && (
        <DepartmentTable
          rows={data.items}
          chosen={chosen}
          onChoose={setChosen}
          onOpen={setOpened}
          onChange={setEditing}
          onMove={(department, act) => setMoving({ department, act })}
        />
      )}
      <DepartmentDrawer code={opened} onClose={() => setOpened(null)} />
      <DepartmentForm department={editing} onClose={() => setEditing(null)} />
      <DepartmentMoveForm department={moving?.department ?? null} act={moving?.act ?? 'move'} onClose={() => setMoving(null)} />
      {handling !== null && (
        <VisitHandlingDialog
          codes={[...chosen]}
          handlesVisits={handling}
          onClose={() => setHandling(null)}
          onDone={() => {
            setHandling(null);
            setChosen(new Set());
          }}
        />
      )}
    </section>
  );
}
