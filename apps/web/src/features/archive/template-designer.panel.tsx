import { useApi } from '../../shared/api/api.js';
import { Answered } from '../../shared/problem/answered.js';
import { TemplateEditor } from './template-editor.panel.js';

/** Loads what the editor needs: the template, unless it is new, and what may be put into one. */
export function TemplateDesigner({ id, onSaved }: { id: string; onSaved: (id: string | null) => void }) {
  const template = useApi(`/archive-templates/${id}`, { enabled: id !== 'new' });
  const catalogue = useApi('/archive-templates/sections');
  return (
    <Answered answer={catalogue} rows={6}>
      {({ items }) =>
        id === 'new' ? (
          <TemplateEditor catalogue={items} template={null} onSaved={onSaved} />
        ) : (
          <Answered answer={template} rows={6}>
            {(found) => <TemplateEditor catalogue={items} template={found} onSaved={onSaved} />}
          </Answered>
        )
      }
    </Answered>
  );
}
