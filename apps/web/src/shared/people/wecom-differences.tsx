import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { App, Button } from 'antd';
import { NOTHING } from '../format/dates.js';
import { sentenceOf } from '../problem/sentence.js';
import './wecom-differences.css';

type Field = Schema<'ProfileProposal'>['field'];
const NAMES: Readonly<Record<Field, string>> = { name: '姓名', phone: '手机' };

/** What 企业微信 通讯录 says otherwise of an account, each to be taken over by itself. */
export function WecomDifferences({ items, onTake }: { items: readonly Schema<'ProfileProposal'>[]; onTake: (field: Field) => Promise<unknown> }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState<Field | null>(null);
  const take = async (field: Field) => {
    setBusy(field);
    try {
      await onTake(field);
      void message.success(`已采用企业微信的${NAMES[field]}`);
    } catch (problem) {
      void message.error(sentenceOf(problem));
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <p className="weak">企业微信通讯录中的资料与本系统不同，可以逐项采用。工号、科室和角色不会改变。</p>
      {items.map(({ field, current, proposed }) => (
        <div key={field} className="wecom-difference">
          <b>{NAMES[field]}</b>
          <span>
            {current ?? NOTHING} → {proposed}
          </span>
          <Button size="small" loading={busy === field} onClick={() => void take(field)}>
            采用
          </Button>
        </div>
      ))}
    </>
  );
}
