import { useEffect, useState } from 'react';
import { Alert, Form } from 'antd';
import { Link } from 'react-router-dom';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api } from '../../shared/api/api.js';

const ASK_AFTER_MS = 400;
const ASKED = ['name', 'birthDate', 'idCardNo', 'phone', 'insuranceNo', 'careCardNo'] as const;
type Typed = Partial<Record<(typeof ASKED)[number], string | null>>;

/** Warns, while a new person is typed in, of people on the roster who may be the same. Only of those the clerk may see. */
export function LikePeople() {
  const form = Form.useFormInstance<Typed>();
  const typed: Typed = Form.useWatch<Typed>((all: Typed) => Object.fromEntries(ASKED.map((field) => [field, all[field]])), form) ?? {};
  const [like, setLike] = useState<readonly Schema<'LikePerson'>[]>([]);
  const question = JSON.stringify(Object.fromEntries(ASKED.flatMap((field) => (typed[field] ? [[field, typed[field]]] : []))));
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (question === '{}') return setLike([]);
      // Half a number answers 400: the warning then waits for the rest.
      void api.request('/beneficiaries/duplicates', { method: 'POST', body: JSON.parse(question) as Record<string, string> })
        .then(({ items }) => setLike(items), () => setLike([]));
    }, ASK_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [question]);
  if (like.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title="名册中可能已有此人，请先核对"
      description={like.map(({ beneficiaryId, name, rosterNo, workUnit, alike }) => (
        <div key={beneficiaryId}>
          <Link to={`/p/${beneficiaryId}/profile`}>{name}</Link> {rosterNo} {workUnit} · {alike}
        </div>
      ))}
    />
  );
}
