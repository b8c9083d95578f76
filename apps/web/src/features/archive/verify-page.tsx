import { useState } from 'react';
import { Alert, Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';
import './archive.css';

/** For whoever holds a printed file: is it unaltered, is it current. Nothing about the person is said, and the file does not leave this computer. */
export function VerifyPage() {
  const code = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const answer = useApi(`/verify/${code}`);
  const [checked, setChecked] = useState<{ readonly name: string; readonly sha256: string } | null>(null);
  // Browsers compute digests on encrypted pages only.
  const canDigest = window.isSecureContext;

  async function check(file: File): Promise<void> {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    setChecked({ name: file.name, sha256: [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') });
  }
  return (
    <main className="paper verify">
      <h1>健康档案文件校验</h1>
      {answer.error?.status === 404 ? (
        <Alert type="error" showIcon title={`没有校验码为“${code}”的文件。请核对文件页脚上的校验码；如确认无误，该文件不是由本系统生成。`} />
      ) : (
        <Answered answer={answer} rows={4}>
          {(file) => (
            <>
              {file.newest ? (
                <Alert type="success" showIcon title="该文件由本系统生成，是当前最新的一版。" />
              ) : (
                <Alert type="warning" showIcon title="该文件由本系统生成，但已有更新的版本，请以最新版为准。" />
              )}
              <dl className="paper-fields verify-fields">
                <div>
                  <dt>档案编号：</dt>
                  <dd>
                    {file.number}（第 {file.version} 版，{file.pages} 页）
                  </dd>
                </div>
                <div>
                  <dt>生成时间：</dt>
                  <dd>{formatFullTime(file.madeAt)}</dd>
                </div>
                <div>
                  <dt>审签：</dt>
                  <dd>{file.signed ? '生成时已审签' : '生成时未审签'}</dd>
                </div>
                <div>
                  <dt>文件摘要：</dt>
                  <dd>{file.sha256}</dd>
                </div>
              </dl>
              {canDigest ? (
                <p>
                  <label htmlFor="verify-file">核对电子文件是否被改动（文件只在本机计算，不会上传）：</label>{' '}
                  <input id="verify-file" type="file" accept="application/pdf" onChange={({ target }) => target.files?.[0] && void check(target.files[0])} />
                </p>
              ) : (
                <p>要核对电子文件是否被改动，请用 https 开头的地址打开本页，或自行计算文件的 SHA-256 与上面的文件摘要比对。</p>
              )}
              {checked &&
                (checked.sha256 === file.sha256 ? (
                  <Alert type="success" showIcon title={`“${checked.name}”与系统生成的文件完全一致，未被改动。`} />
                ) : (
                  <Alert type="error" showIcon title={`“${checked.name}”与系统生成的文件不一致：可能被改动，或不是同一份文件。`} />
                ))}
            </>
          )}
        </Answered>
      )}
      <p className="weak">本页不显示任何个人信息。</p>
      <Button href="/">返回系统</Button>
    </main>
  );
}
