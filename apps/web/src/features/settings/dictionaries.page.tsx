import { useState } from 'react';
import { Button, Input } from 'antd';
import { Link, useSearchParams } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { DictionaryItems } from './dictionary-items.panel.js';
import { DictionaryTypeForm } from './dictionary-type.form.js';
import type { DictionaryType } from './dictionary-words.js';
import './settings.css';

const NOTE =
  '下拉框中的代码和名称。已被记录引用的代码不能删除，只能停用：旧记录照常显示，新填写时不再出现。随系统提供的代码不能删除；标有“固定”的字典由程序使用，只能改名称、颜色和顺序。' +
  '来源系统的代码在“数据同步 › 代码对照”中维护。';

/** 字典: which codes there are, what they are called, and what others call them. */
export function DictionariesPage() {
  const answer = useApi('/dictionary-types', { topics: ['dictionaries'] });
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const isMeant = ({ id, name }: DictionaryType) => `${id} ${name}`.toLowerCase().includes(search.trim().toLowerCase());
  return (
    <section className="list-page">
      <PageHead title="字典" note={NOTE}>
        <div className="list-tools">
          <Input.Search
            allowClear
            placeholder="查找字典"
            aria-label="查找字典"
            style={{ width: 220 }}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button onClick={() => setAdding(true)}>新增字典</Button>
          <Link to="/system/imports?new=dictionary">批量导入</Link>
        </div>
      </PageHead>
      <Answered answer={answer} rows={8}>
        {({ items }) => {
          const chosen = items.find(({ id }) => id === params.get('system')) ?? items[0];
          return (
            <div className="dictionaries">
              <nav className="list-scroll dictionary-types" aria-label="字典类型">
                {items.filter(isMeant).map((type) => (
                  <button
                    key={type.id}
                    type="button"
                    className="quiet"
                    aria-current={type.id === chosen?.id}
                    onClick={() => setParams({ system: type.id }, { replace: true })}
                  >
                    <span>
                      {type.name} <small className="weak">{type.id}</small>
                    </span>
                    <small className="weak">{type.items}</small>
                  </button>
                ))}
              </nav>
              {chosen && <DictionaryItems key={chosen.id} type={chosen} />}
            </div>
          );
        }}
      </Answered>
      <DictionaryTypeForm open={adding} onClose={() => setAdding(false)} />
    </section>
  );
}
