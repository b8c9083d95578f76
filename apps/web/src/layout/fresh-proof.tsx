import { Modal } from 'antd';
import { ProofForm } from '../features/auth/proof.form.js';
import { session, useProving } from '../shared/session/session.js';

/** A sensitive act wants to know once more who sits there; afterwards it goes on by itself. */
export function FreshProof() {
  return (
    <Modal open={useProving()} title="请再次确认身份" footer={null} onCancel={session.giveUpProof} width={420} destroyOnHidden zIndex={2500}>
      <p className="weak" style={{ marginBottom: 12 }}>
        此操作比较敏感。输入登录密码，或身份验证器上的 6 位数字，确认后操作会自动继续。
      </p>
      <ProofForm label="确认并继续" />
    </Modal>
  );
}
