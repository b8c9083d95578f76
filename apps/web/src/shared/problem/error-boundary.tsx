import { Component, type ReactNode } from 'react';
import { ApiProblem } from '@cadre/api-client/client';

interface Props {
  readonly children: ReactNode;
  readonly scope?: string;
}
interface State {
  readonly error: Error | null;
}

/** Catches what a page throws while drawing, so that the rest of the screen goes on. Plain HTML: it must not fail itself. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div
        role="alert"
        style={{
          maxWidth: 560,
          margin: '48px auto',
          padding: 16,
          background: '#fff',
          border: '1px solid var(--line)',
          borderRadius: 6,
        }}
      >
        <h2 style={{ fontSize: '1.15rem', marginBottom: 8 }}>{this.props.scope ?? '这个页面'}没有显示出来</h2>
        <p>
          {isStaleBuild(error)
            ? '系统刚刚更新过，请重新加载页面。'
            : '已录入的数据不受影响。请重试；若仍不行，请把错误编号告诉管理员。'}
        </p>
        <p className="weak" style={{ margin: '8px 0 16px' }}>
          错误编号：{numberOf(error)}
        </p>
        <button type="button" onClick={() => this.setState({ error: null })}>
          重试
        </button>{' '}
        <button type="button" onClick={() => location.reload()}>
          重新加载
        </button>
      </div>
    );
  }
}

/** After an update the old page asks for chunks that are gone. */
function isStaleBuild(error: Error): boolean {
  return /dynamically imported module|module script failed/i.test(error.message);
}

/** The server's number, or a short one made from the place of the fault, so that the same fault always has the same number. */
function numberOf(error: Error): string {
  if (error instanceof ApiProblem && error.errorNo) return error.errorNo;
  let hash = 0;
  for (const letter of `${error.message}${error.stack?.split('\n')[1] ?? ''}`)
    hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return `WEB-${hash.toString(36).toUpperCase()}`;
}
