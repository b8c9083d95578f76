import { lazy, Suspense, useEffect, useState } from 'react';
import { FilterOutlined, StarFilled, StarOutlined } from '@ant-design/icons';
import { App, Button, Select, Tooltip } from 'antd';
import { useLocation } from 'react-router-dom';
import { usePreference } from '../api/preference.js';
import { sentenceOf } from '../problem/sentence.js';
import type { FilterValues } from '../list/list-types.js';
import { removeFilter, useSavedFilter, useSavedFilters, type SavedFilter } from './use-saved-filters.js';

const QueryBuilder = lazy(async () => ({ default: (await import('./query-builder.js')).QueryBuilder }));

interface Props {
  readonly list: string;
  readonly name: string;
  readonly values: FilterValues;
  readonly onChoose: (values: FilterValues) => void;
}

/** Kept queries of a list and the way to compose one; the user's usual one opens with the list. */
export function SchemeField({ list, name, values, onChoose }: Props) {
  const { message, modal } = App.useApp();
  const saved = useSavedFilters(list);
  const id = values[name] ?? '';
  const chosen = useSavedFilter(id);
  const usual = usePreference<{ id: string }>(`scheme.${list}`, { id: '' });
  const [composing, setComposing] = useState(false);
  const show = (filter: SavedFilter | undefined) => {
    const cleared = Object.fromEntries(Object.keys(values).map((key) => [key, '']));
    onChoose(filter ? { ...cleared, ...filter.filters, [name]: filter.id } : { [name]: '' });
  };
  useUsualOnce(usual.value.id, saved, show);

  const remove = (filter: SavedFilter) =>
    modal.confirm({
      title: `删除方案“${filter.name}”？`,
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () =>
        removeFilter(filter.id).then(
          () => show(undefined),
          (error: unknown) => void message.error(sentenceOf(error)),
        ),
    });
  return (
    <div className="scheme-field">
      <Select<string>
        aria-label="查询方案"
        allowClear
        placeholder="查询方案"
        value={saved.some((one) => one.id === id) ? id : null}
        options={saved.map((one) => ({ value: one.id, label: one.own ? one.name : `${one.name}（${one.ownerName}共享）` }))}
        onChange={(next) => show(saved.find((one) => one.id === next))}
        notFoundContent="还没有保存的方案"
        popupMatchSelectWidth={260}
      />
      {chosen?.name != null && (
        <>
          <Tooltip title={usual.value.id === id ? '取消默认' : '设为打开列表时的默认方案'}>
            <Button
              type="text"
              aria-label={usual.value.id === id ? '取消默认方案' : '设为默认方案'}
              icon={usual.value.id === id ? <StarFilled /> : <StarOutlined />}
              onClick={() => usual.save({ id: usual.value.id === id ? '' : id })}
            />
          </Tooltip>
          {chosen.own && (
            <Button type="link" size="small" danger onClick={() => void remove(chosen)}>
              删除
            </Button>
          )}
        </>
      )}
      <Button icon={<FilterOutlined />} onClick={() => setComposing(true)}>
        高级查询
      </Button>
      {composing && (
        <Suspense fallback={null}>
          <QueryBuilder
            list={list}
            filters={values}
            start={chosen}
            onClose={() => setComposing(false)}
            onApply={(filter) => onChoose({ [name]: filter.id })}
          />
        </Suspense>
      )}
    </div>
  );
}

/** An address without any condition shows the user's usual filter, once; whoever then goes back or clears it gets what he asks for. */
function useUsualOnce(usual: string, saved: readonly SavedFilter[], show: (filter: SavedFilter) => void): void {
  const { search } = useLocation();
  const [bare] = useState(search === '');
  const [done, setDone] = useState(false);
  const filter = saved.find(({ id }) => id === usual);
  useEffect(() => {
    if (done || !bare || !filter) return;
    setDone(true);
    show(filter);
  }, [done, bare, filter, show]);
}
