import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import type { AnswerOf } from '@cadre/api-client/typed-paths';

export type Template = AnswerOf<`/archive-templates/${string}`, 'get'>;
export type TemplateBlock = Template['blocks'][number];
export type Catalogue = AnswerOf<'/archive-templates/sections', 'get'>['items'];

const FORMS = [['table', '表格'], ['text', '文字'], ['timeline', '时间轴'], ['chart', '趋势图']] as const;
const PERIODS = [['all', '全部'], ['1y', '近一年'], ['3y', '近三年'], ['5y', '近五年']] as const;
const options = (words: readonly (readonly [string, string])[]) => words.map(([value, label]) => ({ value, label }));

interface Props {
  readonly block: TemplateBlock;
  readonly catalogue: Catalogue;
  readonly place: { readonly first: boolean; readonly last: boolean };
  readonly onChange: (block: TemplateBlock) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One block: what it shows and how. */
export function TemplateBlockForm({ block, catalogue, place, onChange, onMove, onRemove }: Props) {
  const section = catalogue.find(({ key }) => key === block.section);
  const title = section?.title ?? '（您无权查看的部分）';
  const set = (part: Partial<TemplateBlock>) => onChange({ ...block, ...part });
  return (
    <li>
      <div className="designer-row">
        <Input aria-label={`${title}的标题`} style={{ flex: 1, minWidth: 120 }} value={block.title ?? ''} placeholder={title} maxLength={40} onChange={({ target }) => set({ title: target.value || null })} />
        <Button size="small" icon={<ArrowUpOutlined />} aria-label={`上移${title}`} disabled={place.first} onClick={() => onMove(-1)} />
        <Button size="small" icon={<ArrowDownOutlined />} aria-label={`下移${title}`} disabled={place.last} onClick={() => onMove(1)} />
        <Button size="small" danger icon={<DeleteOutlined />} aria-label={`删除${title}`} onClick={onRemove} />
      </div>
      <div className="designer-row">
        <Select size="small" aria-label={`${title}的呈现方式`} value={block.form} options={options(block.section === 'labs' ? FORMS : FORMS.slice(0, 3))} onChange={(form) => set({ form })} />
        <Select size="small" aria-label={`${title}的时段`} value={block.period} options={options(PERIODS)} onChange={(period) => set({ period })} />
        <Select
          size="small"
          aria-label={`${title}的次序`}
          value={block.order}
          options={options([['newest', '新的在前'], ['oldest', '旧的在前']])}
          onChange={(order) => set({ order })}
        />
        <Checkbox checked={block.pageBreak} onChange={({ target }) => set({ pageBreak: target.checked })}>
          另起一页
        </Checkbox>
        <Checkbox checked={block.whenEmpty === 'print'} onChange={({ target }) => set({ whenEmpty: target.checked ? 'print' : 'hide' })}>
          空白印“无”
        </Checkbox>
      </div>
      {section && block.form !== 'chart' && (
        <Select
          size="small"
          mode="multiple"
          aria-label={`${title}的列`}
          placeholder="全部列"
          value={[...(block.columns ?? [])]}
          options={section.columns.map(({ key, title: label }) => ({ value: key, label }))}
          onChange={(columns: string[]) => set({ columns: columns.length ? columns : null })}
        />
      )}
    </li>
  );
}
