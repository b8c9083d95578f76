import { useState } from 'react';
import { App, Button, Tooltip } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { ageText, sexName } from '../../shared/format/people.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

/** Sends the patient version to the person himself; nobody else can be chosen. Shows first whom it goes to. */
export function SendToPerson({ id }: { id: string }) {
  const { can } = useAccess();
  const { message, modal } = App.useApp();
  const { data } = useApi(`/archives/${id}/recipient`);
  const [busy, setBusy] = useState(false);

  async function send(): Promise<void> {
    setBusy(true);
    try {
      await api.request(`/archives/${id}/deliveries`, { method: 'POST', body: { days: 30 } });
      void message.success('已发送给本人，30 天内可读');
    } catch (error) {
      void message.error({ content: `没有发送：${sentenceOf(error)}`, duration: 0, key: 'archive-send' });
    } finally {
      setBusy(false);
    }
  }
  const ask = () =>
    data &&
    modal.confirm({
      title: '确认发送给本人？',
      content: `${data.name} ${sexName(data.sex)} ${ageText(data.age)}${data.idTail ? `，证件后 4 位 ${data.idTail}` : ''}。手机通知只写“您有新的健康档案”，不含内容。`,
      okText: '发送',
      cancelText: '取消',
      onOk: () => send(),
    });
  return (
    <>
      <Tooltip title={data?.reason}>
        <Button loading={busy} disabled={!data?.ready} onClick={() => void ask()}>
          发送给本人
        </Button>
      </Tooltip>
      {data && !data.ready && can('beneficiary:account') && <Link to={`/p/${data.beneficiaryId}/phone`} style={{ marginLeft: 8 }}>手机端账户</Link>}
    </>
  );
}
