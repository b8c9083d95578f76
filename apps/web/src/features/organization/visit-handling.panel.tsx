import { useState } from 'react';
import { Alert, App, Modal, Spin } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { readDepartmentsAgain } from './department-words.js';

interface Props {
  readonly codes: readonly string[];
  readonly handlesVisits: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What switching 需处理就诊 means for these departments, before it is done. */
export function VisitHandlingDialog({ codes, handlesVisits, onClose, onDone }: Props) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const { data, error } = useApi('/departments/visit-handling', { query: { code: [...codes], handlesVisits: handlesVisits ? 'true' : 'false' } });
  const changing = data?.items.filter(({ changes }) => changes) ?? [];
  const save = async () => {
    setBusy(true);
    try {
      await api.request('/departments/visit-handling', { method: 'PUT', body: { codes: changing.map(({ code }) => code), handlesVisits } });
      await readDepartmentsAgain();
      void message.success('已设置');
      onDone();
    } catch (problem) {
      void message.error(sentenceOf(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={handlesVisits ? '设为需处理就诊' : '设为不处理就诊'}
      okText={`设置 ${changing.length} 个科室`}
      okButtonProps={{ disabled: changing.length === 0 }}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <p>{handlesVisits ? '设置后可以选择这些科室办理预约和接诊。' : '设置后新的预约和接诊不再提供这些科室，待办清单为空；已有的未完成事项保留，可以继续办完。'}</p>
      {error && <Alert type="error" title={sentenceOf(error)} />}
      {!data && !error && <Spin delay={200} />}
      {data && (
        <ul className="org-effects">
          {data.items.map(({ code, name, changes, openVisits, openAppointments }) => (
            <li key={code}>
              {name}
              {!changes && <span className="weak">（已经是，不变）</span>}
              {changes && !handlesVisits && data.openItemsVisible && (openVisits > 0 || openAppointments > 0) && (
                <b>
                  {' '}
                  未完成：就诊 {openVisits}，预约 {openAppointments}
                </b>
              )}
            </li>
          ))}
        </ul>
      )}
      {data && !handlesVisits && (
        <p className="weak">{data.openItemsVisible ? '未完成事项按您可以查看的对象统计。' : '您的账号不能查看就诊数据，未完成事项不在此列出。'}</p>
      )}
    </Modal>
  );
}
