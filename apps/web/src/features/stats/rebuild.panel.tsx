import { useState } from 'react';
import { ReloadOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { api, useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

interface Asked {
  readonly months: [Dayjs, Dayjs];
  readonly reason: string;
}

/** Counting anew by hand, and what was compared and counted anew before. */
export function RebuildButton() {
  const { message } = App.useApp();
  const [form] = Form.useForm<Asked>();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const start = async ({ months: [from, to], reason }: Asked) => {
    setBusy(true);
    try {
      await api.request('/stats/rebuild', { method: 'POST', body: { from: from.format('YYYY-MM'), to: to.format('YYYY-MM'), reason } });
      void message.success('已提交，完成后会通知您；右上角姓名菜单里的“下载中心”可以看到进度。');
      setOpen(false);
    } catch (error) {
      form.setFields([{ name: 'reason', errors: [sentenceOf(error)] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon={<ReloadOutlined />} onClick={() => setOpen(true)}>
        重算统计
      </Button>
      {open && (
        <Modal open title="重算统计" okText="开始重算" cancelText="取消" confirmLoading={busy} onOk={form.submit} onCancel={() => setOpen(false)} width={720}>
          <p>按就诊、体检、手术等原始记录重新统计所选月份。改了统计参数或内镜诊疗字典后需要重算；已锁定报告的数字不变。重算期间新到的数据会稍候入库。</p>
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{ months: [dayjs().startOf('year'), dayjs()] }}
            onFinish={(values) => void start(values)}
          >
            <Form.Item name="months" label="月份" rules={[{ required: true, message: '请选择月份' }]}>
              <DatePicker.RangePicker picker="month" allowClear={false} maxDate={dayjs()} />
            </Form.Item>
            <Form.Item
              name="reason"
              label="原因（会记入日志）"
              rules={[
                { required: true, whitespace: true, message: '请填写原因' },
                { min: 2, message: '请至少写 2 个字' },
              ]}
            >
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          </Form>
          <Checks />
        </Modal>
      )}
    </>
  );
}

function Checks() {
  const answer = useApi('/stats/rebuild');
  return (
    <Answered answer={answer} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="weak">还没有核对或重算过。</p>
        ) : (
          <div className="stats-scroll rebuild-checks" tabIndex={0} role="group" aria-label="核对与重算记录">
            <table className="figure-table">
              <caption className="sr-only">核对与重算记录</caption>
              <HeadRow titles={['时间', '种类', '执行', '范围', '比较项', '不一致']} />
              <tbody>
                {items.map(({ id, at, kind, actor, from, to, cells, differing }) => (
                  <tr key={id}>
                    <th scope="row">{formatFullTime(at)}</th>
                    <td>{kind === 'sample' ? '夜间核对' : '重算'}</td>
                    <td>{actor.startsWith('system:') ? '系统' : actor}</td>
                    <td>{from ? `${from} 至 ${to}` : '—'}</td>
                    <td>{formatCount(cells)}</td>
                    <td>{formatCount(differing)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Answered>
  );
}
