import { EVENT_GROUPS } from './events.js';
import { RECORDS } from './records.js';

const FAULT_LABELS: Readonly<Record<string, string>> = {
  ok: '正常',
  down: '断开',
  slow: '变慢',
  error: '一连就断',
  half: '答一半',
  garble: '乱码',
  'false-ok': '状态 200 内报错',
  'same-page': '第二页重复第一页',
  endless: '翻页不止',
  huge: '超大应答',
  busy: '限流（429）',
};

/** The one page of the simulator. It asks nothing of other hosts and shows nobody's data, only counts and numbers of records. */
export function consolePage(): string {
  const events = Object.entries(EVENT_GROUPS)
    .map(([group, all]) => {
      const buttons = Object.entries(all).map(([name, [label]]) => `<button data-event="${name}">${label}</button>`);
      return `<p><span class="group">${group}</span> ${buttons.join(' ')}</p>`;
    })
    .join('\n');
  const kinds = Object.entries(RECORDS)
    .map(([name, { label }]) => `<option value="${name}">${label}</option>`)
    .join('');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>仿真医院控制台 · 演示数据</title><link rel="icon" href="data:,">
<style>
  body { font: 15px/1.6 system-ui, "Microsoft YaHei", sans-serif; max-width: 960px; margin: 24px auto; padding: 0 16px; color: #1f2937; }
  h1 { font-size: 22px; } h2 { font-size: 16px; margin-top: 24px; }
  .demo { background: #fff3cd; border: 1px solid #e0c36a; padding: 8px 12px; border-radius: 4px; }
  table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #d1d5db; padding: 6px 10px; text-align: left; }
  button, select, input { font: inherit; padding: 4px 10px; margin: 2px 0; } .group { display: inline-block; min-width: 7em; color: #4b5563; } pre { background: #f3f4f6; padding: 12px; white-space: pre-wrap; }
</style></head><body>
<h1>仿真医院控制台 · 演示数据</h1>
<p class="demo">这里的病人、就诊和结果全部由程序生成，没有一个是真人。请勿录入真实信息。</p>
<h2>系统</h2>
<table><thead><tr><th>系统</th><th>线路</th><th>记录</th><th>待发消息</th><th>设置线路</th></tr></thead><tbody id="systems"></tbody></table>
<h2>自动运行</h2>
<p><span id="live">…</span> <label>每分钟 <input id="rate" type="number" min="1" max="600" value="12" style="width:5em"> 件</label>
<button data-live="true">开始</button> <button data-live="false">暂停</button></p>
<h2>手动事件</h2>
<p><label>保健编号 <input id="rosterNo" placeholder="留空则任选一人" size="14"></label>
<label>项目 <input id="item" placeholder="如 HbA1c、CT002、C0045" size="24"></label>
<label><input id="abnormal" type="checkbox"> 异常</label> <label><input id="critical" type="checkbox"> 危急值</label>
<label>记录种类 <select id="entity">${kinds}</select></label></p>
${events}
<h2>故障</h2>
<p><label><input type="checkbox" data-fault="duplicate"> 消息重复发送</label> <label><input type="checkbox" data-fault="silent-child"> 改结果不改报告时间</label>
<button id="late">下一份检验迟 5 秒提交</button></p>
<h2>回答</h2><pre id="answer" aria-live="polite">尚无</pre>
<script>
const post = async (path, body) => {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  document.getElementById('answer').textContent = JSON.stringify(await response.json(), null, 2);
  await refresh();
};
const names = { his: 'HIS', lis: 'LIS', peis: '体检系统', surgery: '手麻系统', emr: '电子病历', ris: '检查系统', endo: '内镜系统', booking: '预约平台', pacs: '影像归档' }, labels = ${JSON.stringify(FAULT_LABELS)};
const refresh = async () => {
  const state = await (await fetch('/status')).json();
  document.getElementById('live').textContent = state.live.on ? '运行中' : '已暂停';
  for (const system of state.systems) {
    let row = document.getElementById('row-' + system.id);
    if (!row) {
      row = document.getElementById('systems').insertRow();
      row.id = 'row-' + system.id;
      for (let i = 0; i < 5; i += 1) row.insertCell();
      row.cells[4].innerHTML = '<select aria-label="线路">' + system.modes.map((mode) => '<option value="' + mode + '">' + labels[mode] + '</option>').join('') + '</select>';
      row.cells[4].firstChild.onchange = (event) => post('/systems/' + system.id + '/fault', { mode: event.target.value });
    }
    row.cells[0].textContent = names[system.id];
    row.cells[1].textContent = labels[system.mode];
    row.cells[2].textContent = Object.values(system.rows).reduce((sum, n) => sum + n, 0);
    row.cells[3].textContent = system.outbox;
    row.cells[4].firstChild.value = system.mode;
  }
};
document.addEventListener('click', ({ target }) => {
  const { event, live } = target.dataset;
  const value = (id) => document.getElementById(id).value.trim();
  if (event) void post('/events/' + event, { rosterNo: value('rosterNo'), item: value('item'), entity: value('entity'), abnormal: document.getElementById('abnormal').checked, critical: document.getElementById('critical').checked });
  if (live) void post('/live', { on: live === 'true', perMinute: Number(value('rate')) });
});
for (const box of document.querySelectorAll('[data-fault]')) box.onchange = () => post('/faults/' + box.dataset.fault, { on: box.checked });
document.getElementById('late').onclick = () => post('/faults/late-commit', { seconds: 5 });
void refresh(); setInterval(refresh, 3000);
</script></body></html>`;
}
