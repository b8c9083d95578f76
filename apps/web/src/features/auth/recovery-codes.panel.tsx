import { App, Alert, Button } from 'antd';

/** Shown once: whoever loses the telephone signs in with one of them. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => message.success('已复制恢复码'),
      () => message.info('请手工抄写恢复码'),
    );
  return (
    <div className="recovery">
      <Alert type="warning" showIcon title="请妥善保存恢复码，它们只显示这一次。手机丢失时，每个恢复码可代替验证码登录一次。" />
      <ul aria-label="恢复码">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button onClick={() => void copy()}>复制</Button>{' '}
      <Button type="primary" onClick={onKept}>
        已保存，继续
      </Button>
    </div>
  );
}
