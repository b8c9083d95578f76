import { TransportError } from '../transport-error.js';

const SENTENCES: Readonly<Record<string, readonly [TransportError['kind'], string]>> = {
  ENOENT: ['refused', '目录或文件不存在，请核对路径和挂载。'],
  ENOTDIR: ['refused', '路径中有一段不是目录，请核对。'],
  EACCES: ['auth', '没有权限，请为本系统的运行账号授予读写权限。'],
  EPERM: ['auth', '没有权限，请为本系统的运行账号授予读写权限。'],
  EROFS: ['auth', '目录只读，不能移动已读的文件。请授予写权限。'],
  ENOSPC: ['broken', '磁盘已满，请清理后系统自动重试。'],
  EEXIST: ['broken', '同名文件已存在，系统将换名重试。'],
  ESTALE: ['broken', '网络目录连接已失效，请检查挂载。'],
  EXDEV: ['refused', 'done、failed 与投放目录不在同一文件系统，不能移动文件。'],
};

/** Turns a failure of the file system into one that says what to do. */
export function folderError(path: string): (problem: NodeJS.ErrnoException) => never {
  return (problem) => {
    if (problem instanceof TransportError) throw problem;
    const [kind, sentence] = SENTENCES[problem.code ?? ''] ?? ['broken', '读写失败，请检查磁盘与挂载。'];
    throw new TransportError(kind, `${path}：${sentence}`, problem);
  };
}
