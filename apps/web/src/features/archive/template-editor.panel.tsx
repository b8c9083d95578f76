import { useState } from 'react';
import { Alert, Button, Input, Select } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { TemplateActs } from './template-acts.panel.js';
import { type Catalogue, type Template, type TemplateBlock, TemplateBlockForm } from './template-block.form.js';
import { TemplatePreview } from './template-preview.panel.js';

interface Props {
  readonly catalogue: Catalogue;
  readonly template: Template | null;
  readonly onSaved: (id: string | null) => void;
}

const fresh = (section: TemplateBlock['section']): TemplateBlock => ({
  section, form: 'table', title: null, columns: null, period: 'all', order: 'newest', limit: null, pageBreak: false, whenEmpty: 'print',
});

/** Blocks in the middle, the paper at the right: each change is seen at once. */
export function TemplateEditor({ catalogue, template, onSaved }: Props) {
  const [name, setName] = useState(template?.name ?? '');
  const [audience, setAudience] = useState<'staff' | 'patient'>(template?.audience ?? 'staff');
  const [blocks, setBlocks] = useState<readonly TemplateBlock[]>(template?.blocks ?? []);
  const [typed, setTyped] = useState('');
  const [sample, setSample] = useState<string | null>(null);
  const people = useApi('/archives', { query: { page: 1, pageSize: 10, ...(typed ? { keyword: typed } : {}) }, keep: true });
  const editable = template === null || template.mine;
  const move = (at: number, by: -1 | 1) => {
    const moved = [...blocks];
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    setBlocks(moved);
  };
  return (
    <>
      <div>
        {!editable && <Alert type="info" showIcon title="这是他人或系统的模板。可以直接使用；要修改，请先复制为自己的模板。" style={{ marginBottom: 8 }} />}
        <div className="designer-row" style={{ marginBottom: 8 }}>
          <Input aria-label="模板名称" placeholder="模板名称" value={name} maxLength={40} style={{ flex: 1, minWidth: 140 }} onChange={({ target }) => setName(target.value)} />
          <Select
            aria-label="给谁看"
            value={audience}
            options={[{ value: 'staff', label: '医务版' }, { value: 'patient', label: '患者版' }]}
            onChange={setAudience}
          />
        </div>
        <TemplateActs template={template} draft={{ name, audience, blocks }} onSaved={onSaved} />
        <ul className="designer-blocks">
          {blocks.map((block, at) => (
            <TemplateBlockForm
              key={`${at}-${block.section}`}
              block={block}
              catalogue={catalogue}
              place={{ first: at === 0, last: at === blocks.length - 1 }}
              onChange={(changed) => setBlocks(blocks.map((one, place) => (place === at ? changed : one)))}
              onMove={(by) => move(at, by)}
              onRemove={() => setBlocks(blocks.filter((_, place) => place !== at))}
            />
          ))}
        </ul>
        <div className="designer-row">
          <span className="weak">加入章节：</span>
          {catalogue.map(({ key, title }) => (
            <Button key={key} size="small" onClick={() => setBlocks([...blocks, fresh(key)])}>
              ＋ {title}
            </Button>
          ))}
        </div>
      </div>
      <div>
        <Select
          showSearch={{ filterOption: false, onSearch: setTyped }}
          allowClear
          key={sample}
          aria-label="示例对象"
          placeholder="示例对象：姓名或拼音"
          style={{ width: '100%', marginBottom: 8 }}
          value={sample}
          onChange={(value: string | undefined) => setSample(value ?? null)}
          options={(people.data?.items ?? []).map((person) => ({ value: person.id, label: `${person.name}${person.workUnit ? ` · ${person.workUnit}` : ''}` }))}
        />
        <div className="designer-paper">
          <TemplatePreview blocks={blocks} beneficiaryId={sample} name={name || '未命名模板'} />
        </div>
      </div>
    </>
  );
}
