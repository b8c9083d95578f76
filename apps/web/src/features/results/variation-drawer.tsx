import { useState } from 'react';
import { Button, Drawer, Form, Input, InputNumber } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { DrawerForm } from '../../shared/form/drawer-form.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import type { VariationRow } from './abnormal-words.js';

interface Values {
  readonly cva: number;
  readonly cvi: number;
  readonly source: string;
}

/** What changes are judged by: shown to everybody who reads results, changed by those who may. */
export function VariationDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [edited, edit] = useState<VariationRow | null>(null);
  return (
    <Drawer open={open} title="检验项目的变异系数" size={900} onClose={onClose} destroyOnHidden>
      {open && <Variations onEdit={edit} />}
      <DrawerForm<Values>
        open={edited !== null}
        title={`${edited?.name ?? ''} 的变异系数`}
        initial={edited?.cva ? { cva: edited.cva, cvi: edited.cvi ?? 0, source: '' } : {}}
        onSave={async (values) => {
          if (!edited) return;
          await api.request(`/lab-variations/${edited.code}`, { method: 'PUT', body: { ...values, version: edited.version } });
          await queries.invalidateQueries({ queryKey: ['/lab-variations'] });
        }}
        onClose={() => edit(null)}
      >
        <Form.Item name="cva" label="CVA（实验室不精密度，%）" rules={[{ required: true, message: '请填写 CVA' }]}>
          <InputNumber min={0.01} max={100} precision={2} />
        </Form.Item>
        <Form.Item name="cvi" label="CVI（个体内生物学变异，%）" rules={[{ required: true, message: '请填写 CVI' }]}>
          <InputNumber min={0.01} max={100} precision={2} />
        </Form.Item>
        <Form.Item name="source" label="来源" rules={[{ required: true, message: '请写明数据来源' }]} extra="例如：本院 2026 年室内质控；文献名称与年份">
          <Input maxLength={100} />
        </Form.Item>
      </DrawerForm>
    </Drawer>
  );
}

function Variations({ onEdit }: { onEdit: (row: VariationRow) => void }) {
  const { can } = useAccess();
  const answer = useApi('/lab-variations');
  const mayEdit = can('lab:configure');
  return (
    <Answered answer={answer} rows={12}>
      {({ items }) => (
        <>
          <p className="weak">
            参考变化值 RCV = √2 × Z × √(CVA² + CVI²)，Z = {items[0]?.z ?? 1.96}。两次结果相差超过 RCV 才算显著变化；未配置的项目不判断。修改只影响此后到达的结果，历次版本都保留。
          </p>
          <table className="plain-table variation-table">
            <caption className="sr-only">变异系数</caption>
            <HeadRow titles={['项目', 'CVA %', 'CVI %', 'RCV %', '来源', '版本', '']} />
            <tbody>
              {items.map((row) => (
                <tr key={row.code}>
                  <th scope="row">{row.name}</th>
                  <td>{row.cva ?? <span className="weak">未配置</span>}</td>
                  <td>{row.cvi ?? ''}</td>
                  <td>{row.rcv?.toFixed(1) ?? ''}</td>
                  <td style={{ whiteSpace: 'normal' }}>{row.source}</td>
                  <td>{row.version > 0 && `第 ${row.version} 版 ${formatDate(row.changedAt)}`}</td>
                  <td>
                    {mayEdit && (
                      <Button type="link" size="small" onClick={() => onEdit(row)}>
                        修改
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Answered>
  );
}
