import { Modal } from 'antd';

const KEYS: readonly (readonly [string, string])[] = [
  ['Ctrl + K 或 /', '搜索保健对象'],
  ['g 然后 h', '工作台'],
  ['g 然后 r', '对象名册'],
  ['g 然后 z', '住院记录'],
  ['g 然后 m', '门诊记录'],
  ['← / →', '上一条 / 下一条记录'],
  ['Enter', '查询；打开选中的行'],
  ['Ctrl + Enter', '保存'],
  ['Esc', '关闭弹窗或抽屉'],
  ['鼠标中键', '关闭页签'],
  ['?', '本表'],
];

export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} title="快捷键" width={420}>
      <table className="shortcut-sheet">
        <tbody>
          {KEYS.map(([keys, what]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
