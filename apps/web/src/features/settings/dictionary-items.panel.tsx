import { useState } from 'react';
import { App, Button, Checkbox } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { today } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { DictionaryItemForm } from './dictionary-item.form.js';
import { DictionaryRemoval } from './dictionary-removal.panel.js';
import { type DictionaryItem, type DictionaryType, OUTSIDE, stateOf } from './dictionary-words.js';

const HEADS = ['代码', '名称', '拼音', '状态', ...OUTSIDE.map(({ title }) => title), '引用', '操作'];

/** The items of one dictionary. */
export function DictionaryItems({ type }: { type: DictionaryType }) {
  const { message } = App.useApp();
  const answer = useApi(`/dictionary-types/${type.id}/items`, { topics: ['dictionaries'] });
  const [editing, setEditing] = useState<DictionaryItem | 'new' | null>(null);
  const [removing, setRemoving] = useState<DictionaryItem | null>(null);
  const [unmapped, setUnmapped] = useState(false);
  const isMeant = (item: DictionaryItem) => !unmapped || (item.active && OUTSIDE.some(({ field }) => !item[field]));
  const add = () =>
    type.fixed ? void message.info('这个字典的代码由程序使用，不能增加。') : setEditing('new');
  return (
    <div className="dictionary-items">
      <div className="list-tools">
        <strong>{type.name}</strong>
        {type.standard && <span className="weak">{type.standard}</span>}
        {type.fixed && <span className="tag tag-off">固定</span>}
        <span className="weak">
          未对照：{OUTSIDE.map(({ missing, title }) => `${title} ${type[missing]}`).join('，')}
        </span>
        <Checkbox checked={unmapped} onChange={(event) => setUnmapped(event.target.checked)}>
          只看未对照
        </Checkbox>
        <span className="dictionary-acts">
          <ExportButton path={`/dictionary-types/${type.id}/items/export`} query={{}} title={type.name} total={`${type.items} 项`} />
          <Button type="primary" onClick={add}>
            新增一项
          </Button>
        </span>
      </div>
      <Answered answer={answer} rows={6}>
        {({ items }) => (
          <div className="list-scroll">
            <table className="list-table dictionary-table">
              <caption className="sr-only">{type.name}</caption>
              <HeadRow titles={HEADS} />
              <tbody>
                {items.filter(isMeant).map((item) => (
                  <Row key={item.code} item={item} onEdit={() => setEditing(item)} onRemove={() => setRemoving(item)} />
                ))}
              </tbody>
            </table>
            {items.filter(isMeant).length === 0 && (
              <p className="parameters-none weak">{unmapped ? '使用中的各项都已对照。' : '这个字典还没有内容。'}</p>
            )}
          </div>
        )}
      </Answered>
      <DictionaryItemForm type={type} item={editing} onClose={() => setEditing(null)} />
      <DictionaryRemoval system={type.id} item={removing} onClose={() => setRemoving(null)} />
    </div>
  );
}

function Row({ item, onEdit, onRemove }: { item: DictionaryItem; onEdit: () => void; onRemove: () => void }) {
  const state = stateOf(item, today());
  return (
    <tr>
      <td>{item.code}</td>
      <td>
        {item.color && <i className="dictionary-color" style={{ background: item.color }} aria-hidden />}
        {item.name}
      </td>
      <td className="weak">{item.pinyin}</td>
      <td>
        <span className={`tag ${state.tag}`}>{state.words}</span>
      </td>
      {OUTSIDE.map(({ field }) => (
        <td key={field}>{item[field] ?? <span className="weak">—</span>}</td>
      ))}
      <td>{item.uses > 0 ? formatCount(item.uses) : <span className="weak">0</span>}</td>
      <td>
        <Button type="link" size="small" onClick={onEdit}>
          修改
        </Button>
        {!item.builtIn && item.uses === 0 && (
          <Button type="link" size="small" danger onClick={onRemove}>
            删除
          </Button>
        )}
      </td>
    </tr>
  );
}
