import { App, Button } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import './problem.css';

/** What happened, what one can do, and the number to quote: never more technical than that. */
export function ProblemAlert({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { message } = App.useApp();
  const errorNo = error instanceof ApiProblem ? error.errorNo : null;
  const copy = async () => {
    await navigator.clipboard.writeText(errorNo ?? '').then(
      () => message.success('已复制错误编号'),
      () => message.info(`错误编号：${errorNo}`),
    );
  };
  return (
    <div role="alert" className="problem">
      <span>
        <b>没有读到数据。</b>
        {error instanceof ApiProblem ? error.message : '页面处理数据时出错，请重试。'}
      </span>
      <span className="problem-acts">
        {errorNo && (
          <>
            错误编号 <code>{errorNo}</code>{' '}
            <Button size="small" onClick={() => void copy()}>
              复制
            </Button>
          </>
        )}
        {onRetry && (
          <Button size="small" type="primary" onClick={onRetry}>
            重试
          </Button>
        )}
      </span>
    </div>
  );
}
