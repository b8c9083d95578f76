import { useState } from 'react';
import { useApi } from '../../shared/api/api.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import './archive.css';
import { TemplateDesigner } from './template-designer.panel.js';
import { TemplateListPanel } from './template-list.panel.js';

const NOTE = '医生自己决定档案怎么呈现。每次保存产生新版本，已生成的档案不受影响；模板不会带来查看权限。';

/** 档案模板: own ones, the department's, the hospital's. */
export function ArchiveTemplatesPage() {
  const [chosen, setChosen] = useState<string | null>(null);
  const templates = useApi('/archive-templates', { query: { show: 'all' } });
  const again = (id: string | null) => {
    setChosen(id);
    void templates.refetch();
  };
  return (
    <section className="list-page">
      <PageHead title="档案模板" note={NOTE} />
      <Answered answer={templates} rows={6}>
        {({ items }) => {
          const id = chosen ?? items[0]?.id ?? 'new';
          return (
            <div className="designer">
              <TemplateListPanel items={items} chosen={id} onChoose={setChosen} />
              <TemplateDesigner key={`${id}-${items.find((item) => item.id === id)?.version ?? 0}`} id={id} onSaved={again} />
            </div>
          );
        }}
      </Answered>
    </section>
  );
}
