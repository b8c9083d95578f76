import { useState } from 'react';
import { ReloadOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useSearchParams } from 'react-router-dom';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from '../../shared/api/api.js';
import { formatDate, formatFullTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import './data-assets.css';

type Asset = Schema<'DataAssetRow'>;

const TYPE_NAMES: Readonly<Record<Asset['type'], string>> = {
  visit: '就诊',
  registration: '挂号',
  diagnosis: '诊断',
  lab: '检验报告',
  exam: '检查报告',
  imaging: '影像索引',
  order: '医嘱',
  prescription: '处方',
  note: '病历文书',
  surgery: '手术',
  consultation: '会诊',
  checkup: '体检',
  appointment: '预约',
};
const TYPES = Object.keys(TYPE_NAMES) as Asset['type'][];
const NOTE =
  '本系统已保存的保健对象数据，按类型和科室统计，只计您可见的对象。起止为业务时间（采样、检查、开立等），更新为最近一次写入。“未对照”表示来源的科室代码不在本院科室表中。';

/** 数据资产: what is stored, by type and department. */
export function DataAssetsPage() {
  const [params, setParams] = useSearchParams();
  const type = TYPES.find((one) => one === params.get('type')) ?? null;
  const answer = useApi('/data-assets', { keep: true });
  return (
    <section className="list-page">
      <PageHead title="数据资产" note={NOTE}>
        <div className="list-tools">
          <Select
            aria-label="数据类型"
            className="asset-type"
            value={type ?? ''}
            onChange={(value) => setParams(value ? { type: value } : {})}
            options={[{ value: '', label: '全部类型' }, ...TYPES.map((value) => ({ value, label: TYPE_NAMES[value] }))]}
          />
          <Button icon={<ReloadOutlined spin={answer.isFetching} />} onClick={() => void answer.refetch()}>
            刷新
          </Button>
        </div>
      </PageHead>
      <Answered answer={answer} rows={12}>
        {({ items }) => <AssetTable key={type} assets={items} types={type ? [type] : TYPES} />}
      </Answered>
    </section>
  );
}

function AssetTable({ assets, types }: { assets: readonly Asset[]; types: readonly Asset['type'][] }) {
  return (
    <div className="list-scroll">
      <table className="list-table asset-table">
        <caption className="sr-only">数据资产</caption>
        <thead>
          <tr>
            <th scope="col">类型</th>
            <th scope="col">科室</th>
            <th scope="col" className="list-right">
              数量
            </th>
            <th scope="col">最早</th>
            <th scope="col">最近</th>
            <th scope="col">最近更新</th>
          </tr>
        </thead>
        {types.map((type) => (
          <TypeRows
            key={type}
            name={TYPE_NAMES[type]}
            assets={assets.filter((one) => one.type === type)}
            opened={types.length === 1}
          />
        ))}
      </table>
    </div>
  );
}

/** A type's sum; opened, its departments. */
function TypeRows({ name, assets, opened }: { name: string; assets: readonly Asset[]; opened: boolean }) {
  const [open, setOpen] = useState(opened);
  const total = assets.reduce((sum, { rows }) => sum + rows, 0);
  const departments = assets.filter(({ departmentCode }) => departmentCode !== null).length;
  return (
    <tbody>
      <tr className="asset-sum">
        <th scope="rowgroup">
          {departments > 0 ? (
            <button type="button" className="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? '▾' : '▸'} {name}
            </button>
          ) : (
            name
          )}
        </th>
        <td>{departments ? `${departments} 个科室` : total ? '来源不分科室' : <span className="weak">暂无数据</span>}</td>
        <td className="list-right">{formatCount(total)}</td>
        <td>{formatDate(outermost(assets.map(({ firstAt }) => firstAt), -1))}</td>
        <td>{formatDate(outermost(assets.map(({ lastAt }) => lastAt), 1))}</td>
        <td>{formatFullTime(outermost(assets.map(({ updatedAt }) => updatedAt), 1))}</td>
      </tr>
      {departments > 0 &&
        open &&
        assets.map((asset) => (
          <tr key={asset.departmentCode ?? ''}>
            <td />
            <td>
              {asset.departmentName ?? asset.departmentCode ?? '未写科室'}{' '}
              {!asset.departmentKnown && <span className="tag tag-late">未对照 {asset.departmentCode}</span>}
            </td>
            <td className="list-right">{formatCount(asset.rows)}</td>
            <td>{formatDate(asset.firstAt)}</td>
            <td>{formatDate(asset.lastAt)}</td>
            <td>{formatFullTime(asset.updatedAt)}</td>
          </tr>
        ))}
    </tbody>
  );
}

/** The earliest (-1) or the latest (1) of the times there are. */
function outermost(times: readonly (string | null)[], side: -1 | 1): string | null {
  const farther = (one: string, other: string) => side * (Date.parse(other) - Date.parse(one)) > 0;
  return times.reduce((most, time) => (time !== null && (most === null || farther(most, time)) ? time : most), null);
}
