import { Alert, Modal, Typography } from 'antd';
import { formatTime } from '../../shared/format/dates.js';
import type { CreatedUser } from './user-words.js';

/** The one-time secret, the only time that anybody sees it. */
export function SecretDialog({ made, name, onClose }: { made: CreatedUser | null; name: string; onClose: () => void }) {
  return (
    <Modal
      open={made !== null}
      title={`${name} 的一次性口令`}
      okText="我已记下"
      onOk={onClose}
      onCancel={onClose}
      cancelButtonProps={{ style: { display: 'none' } }}
      mask={{ closable: false }}
    >
      <Alert type="warning" showIcon title="只显示这一次，关闭后无法再查看；请当面或用安全的方式交给本人。" />
      {made && (
        <>
          <Typography.Paragraph copyable style={{ fontSize: 22, letterSpacing: 1, margin: '16px 0' }} className="org-secret">
            {made.oneTimeSecret}
          </Typography.Paragraph>
          <p>
            {formatTime(made.secretValidUntil)} 前有效，首次登录时必须修改；过期未用则作废，需要重新重置。
          </p>
        </>
      )}
    </Modal>
  );
}
