import { useState } from 'react';
import { App, Button, Checkbox, Form, InputNumber, Modal, Radio } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api, queries } from '../api/api.js';
import { PrintArea } from './print-area.js';

type Order = Schema<'PrintOrder'>;
type Sheets = Schema<'PrintedSheets'>;
type Kind = 'lab' | 'exam';

interface Props {
  readonly kind: Kind;
  readonly reportIds: readonly string[];
  readonly small?: boolean;
  readonly onPrinted?: () => void;
}

const PAPERS: readonly { readonly value: Order['paper']; readonly label: string }[] = [
  { value: 'A4', label: 'A4 纵向' },
  { value: 'A5-landscape', label: 'A5 横向（半页）' },
];

/** 打印: asks for paper and copies, then prints in the hospital's layout or gives a PDF. Every printing is counted. */
export function PrintReports({ kind, reportIds, small = false, onPrinted }: Props) {
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [order, setOrder] = useState<Omit<Order, 'reportIds'>>({ paper: 'A4', copies: 1, onlyAbnormal: false });
  const [sheets, setSheets] = useState<Sheets | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Order>) => setOrder((before) => ({ ...before, ...part }));
  const body = { ...order, reportIds: [...reportIds] };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      setOpen(false);
      onPrinted?.();
    } catch (problem) {
      void message.error(problem instanceof ApiProblem ? problem.message : '没有打印，请重试。');
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).endsWith('/prints') });
    }
  };
  const print = () => run(async () => setSheets(await api.request(`/${kind}-reports/prints`, { method: 'POST', body })));
  const download = () =>
    run(async () => {
      const answer = await api.open(`/${kind}-reports/prints/pdf`, { method: 'POST', body });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'report.pdf';
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  return (
    <>
      <Button size={small ? 'small' : 'middle'} disabled={reportIds.length === 0} onClick={() => setOpen(true)}>
        打印{reportIds.length > 1 && `（${reportIds.length} 份）`}
      </Button>
      {/* Taken away at once: what is still closing while the page is printed never finishes closing. */}
      {open && (
        <Modal
          open
          title={`打印${kind === 'lab' ? '检验报告单' : '检查报告单'}`}
          onCancel={() => setOpen(false)}
          footer={
            <>
              <Button onClick={() => setOpen(false)}>取消</Button>
              <Button loading={busy} onClick={() => void download()}>
                下载 PDF
              </Button>
              <Button type="primary" loading={busy} onClick={() => void print()}>
                打印
              </Button>
            </>
          }
        >
          <Form layout="vertical" component={false}>
            <Form.Item label="纸张">
              <Radio.Group value={order.paper} options={[...PAPERS]} onChange={({ target }) => change({ paper: target.value as Order['paper'] })} />
            </Form.Item>
            <Form.Item label="份数">
              <InputNumber aria-label="份数" min={1} max={9} precision={0} value={order.copies} onChange={(copies) => change({ copies: copies ?? 1 })} />
            </Form.Item>
            {kind === 'lab' && (
              <Checkbox checked={order.onlyAbnormal ?? false} onChange={({ target }) => change({ onlyAbnormal: target.checked })}>
                只打印异常结果
              </Checkbox>
            )}
            <p className="weak">每次打印和下载都有记录；再次打印的报告单标“补打”。未审核或已撤回的报告不能打印。</p>
          </Form>
        </Modal>
      )}
      {sheets && <PrintArea sheets={sheets} onDone={() => setSheets(null)} />}
    </>
  );
}
