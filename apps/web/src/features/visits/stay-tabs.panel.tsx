import { Radio } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import type { ListState } from '../../shared/list/use-list-state.js';

/** 在院 n / 已出院 n / 全部, counted within the other filters. */
export function StayTabs({ list }: { list: ListState<'/inpatient-visits'> }) {
  const { status: _status, ...others } = list.filterQuery;
  const { data } = useApi('/inpatient-visits/counts', {
    query: others,
    topics: ['visits'],
    keep: true,
  });
  const count = (value: number | undefined) => (value === undefined ? '…' : formatCount(value));
  return (
    <div className="stay-tabs">
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        value={list.filters['status'] ?? ''}
        onChange={({ target }) => list.narrow({ status: String(target.value) })}
        aria-label="在院状态"
        options={[
          { value: 'in_hospital', label: `在院 ${count(data?.inHospital)}` },
          { value: 'discharged', label: `已出院 ${count(data?.discharged)}` },
          { value: 'cancelled', label: `已撤销 ${count(data?.cancelled)}` },
          { value: '', label: '全部' },
        ]}
      />
    </div>
  );
}
