import { useState } from 'react';
import { Steps } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { PageHead } from '../../shared/page/page-head.js';
import { ConnectFields } from './connect-fields.panel.js';
import { ConnectPlace } from './connect-place.form.js';
import { ConnectTrial } from './connect-trial.panel.js';
import type { Place } from './connecting.js';
import './connect.css';
import './extraction.css';
import { StreamVersions } from './stream-versions.panel.js';

const STEPS = [{ title: '选视图' }, { title: '对字段' }, { title: '试转换' }, { title: '启用' }];
const NOTE =
  '用配置接入一个新的视图，不需要写程序：选视图和主键 → 核对字段映射 → 对照代码、用真实数据试转换（不写入） → 启用。推送消息和其他接入方式可用接入包文件导入。';

interface Draft {
  readonly versionId: string;
  readonly place: Place;
}

/** 接入向导: from a view that nobody has heard of to rows that arrive, by configuration alone. */
export function ConnectPage() {
  const [asked] = useSearchParams();
  const [place, setPlace] = useState<Place | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [active, setActive] = useState(false);
  const [source, stream] = [asked.get('source'), asked.get('stream')];
  const step = active ? 3 : draft ? 2 : place ? 1 : 0;
  if (source && stream) return <StreamVersions source={source} stream={stream} />;
  return (
    <section className="list-page connect">
      <PageHead title="接入向导" note={NOTE} />
      <Steps current={step} items={STEPS} size="small" />
      {step === 0 && <ConnectPlace first={place} onChosen={setPlace} />}
      {step === 1 && place && (
        <ConnectFields place={place} onBack={() => setPlace(null)} onDrafted={(versionId) => setDraft({ versionId, place })} />
      )}
      {step >= 2 && draft && (
        <ConnectTrial place={draft.place} versionId={draft.versionId} active={active} onBack={() => setDraft(null)} onActive={() => setActive(true)} />
      )}
    </section>
  );
}
