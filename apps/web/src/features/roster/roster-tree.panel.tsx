import { useApi } from '../../shared/api/api.js';
import { useDictionary } from '../../shared/api/dictionaries.js';
import { formatCount } from '../../shared/format/numbers.js';
import type { ListState } from '../../shared/list/use-list-state.js';

/** The filters that the tree sets; it holds one of them at a time, so that a figure is always the length of the list it opens. */
const BRANCHES = ['careLevel', 'category', 'workUnit'] as const;
type Branch = (typeof BRANCHES)[number];
const NONE = { careLevel: '', category: '', workUnit: '' } as const;
const CATEGORY_NAMES: Readonly<Record<string, string>> = { cadre: '干保对象', vip: '特需人员' };

/** Left of the roster: levels, categories and employers with their numbers, within the other filters. */
export function RosterTree({ list }: { list: ListState<'/beneficiaries'> }) {
  const levels = useDictionary('CARE_LEVEL');
  const { careLevel: _level, category: _category, workUnit: _unit, ...others } = list.filterQuery;
  const { data } = useApi('/beneficiaries/summary', { query: others, topics: ['roster'], keep: true });
  const levelName = (code: string) => levels.find(({ value }) => value === code)?.label ?? code;
  const isAll = BRANCHES.every((branch) => !list.filters[branch]);

  const node = (branch: Branch, value: string, name: string, count: number) => {
    const chosen = list.filters[branch] === value;
    return (
      <li key={value}>
        <button
          type="button"
          className={chosen ? 'tree-node tree-chosen' : 'tree-node'}
          aria-pressed={chosen}
          title={name}
          onClick={() => list.narrow({ ...NONE, [branch]: chosen ? '' : value })}
        >
          <span className="ellipsis">{name}</span>
          <span>{formatCount(count)}</span>
        </button>
      </li>
    );
  };
  return (
    <nav className="roster-tree" aria-label="按级别、类型、单位查看">
      <button
        type="button"
        className={isAll ? 'tree-node tree-chosen' : 'tree-node'}
        aria-pressed={isAll}
        onClick={() => list.narrow(NONE)}
      >
        <b>全部</b>
        <span>{data ? formatCount(data.total) : '…'}</span>
      </button>
      <h2>级别</h2>
      <ul>{data?.byLevel.map(({ code, count }) => node('careLevel', code, levelName(code), count))}</ul>
      <h2>类型</h2>
      <ul>{data?.byCategory.map(({ code, count }) => node('category', code, CATEGORY_NAMES[code] ?? code, count))}</ul>
      <h2>单位</h2>
      <ul>{data?.byUnit.map(({ name, count }) => node('workUnit', name, name, count))}</ul>
    </nav>
  );
}
