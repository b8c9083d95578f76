import { useState } from 'react';
import { Button, Drawer, Select } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';
import { ArchivePaper } from './archive-paper.js';
import type { Version, VersionRow } from './archive-types.js';
import { DownloadPdf } from './download-pdf.js';
import { SendToPerson } from './send-to-person.js';
import { SignForm } from './sign.form.js';
import { VersionChanges } from './version-changes.panel.js';

interface Props {
  readonly id: string | null;
  readonly versions: readonly VersionRow[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** A version as it will be printed, and what may be done with it. */
export function VersionDrawer({ id, versions, onClose, onChanged }: Props) {
  return (
    <Drawer open={id !== null} title="健康档案" size={960} onClose={onClose} destroyOnHidden>
      {id && <Inside key={id} id={id} versions={versions} onChanged={onChanged} />}
    </Drawer>
  );
}

function Inside({ id, versions, onChanged }: Omit<Props, 'id' | 'onClose'> & { readonly id: string }) {
  const { can } = useAccess();
  const answer = useApi(`/archives/${id}`);
  const [signing, setSigning] = useState(false);
  const [compared, setCompared] = useState<string | null>(null);
  return (
    <Answered answer={answer} rows={12}>
      {(version) => (
        <>
          <div className="archive-tools">
            <b>第 {version.version} 版</b>
            <span className="weak">{version.number}</span>
            {version.signedAt ? <span className="tag tag-good">✓ 已审签</span> : <span className="tag tag-late">未审签</span>}
            <Select
              allowClear
              placeholder="与其他版本对比"
              aria-label="与其他版本对比"
              style={{ width: 180 }}
              value={compared}
              onChange={(value: string | undefined) => setCompared(value ?? null)}
              options={versions.filter((one) => one.id !== id && one.version < version.version).map((one) => ({ value: one.id, label: `第 ${one.version} 版` }))}
            />
            <span className="archive-generate">
              {can('archive:sign') && !version.signedAt && (
                <Button type="primary" onClick={() => setSigning(true)}>
                  审签
                </Button>
              )}{' '}
              {can('archive:download') && <DownloadPdf id={id} number={version.number} blocks={version.blocks} />}{' '}
              {can('archive:send') && version.audience === 'patient' && <SendToPerson id={id} />}
            </span>
          </div>
          {version.opinion && (
            <p>
              审签意见：{version.opinion}（{version.signedName} {formatFullTime(version.signedAt)}）
            </p>
          )}
          {compared && <VersionChanges id={id} earlier={compared} />}
          <ArchivePaper
            subtitle={`${version.templateName} · 档案时点 ${formatFullTime(version.asOf)} · 诊断规则第 ${version.ruleVersion} 版`}
            blocks={version.blocks}
            notes={notesOf(version)}
            stamp={version.signedAt ? null : '未审签'}
          />
          <SignForm
            id={signing ? id : null}
            onClose={() => {
              setSigning(false);
              void answer.refetch();
              onChanged();
            }}
          />
        </>
      )}
    </Answered>
  );
}

function notesOf({ missing, withdrawn }: Version): string[] {
  return [
    ...(missing.length ? [`数据来源说明：${missing.join('；')}。`] : []),
    ...(withdrawn.length ? [`与上一版相比，来源已撤销的诊断：${withdrawn.join('、')}。`] : []),
  ];
}
