import { useState } from 'react';
import { Button } from 'antd';
import { usePreference } from '../../shared/api/preference.js';
import { type BatchScope, BatchForm } from './batch.form.js';
import { BatchProgress } from './batch-progress.panel.js';

interface LastBatch extends BatchScope {
  readonly id: string;
}
const NONE: Partial<LastBatch> = {};

/** 批量生成 on the list: starts a batch, follows it, and finds the last one again after the page was left. */
export function ArchiveBatch() {
  const { value: last, save } = usePreference<Partial<LastBatch>>('archive.batch', NONE);
  const [shown, setShown] = useState<'form' | 'progress' | null>(null);
  return (
    <>
      {last.id && <Button onClick={() => setShown('progress')}>上次批量结果</Button>}
      <Button type="primary" onClick={() => setShown('form')}>
        批量生成
      </Button>
      <BatchForm
        open={shown === 'form'}
        onClose={() => setShown((now) => (now === 'form' ? null : now))}
        onStarted={(id, scope) => {
          save({ id, ...scope });
          setShown('progress');
        }}
      />
      {last.id && <BatchProgress key={last.id} id={last.id} scope={last} open={shown === 'progress'} onClose={() => setShown(null)} />}
    </>
  );
}
