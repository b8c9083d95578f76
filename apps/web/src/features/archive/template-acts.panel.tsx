import { useState } from 'react';
import { App, Button, Dropdown } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Template, TemplateBlock } from './template-block.form.js';

interface Props {
  readonly template: Template | null;
  readonly draft: { readonly name: string; readonly audience: 'staff' | 'patient'; readonly blocks: readonly TemplateBlock[] };
  readonly onSaved: (id: string | null) => void;
}

/** What may be done with a template: saved as a new version, copied, published, disabled, removed while unused. */
export function TemplateActs({ template, draft, onSaved }: Props) {
  const { can } = useAccess();
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const body = { name: draft.name.trim(), audience: draft.audience, blocks: [...draft.blocks] };
  const ready = body.name !== '' && body.blocks.length > 0;
  const at = `/archive-templates/${template?.id ?? ''}` as const;
  const mine = template === null || template.mine;

  async function act(work: () => Promise<{ id: string } | void>, words: string): Promise<void> {
    setBusy(true);
    try {
      const done = await work();
      void message.success(words);
      onSaved(done ? done.id : null);
    } catch (error) {
      void message.error({ content: sentenceOf(error), duration: 0, key: 'archive-template' });
    } finally {
      setBusy(false);
    }
  }
  const save = () =>
    template === null
      ? api.request('/archive-templates', { method: 'POST', body: { ...body, scope: 'own' } })
      : api.request(at, { method: 'PUT', body: { ...body, basedOn: template.version } });
  const publish = (scope: 'own' | 'department' | 'hospital') => void act(() => api.request(`${at}/publication`, { method: 'POST', body: { scope } }), '已发布');
  const remove = () =>
    modal.confirm({
      title: `删除“${template?.name ?? ''}”？`,
      content: '已有档案使用的模板不能删除，只能停用。',
      okText: '删除',
      cancelText: '取消',
      okButtonProps: { danger: true },
      onOk: () => act(() => api.request(at, { method: 'DELETE' }), '已删除'),
    });
  const scopes = [
    { key: 'own', label: '仅自己使用' },
    ...(can('archive:publish') ? [{ key: 'department', label: '本科室' }, { key: 'hospital', label: '全院' }] : []),
  ];
  return (
    <div className="designer-row" style={{ marginBottom: 8 }}>
      {mine && (
        <Button type="primary" loading={busy} disabled={!ready} onClick={() => void act(save, template ? '已保存为新版本' : '已新建')}>
          {template ? '保存为新版本' : '保存'}
        </Button>
      )}
      {template && (
        <Button
          loading={busy}
          onClick={() => void act(() => api.request(`${at}/copy`, { method: 'POST', body: { name: `${template.name.slice(0, 36)} 副本` } }), '已复制到我的模板')}
        >
          复制
        </Button>
      )}
      {template && template.mine && (
        <>
          <Dropdown menu={{ items: scopes, onClick: ({ key }) => publish(key as 'own' | 'department' | 'hospital') }}>
            <Button loading={busy}>发布</Button>
          </Dropdown>
          {template.status !== 'disabled' && <Button onClick={() => void act(() => api.request(`${at}/disabling`, { method: 'POST' }), '已停用')}>停用</Button>}
          <Button danger onClick={() => void remove()}>
            删除
          </Button>
        </>
      )}
    </div>
  );
}
